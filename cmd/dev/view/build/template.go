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
	inputs map[string]input // what the source is made of
	made   *wxml.Template   // empty when the compiler can't read it
	err    error
}

// An input is a file that was read, or was not there.
type input struct {
	text  string
	there bool
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
	return r.templates.linked(used, scripts)
}

// template compiles a file unless it is as it was before.
func (r *run) template(file, text string) *template {
	known := r.templates.known[file]
	if known != nil && r.isSame(known.inputs) {
		return known
	}
	t := &template{inputs: map[string]input{file: {text, true}}}
	t.source = written(file, text, func(name string) (string, bool) {
		text, there := r.files.read(name)
		t.inputs[name] = input{text, there}
		return text, there
	})
	t.made, t.err = r.templates.compiler.Compile(r.ctx, strings.TrimSuffix(file, ".wxml"), t.source.text.String())
	if t.err != nil {
		t.made = &wxml.Template{}
	}
	if r.ctx.Err() == nil {
		r.templates.known[file] = t
	}
	return t
}

func (r *run) isSame(inputs map[string]input) bool {
	for name, before := range inputs {
		if text, there := r.files.read(name); there != before.there || text != before.text {
			return false
		}
	}
	return true
}

// imported are the templates that one imports or includes.
func (r *run) imported(file string, t *template) (files []string) {
	for name, input := range t.inputs {
		if input.there && name != file {
			r.graph.need(file, name)
		}
	}
	for _, path := range t.made.Imports {
		name := resolve(theApp, "/"+path) + ".wxml"
		if r.files.has(name) {
			r.graph.need(file, name)
			files = append(files, name)
		} else {
			r.fail(r.atReference(t, name, warning(file, r.absent(name))))
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
			r.fail(r.atReference(t, name, failure(file, r.absent(name))))
		}
	}
}

// beginningOf is where a script begins in its template: the compiler says only
// in which line.
func beginningOf(text string, script wxml.Script) int {
	line := offsetOf(text, script.Line, 0)
	return line + max(strings.Index(text[line:], script.Text), 0)
}

// atReference gives a failure the place of the tag of a template that refers to a file.
func (r *run) atReference(t *template, name string, f Failure) Failure {
	text := t.source.text.String()
	for _, tag := range tags(text) {
		src, ok := tag.attribute("src")
		if !ok || (tag.name == "wxs") != strings.HasSuffix(name, ".wxs") {
			continue
		}
		from, offset := t.source.origin(src.from)
		target := resolve(from, text[src.from:src.to])
		if target == name || target+".wxml" == name || target+".wxs" == name {
			f.File = from
			whole, _ := r.files.read(from)
			return f.at(whole, offset)
		}
	}
	return f
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

// linked is an expression for all templates by path.
func (ts *templates) linked(used map[string]*template, scripts map[string]*wxs) string {
	code, texts := map[string]string{}, map[string]string{}
	for file, t := range used {
		if t.made.Code == "" {
			continue
		}
		code[strings.TrimSuffix(file, ".wxml")] = t.made.Code
	}
	for name, script := range scripts {
		texts[name] = script.code()
	}
	return link(ts.compiler.Runtime(), code, texts)
}
