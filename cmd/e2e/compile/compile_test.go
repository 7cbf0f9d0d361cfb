// Package compile breaks projects and looks at what "npm run compile" says of
// it.
package compile

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"mlvb/generator/template"

	"mlvb/cmd/e2e"
	"mlvb/generator/files"
)

// TestCompileFindsMistakes breaks a project in the ways that developers do and
// expects "npm run compile" to name the very line.
func TestCompileFindsMistakes(t *testing.T) {
	modules, live := e2e.NodeModules(t), e2e.LoadTemplate(t)

	const home = "miniprogram/pages/home/home"
	type object = map[string]any
	tests := []struct {
		mistake string
		file    string
		edit    edit
		at      string // what the line of the mistake holds
	}{
		{"unclosed tag", home + ".wxml", add("<view><text></view>"), "<text></view>"},
		{"bad expression", home + ".wxml", add("<view>{{ a + }}</view>"), "{{ a + }}"},
		{"missing template", home + ".wxml", add(`<import src="./nowhere.wxml" />`), "./nowhere"},
		{"bad statement", home + ".js", add("const = 1;"), "const = 1"},
		{"missing module", home + ".js", add("require('./nowhere');"), "./nowhere"},
		{"unclosed rule", home + ".wxss", add(".unclosed { color: red"), ".unclosed"},
		{"missing style sheet", home + ".wxss", add(`@import "./nowhere.wxss";`), "./nowhere"},
		{"unknown setting", "miniprogram/app.json", set("colour", 1), "colour"},
		{"bad colour", "miniprogram/app.json", set("window", object{"backgroundColor": "white"}), `"backgroundColor"`},
		{"missing component", home + ".json", set("usingComponents", object{"x-none": "./none"}), "x-none"},
		{"missing page", "miniprogram/app.json", set("pages", []string{"pages/home/home", "pages/none/none"}), `"pages"`},
		{"bad setting", "project.config.json", set("setting", object{"es6": "yes"}), "es6"},
	}
	projects := []*e2e.Project{mainPackage(t, live, modules), tooLarge(t, live, modules)}
	var wanted []string
	for _, tt := range tests {
		p := mainPackage(t, live, modules)
		f, ok := p.Files.Find(tt.file)
		if !ok {
			t.Fatalf("no %s", tt.file)
		}
		broken := tt.edit(t, f.Content)
		p.Write(t, tt.file, broken)
		projects = append(projects, p)
		before, _, _ := bytes.Cut(broken, []byte(tt.at))
		wanted = append(wanted, fmt.Sprintf("%s:%d", tt.file, bytes.Count(before, []byte("\n"))+1))
	}
	all := compileEach(t, projects)
	whole, large, broken := all[0], all[1], all[2:]
	if whole.Code != 0 {
		t.Errorf("without a mistake: %d\n%s", whole.Code, whole.Said)
	}
	if large.Code == 0 || !strings.Contains(large.Said, "main package is over 2 MB") {
		t.Errorf("too large: %d\n%s", large.Code, large.Said)
	}
	for i, tt := range tests {
		t.Run(tt.mistake, func(t *testing.T) {
			c, want := broken[i], wanted[i]
			if c.Code == 0 || !regexp.MustCompile(`(?m)^`+regexp.QuoteMeta(want)+`[: ]`).MatchString(c.Said) {
				t.Errorf("%d, and %s is not named in:\n%s", c.Code, want, c.Said)
			}
		})
	}
}

// compiled is what became of "npm run compile".
type compiled struct {
	Code int
	Said string
}

// compileEach runs the compile script of every project, in one process.
func compileEach(t *testing.T, projects []*e2e.Project) (all []compiled) {
	t.Helper()
	args := []string{e2e.Data(t, "compile/each.mjs")}
	for _, p := range projects {
		args = append(args, p.Dir)
	}
	out := projects[0].Command(t, ".", "node", args...)
	for line := range strings.Lines(out) {
		var c compiled
		if err := json.Unmarshal([]byte(line), &c); err != nil {
			t.Fatalf("%v:\n%s", err, out)
		}
		all = append(all, c)
	}
	if len(all) != len(projects) {
		t.Fatalf("%d of %d projects were compiled:\n%s", len(all), len(projects), out)
	}
	return all
}

// tooLarge makes a project that has more in a package than WeChat takes.
func tooLarge(t *testing.T, live *template.Template, modules string) *e2e.Project {
	t.Helper()
	p := mainPackage(t, live, modules)
	p.Write(t, "miniprogram/large.png", make([]byte, 2<<20))
	return p
}

// mainPackage makes a project without its sub-packages: a mistake shows without
// them, and the compiler is done in a fraction of the time.
func mainPackage(t *testing.T, live *template.Template, modules string) *e2e.Project {
	t.Helper()
	p := e2e.NewProject(t, live, template.Input{"server": "none", "locale": "en"})
	p.Use(t, modules)
	if err := os.RemoveAll(p.Path("miniprogram/packages")); err != nil {
		t.Fatal(err)
	}
	change(t, p, "miniprogram/app.json", set("subpackages", nil))
	change(t, p, "miniprogram/app.json", set("preloadRule", nil))
	change(t, p, "miniprogram/pages/home/home.json", set("usingComponents", nil))
	return p
}

func change(t *testing.T, p *e2e.Project, name string, e edit) {
	t.Helper()
	i := slices.IndexFunc(p.Files, func(f files.File) bool { return f.Path == name })
	if i < 0 {
		t.Fatalf("no %s", name)
	}
	p.Files[i].Content = e(t, p.Files[i].Content)
	p.Write(t, name, p.Files[i].Content)
}

type edit func(*testing.T, []byte) []byte

// add puts a line at the end of a file.
func add(line string) edit {
	return func(_ *testing.T, content []byte) []byte {
		return fmt.Appendf(nil, "%s\n%s\n", content, line)
	}
}

// set gives a member of a JSON file another value, or takes it away.
func set(name string, value any) edit {
	return func(t *testing.T, content []byte) []byte {
		t.Helper()
		var all map[string]any
		if err := json.Unmarshal(content, &all); err != nil {
			t.Fatal(err)
		}
		all[name] = value
		if value == nil {
			delete(all, name)
		}
		changed, err := json.MarshalIndent(all, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		return changed
	}
}
