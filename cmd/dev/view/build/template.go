package build

import (
	"strings"

	"mlvb/cmd/dev/view/wxml"
)

// templates compiles WXML and WXS, again only what changed.
type templates struct {
	compiler *wxml.Compiler
	known    map[string]*template // by file
	scripts  map[string]*wxs
}

// A template is a compiled one.
type template struct {
	source *source
	made   *wxml.Template // empty when the compiler can't read it
	err    error
}

func newTemplates(compiler *wxml.Compiler) *templates {
	return &templates{compiler: compiler, known: map[string]*template{}, scripts: map[string]*wxs{}}
}

// compileTemplates compiles the templates of pages and components and what
// they import, and answers with an expression for all.
func (r *run) compileTemplates() string {
	used := map[string]*template{}
	scripts := map[string]*wxs{}
	files := []string{}
	for _, unit := range r.units() {
		files = append(files, unit+".wxml")
	}
	for len(files) > 0 && r.ctx.Err() == nil {
		file := files[len(files)-1]
		files = files[:len(files)-1]
		text, there := r.files.read(file)
		if used[file] != nil || !there {
			continue
		}
		t := r.template(file, text)
		used[file] = t
		r.reportTemplate(file, t)
		files = append(files, r.imported(file, t)...)
		r.addScripts(file, t, scripts)
	}
	return linkedTemplates(r.options.Compiler, used, scripts)
}

// template compiles a file unless it is as it was before.
func (r *run) template(file, text string) *template {
	src := written(file, text, r.files.read)
	known := r.templates.known[file]
	if known != nil && known.source.text.String() == src.text.String() {
		known.source = src
		return known
	}
	t := &template{source: src}
	t.made, t.err = r.templates.compiler.Compile(r.ctx, strings.TrimSuffix(file, ".wxml"), src.text.String())
	if t.err != nil {
		t.made = &wxml.Template{}
	}
	if r.ctx.Err() == nil {
		r.templates.known[file] = t
	}
	return t
}

// imported are the templates that one imports or includes.
func (r *run) imported(file string, t *template) (files []string) {
	for _, p := range t.source.pieces {
		if p.file != file {
			r.graph.need(file, p.file)
		}
	}
	for _, path := range t.made.Imports {
		name := resolve(theApp, "/"+path) + ".wxml"
		if r.files.has(name) {
			r.graph.need(file, name)
			files = append(files, name)
		} else {
			r.failTemplate(file, t, "src", name, warning(file, r.absent(name)))
		}
	}
	return files
}

// addScripts adds the scripts of a template and what those require.
func (r *run) addScripts(file string, t *template, all map[string]*wxs) {
	path := strings.TrimSuffix(file, ".wxml")
	for _, inline := range t.made.Scripts {
		name := path + "#" + inline.Module
		from, at := t.source.origin(beginningOf(t.source.text.String(), inline))
		all[name] = r.wxs(name, inline.Text)
		r.reportScript(all[name], from, at)
		r.requireScripts(file, all[name], from, at, all)
	}
	for _, script := range t.made.Files {
		name := resolve(theApp, "/"+script) + ".wxs"
		if r.files.has(name) {
			r.graph.need(file, name)
			r.addScriptFile(name, all)
		} else {
			r.failTemplate(file, t, "src", name, failure(file, r.absent(name)))
		}
	}
}

// beginningOf is where a script begins in its template: the compiler says only
// in which line.
func beginningOf(text string, script wxml.Script) int {
	line := offsetOf(text, script.Line, 0)
	return line + max(strings.Index(text[line:], script.Text), 0)
}

// failTemplate reports what a template refers to, at the tag that does.
func (r *run) failTemplate(file string, t *template, attribute, name string, f Failure) {
	text := t.source.text.String()
	for _, tag := range tags(text) {
		a, ok := tag.attribute(attribute)
		if !ok {
			continue
		}
		from, offset := t.source.origin(a.from)
		reference := text[a.from:a.to]
		if resolve(from, reference) == name || resolve(from, reference)+".wxml" == name || resolve(from, reference)+".wxs" == name {
			whole, _ := r.files.read(from)
			f.File = from
			r.fail(f.at(whole, offset))
			return
		}
	}
	r.fail(f)
}

// templatesOf are the templates that a unit reaches.
func (r *run) templatesOf(unit string) map[string]bool {
	found := map[string]bool{}
	open := []string{unit + ".wxml"}
	for len(open) > 0 {
		file := open[0]
		open = open[1:]
		if found[file] || !strings.HasSuffix(file, ".wxml") {
			continue
		}
		found[file] = true
		if n := r.graph[file]; n != nil {
			open = append(open, n.needs...)
		}
	}
	return found
}

// linkedTemplates is an expression for all templates by path.
func linkedTemplates(compiler *wxml.Compiler, used map[string]*template, scripts map[string]*wxs) string {
	code, texts := map[string]string{}, map[string]string{}
	for file, t := range used {
		code[strings.TrimSuffix(file, ".wxml")] = t.made.Code
	}
	for name, script := range scripts {
		texts[name] = script.code()
	}
	statements := compiler.Runtime()
	return link(statements, code, texts)
}
