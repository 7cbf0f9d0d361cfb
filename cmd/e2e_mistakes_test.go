package cmd_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"mlvb/generator/files"
	"mlvb/generator/template"
)

// TestCompileFindsMistakes breaks a project in the ways that developers do and
// expects "npm run compile" to name the very line.
func TestCompileFindsMistakes(t *testing.T) {
	modules := nodeModules(t)
	p := newProject(t, loadTemplate(t), template.Input{"server": "none", "locale": "en"})
	p.use(t, modules)
	p.keepMainPackage(t)

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
	for _, tt := range tests {
		t.Run(tt.mistake, func(t *testing.T) {
			f, ok := p.files.Find(tt.file)
			if !ok {
				t.Fatalf("no %s", tt.file)
			}
			broken := tt.edit(t, f.Content)
			p.write(t, tt.file, broken)
			defer p.write(t, tt.file, f.Content)

			out, err := p.try(t, ".", "npm", "run", "compile")
			if err == nil {
				t.Fatalf("it compiled:\n%s", broken)
			}
			before, _, _ := bytes.Cut(broken, []byte(tt.at))
			want := fmt.Sprintf("%s:%d", tt.file, bytes.Count(before, []byte("\n"))+1)
			if !regexp.MustCompile(`(?m)^` + regexp.QuoteMeta(want) + `[: ]`).MatchString(out) {
				t.Errorf("%s is not named in:\n%s", want, out)
			}
		})
	}
}

// TestCompileFindsLargePackage puts more into a package than WeChat takes.
func TestCompileFindsLargePackage(t *testing.T) {
	modules := nodeModules(t)
	p := newProject(t, loadTemplate(t), template.Input{"server": "none", "locale": "en"})
	p.use(t, modules)
	p.keepMainPackage(t)
	p.write(t, "miniprogram/large.png", make([]byte, 2<<20))
	out, err := p.try(t, ".", "npm", "run", "compile")
	if err == nil || !strings.Contains(out, "main package is over 2 MB") {
		t.Errorf("%v:\n%s", err, out)
	}
}

// keepMainPackage takes the sub-packages away: a mistake shows without them,
// and the compiler is done in a fraction of the time.
func (p *project) keepMainPackage(t *testing.T) {
	t.Helper()
	if err := os.RemoveAll(p.path("miniprogram/packages")); err != nil {
		t.Fatal(err)
	}
	p.change(t, "miniprogram/app.json", set("subpackages", nil))
	p.change(t, "miniprogram/app.json", set("preloadRule", nil))
	p.change(t, "miniprogram/pages/home/home.json", set("usingComponents", nil))
	p.command(t, ".", "npm", "run", "compile")
}

func (p *project) change(t *testing.T, name string, e edit) {
	t.Helper()
	i := slices.IndexFunc(p.files, func(f files.File) bool { return f.Path == name })
	if i < 0 {
		t.Fatalf("no %s", name)
	}
	p.files[i].Content = e(t, p.files[i].Content)
	p.write(t, name, p.files[i].Content)
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
