package cmd_test

import (
	"bytes"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"mlvb/generator/files"
	"mlvb/generator/template"
)

// Limits of the miniprogram/ folder in bytes: what it should not exceed, and
// what it never may.
const (
	sizeGoal  = 150 << 10
	sizeLimit = 250 << 10
)

// TestEndToEnd makes a project for every combination of preset, server and
// language, and hands it to the official compilers, the type checker, its own
// tests and the tests of its server. A step whose files were the same in an
// earlier project is not taken twice.
func TestEndToEnd(t *testing.T) {
	modules := nodeModules(t)
	template := loadTemplate(t)
	taken := map[string]string{}
	for _, c := range combinations(t, template) {
		t.Run(c.name, func(t *testing.T) {
			p := newProject(t, template, c.inputs...)
			p.use(t, modules)
			for _, s := range p.steps() {
				key := s.name + p.tree(s.files).Digest()
				if before, ok := taken[key]; ok {
					t.Logf("%s: same files as in %s", s.name, before)
					continue
				}
				taken[key] = c.name
				t.Run(s.name, s.take)
			}
		})
	}
}

// combination is the answers of one project to try.
type combination struct {
	name   string
	inputs []template.Input
}

func combinations(t *testing.T, tmpl *template.Template) (all []combination) {
	t.Helper()
	for _, preset := range slices.Sorted(maps.Keys(tmpl.Presets)) {
		for _, server := range choices(t, tmpl, "server") {
			for _, locale := range choices(t, tmpl, "locale") {
				all = append(all, combination{
					name:   fmt.Sprintf("%s-%s-%s", preset, server, locale),
					inputs: []template.Input{{"server": server, "locale": locale}, tmpl.Presets[preset]},
				})
			}
		}
	}
	return all
}

func choices(t *testing.T, template *template.Template, question string) []string {
	t.Helper()
	q, ok := template.Question(question)
	if !ok || len(q.Choices) == 0 {
		t.Fatalf("the template has no choices for %s", question)
	}
	return q.Choices
}

// step is one thing to do with a project.
type step struct {
	name  string
	files string // expression for the paths of what its outcome depends on
	take  func(*testing.T)
}

func (p *project) steps() []step {
	return []step{
		{"files", ``, p.checkFiles},
		{"compile", `^(miniprogram|scripts)/|^project\.config`, p.checkCompile},
		{"types", `^miniprogram/|^tsconfig`, p.checkTypes},
		{"tests", `^(miniprogram|tests)/|^server/.*\.js$`, p.checkTests},
		{"tools", `^(miniprogram|scripts)/|^project\.config`, p.checkTools},
		{"server", `^server/`, p.checkServer},
	}
}

// checkFiles looks for secrets where users could read them, and at the size.
func (p *project) checkFiles(t *testing.T) {
	size := 0
	key := regexp.MustCompile(`\b[0-9a-fA-F]{64}\b`)
	for _, f := range p.files {
		if bytes.Contains(f.Content, []byte(secretKey)) && f.Path != "server/.env" {
			t.Errorf("%s holds the secret key", f.Path)
		}
		if f.Merge != files.MergeBinary && bytes.Contains(f.Content, []byte("<%")) {
			t.Errorf("%s has a template action left", f.Path)
		}
		if strings.HasPrefix(f.Path, "miniprogram/") {
			size += len(f.Content)
			if found := key.Find(f.Content); found != nil {
				t.Errorf("%s holds what looks like a key: %s", f.Path, found)
			}
		}
	}
	t.Logf("miniprogram/ %.1f KB (goal %d KB)", float64(size)/1024, sizeGoal>>10)
	if size > sizeLimit {
		t.Errorf("miniprogram/ has %d bytes, more than %d", size, sizeLimit)
	}
}

// checkCompile demands that the official compilers pass the project, and that
// all of them ran: a note on {{ }} says that one could not.
func (p *project) checkCompile(t *testing.T) {
	out := p.npm(t, "run", "compile")
	if strings.Contains(out, "{{ }}") {
		t.Errorf("not everything was compiled:\n%s", out)
	}
	for _, size := range regexp.MustCompile(`.* KB`).FindAllString(out, -1) {
		t.Log("compiled ", size)
	}
}

func (p *project) checkTypes(t *testing.T) {
	p.npm(t, "run", "check")
}

func (p *project) checkTests(t *testing.T) {
	countTests(t, "tests", p.npm(t, "test"))
}

// checkTools runs the tests that need more than a generated project has.
func (p *project) checkTools(t *testing.T) {
	for _, folder := range []string{"project", "scripts", "component"} {
		p.nodeTests(t, folder)
	}
}

// checkServer builds and tests the server as its user would.
func (p *project) checkServer(t *testing.T) {
	if _, ok := p.files.Find("server/package.json"); ok {
		countTests(t, "server", p.command(t, "server", "npm", "test"))
	}
	if _, ok := p.files.Find("server/go.mod"); ok {
		p.command(t, "server", "go", "build", "./...")
		p.command(t, "server", "go", "vet", "./...")
		p.command(t, "server", "go", "test", "./...")
		p.command(t, "server", "go", "mod", "tidy", "-diff")
	}
}
