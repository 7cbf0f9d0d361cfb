package generator

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing/fstest"

	"mlvb/generator/template"
	"mlvb/generator/template/templatetest"
)

// templateSource is a version of a random template.
type templateSource struct {
	texts   map[string][]string // lines by path
	pages   []string            // of the sub-package
	options map[string]string   // values of the JSON files
	binary  string
	script  bool // run.sh can be executed
	folder  bool // swap is a folder, not a file
	moved   []string
}

func firstSource() *templateSource {
	s := &templateSource{
		texts: map[string][]string{}, pages: []string{"room", "push"}, binary: "1",
		options: map[string]string{"style": "v1", "theme": "light", "lib": "1"},
	}
	for _, name := range []string{"page.js", "shared.js", "deep/a.wxml", "packages/live/core.js", "README.md", "once.js", "run.sh", "crlf.txt"} {
		for i := range 8 {
			s.texts[name] = append(s.texts[name], fmt.Sprint("line ", i+1))
		}
	}
	return s
}

// change makes the next version of it.
func (s *templateSource) change(c *choices, number int) {
	for _, name := range slices.Sorted(maps.Keys(s.texts)) {
		if lines := s.texts[name]; c.oneIn(2) && len(lines) > 2 {
			at := c.intN(len(lines))
			added := []string{fmt.Sprintf("template %d of %d", at, number)}
			s.texts[name] = slices.Concat(lines[:at], added, lines[min(at+c.intN(2), len(lines)):])
		}
	}
	for _, key := range slices.Sorted(maps.Keys(s.options)) {
		if c.oneIn(2) {
			s.options[key] = fmt.Sprint("v", number)
		}
	}
	if c.oneIn(2) {
		s.options[fmt.Sprint("option", number)] = "new"
	}
	if c.oneIn(2) {
		s.pages = append(s.pages, fmt.Sprint("page", number))
	}
	if c.oneIn(3) {
		s.binary = fmt.Sprint(number)
	}
	s.script = s.script != c.oneIn(3)
	s.folder = s.folder != c.oneIn(3)
	if c.oneIn(3) {
		s.move(pick(c, "page.js", "shared.js", "deep/a.wxml"), fmt.Sprintf("moved%d/file.js", number), number)
	}
	switch name := pick(c, "README.md", "deep/b.js", "packages/live/more.js"); {
	case s.texts[name] == nil:
		s.texts[name] = []string{"one", "two", "three", "four"}
	case c.oneIn(2):
		delete(s.texts, name)
	}
}

func (s *templateSource) move(from, to string, number int) {
	if s.texts[from] == nil {
		return
	}
	s.texts[to] = s.texts[from]
	delete(s.texts, from)
	s.moved = append(s.moved, fmt.Sprintf("{from: %s, to: %s, since: 1.%d.0}", from, to, number))
}

// files are the files of the version.
func (s *templateSource) files() map[string]string {
	list := map[string]string{
		".gitignore":     "node_modules/\n.env\n# " + s.options["lib"] + "\n",
		"title.txt.tmpl": "<% .title %>\nline 2\nline 3\n",
		"icon.png":       "\x00" + s.binary,
		"app.json": indented(map[string]any{
			"pages": []string{"index"}, "style": s.options["style"], "window": map[string]string{"theme": s.options["theme"]},
			"subpackages": []any{map[string]any{"root": "packages/live", "pages": s.pages}},
		}),
		"project.config.json": indented(map[string]any{"libVersion": s.options["lib"], "setting": s.options, "miniprogramRoot": ""}),
		"package.json":        indented(map[string]any{"scripts": s.options}),
	}
	for name, lines := range s.texts {
		end := "\n"
		if name == "crlf.txt" {
			end = "\r\n"
		}
		list[name] = strings.Join(lines, end) + end
	}
	for _, page := range s.pages {
		list["packages/live/"+page+".js"] = "Page({});\n"
	}
	if s.folder {
		list["swap/file.js"] = "in a folder\n"
	} else {
		list["swap"] = "a file\n"
	}
	return list
}

func indented(value any) string {
	data, err := json.MarshalIndent(value, "", "  ")
	if err != nil {
		panic(err) // maps of strings have a form in JSON
	}
	return string(data) + "\n"
}

// manifest is what the version says of itself.
func (s *templateSource) manifest() string {
	return "questions: [{name: title, kind: text, prompt: {en: Title}, default: demo}]\n" +
		fmt.Sprintf("files: {once.js: {merge: once}, run.sh: {executable: %v}}\n", s.script) +
		"moved: [" + strings.Join(s.moved, ", ") + "]\n"
}

// makeTemplates makes the versions of the template.
func (w *world) makeTemplates() {
	s := firstSource()
	for number := range 4 {
		if number > 0 {
			s.change(w.choices, number)
		}
		source := templatetest.Version(fmt.Sprintf("1.%d.0", number), s.manifest(), s.files())
		w.versions = append(w.versions, w.loaded(source))
		files := map[string]string{}
		for name, file := range source {
			files[name] = string(file.Data)
		}
		w.sources = append(w.sources, files)
	}
}

func (w *world) loaded(source fstest.MapFS) *template.Template {
	t, err := template.Load(source)
	if err != nil {
		w.fatalf("the template is refused: %v", err)
	}
	return t
}
