package build

import (
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
)

// compileScripts compiles the scripts of the app, its pages and components and
// all that they require, and answers with their code by path.
func (r *run) compileScripts() map[string]string {
	roots := []string{theApp + ".js"}
	for _, unit := range r.units() {
		roots = append(roots, unit+".js")
	}
	if script, there := r.files.script(theApp + ".js"); there {
		r.graph.need(theApp, script)
	} else if r.documents[appFile] != nil {
		r.fail(failure(script, r.absent(script)))
		r.graph.need(theApp, script)
	}
	code := map[string]string{}
	for len(roots) > 0 && r.ctx.Err() == nil {
		roots = r.compileRound(roots, code)
	}
	return code
}

// compileRound compiles some scripts and returns those that they require and
// that are not compiled yet.
func (r *run) compileRound(names []string, code map[string]string) (next []string) {
	texts := map[string]string{}
	for _, name := range names {
		file, _ := r.files.script(name)
		if text, ok := r.files.read(file); ok {
			texts[file] = text
		}
	}
	r.scripts.compile(texts)
	for _, file := range slices.Sorted(maps.Keys(texts)) {
		made := r.scripts.known[file]
		code[moduleName(file)] = r.linked(made)
		r.fail(made.failures...)
		next = append(next, r.required(made)...)
		if made.dynamic {
			next = append(next, r.allScripts()...)
		}
	}
	next = slices.DeleteFunc(next, func(name string) bool { _, done := code[name]; return done })
	slices.Sort(next)
	return slices.Compact(next)
}

// moduleName is the path under which a script is required.
func moduleName(file string) string {
	if plain, ok := strings.CutSuffix(file, ".ts"); ok {
		return plain + ".js"
	}
	return file
}

// required are the modules that a script asks for.
func (r *run) required(made *script) (names []string) {
	for _, asked := range made.requests {
		if name, ok := r.module(made.file, asked.path); ok {
			file, _ := r.files.script(name)
			r.graph.need(made.file, file)
			names = append(names, name)
			continue
		}
		if asked.later {
			continue
		}
		missing := warning(made.file, r.noModule(made.file, asked.path))
		if asked.early {
			missing.Severity = Error
		}
		if asked.at >= 0 {
			missing = missing.at(made.text, asked.at)
		}
		r.fail(missing)
	}
	return names
}

// module is the path of a module that is there.
func (r *run) module(from, request string) (string, bool) {
	for _, place := range places(from, r.unaliased(request)) {
		plain := strings.TrimSuffix(place, ".js")
		for _, name := range []string{plain + ".js", place + "/index.js"} {
			if _, there := r.files.script(name); there {
				return name, true
			}
		}
	}
	return "", false
}

func (r *run) noModule(from, request string) string {
	reference := r.unaliased(request)
	if r.isUnbuilt(from, reference) {
		return r.options.Say("build.npm", request)
	}
	name := resolve(from, reference) + ".js"
	if other, there := r.files.otherCase(name); there {
		return r.options.Say("build.case", name, other)
	}
	return r.options.Say("build.noModule", request)
}

// isUnbuilt reports whether a reference is, for all that can be seen, the name
// of an npm package, which DevTools has to copy into miniprogram_npm first.
func (r *run) isUnbuilt(from, reference string) bool {
	if reference == "" || strings.ContainsAny(reference[:1], "./") {
		return false
	}
	parts := strings.SplitN(reference, "/", 3)
	name := parts[0]
	if strings.HasPrefix(name, "@") && len(parts) > 1 {
		name = path.Join(parts[:2]...)
	}
	beside := resolve(from, name) + "/"
	return !slices.ContainsFunc(r.files.names, func(file string) bool {
		return strings.Contains("/"+file, "/miniprogram_npm/"+name+"/") || strings.HasPrefix(file, beside)
	})
}

// allScripts are those that a script may mean which makes up the names.
func (r *run) allScripts() (names []string) {
	for _, file := range r.files.names {
		if strings.HasSuffix(file, ".js") || strings.HasSuffix(file, ".ts") && !strings.HasSuffix(file, ".d.ts") {
			names = append(names, moduleName(file))
		}
	}
	return names
}

// linked is the code of a script. The browser knows no aliases, so that what
// they mean stands in their place.
func (r *run) linked(made *script) string {
	code := made.code
	for _, asked := range made.requests {
		if meant := r.unaliased(asked.path); meant != asked.path {
			call := regexp.MustCompile(`(\brequire(?:\.async)?\s*\(\s*)(['"])` + regexp.QuoteMeta(asked.path) + `['"]`)
			code = call.ReplaceAllString(code, "${1}${2}"+strings.ReplaceAll(meant, "$", "$$")+"${2}")
		}
	}
	return code
}
