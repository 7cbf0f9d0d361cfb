// Package projects makes every project that the template makes, and hands each
// to the official tools.
package projects

import (
	"bytes"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"mlvb/cmd/e2e"
	"mlvb/generator/files"
	"mlvb/generator/template"
)

// Limits of the mini-program as DevTools packs it, in KB: what it should not
// exceed, and what it never may.
const (
	sizeGoal  = 150
	sizeLimit = 250
)

// TestEndToEnd makes a project for every combination of preset, server and
// language to try, and hands it to the official compilers, the type checker, its
// own tests and the tests of its server. A step whose files were the same in an
// earlier project is not taken twice.
func TestEndToEnd(t *testing.T) {
	modules := e2e.NodeModules(t)
	live := e2e.LoadTemplate(t)
	taken := map[string]string{}
	for _, c := range combinations(t, live) {
		p := e2e.NewProject(t, live, c.inputs...)
		p.Use(t, modules)
		var own []step
		for _, s := range steps() {
			key := s.name + p.Tree(s.files).Digest()
			if before, ok := taken[key]; ok {
				t.Logf("%s, %s: same files as in %s", c.name, s.name, before)
				continue
			}
			taken[key] = c.name
			own = append(own, s)
		}
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			for _, s := range own {
				t.Run(s.name, func(t *testing.T) { s.take(t, p) })
			}
		})
	}
}

// combination is the answers of one project to try.
type combination struct {
	name   string
	inputs []template.Input
}

func combinations(t *testing.T, live *template.Template) (all []combination) {
	t.Helper()
	for _, preset := range slices.Sorted(maps.Keys(live.Presets)) {
		for _, server := range e2e.Choices(t, live, "server") {
			for _, locale := range e2e.Languages(t, live) {
				all = append(all, combination{
					name:   fmt.Sprintf("%s-%s-%s", preset, server, locale),
					inputs: []template.Input{{"server": server, "locale": locale}, live.Presets[preset]},
				})
			}
		}
	}
	return all
}

// step is one thing to do with a project.
type step struct {
	name  string
	files string // expression for the paths of what its outcome depends on
	take  func(*testing.T, *e2e.Project)
}

func steps() []step {
	return []step{
		{"files", ``, checkFiles},
		{"compile", `^(miniprogram|scripts)/|^project\.config`, checkCompile},
		{"types", `^miniprogram/|^tsconfig`, e2e.CheckTypes},
		{"tests", `^(miniprogram|tests)/|^server/.*\.js$`, e2e.CheckTests},
		{"tools", `^(miniprogram|scripts)/|^(tests/mini-program|package|project\.config)`, checkTools},
		{"server", `^server/[^R]`, checkServer}, // but for its README
	}
}

// checkCompile demands that the official compilers pass the project, and looks at
// the size of what they make.
func checkCompile(t *testing.T, p *e2e.Project) {
	packed := e2e.CheckCompile(t, p)
	t.Logf("miniprogram/ %.1f KB packed (goal %d KB)", packed, sizeGoal)
	if packed == 0 || packed > sizeLimit {
		t.Errorf("%.1f KB are packed, %d are allowed", packed, sizeLimit)
	}
}

// checkFiles looks for secrets where users could read them.
func checkFiles(t *testing.T, p *e2e.Project) {
	key := regexp.MustCompile(`\b[0-9a-fA-F]{64}\b`)
	for _, f := range p.Files {
		if bytes.Contains(f.Content, []byte(e2e.SecretKey)) && f.Path != "server/.env" {
			t.Errorf("%s holds the secret key", f.Path)
		}
		if f.Merge != files.MergeBinary && bytes.Contains(f.Content, []byte("<%")) {
			t.Errorf("%s has a template action left", f.Path)
		}
		if strings.HasPrefix(f.Path, "miniprogram/") {
			if found := key.Find(f.Content); found != nil {
				t.Errorf("%s holds what looks like a key: %s", f.Path, found)
			}
		}
	}
}

// checkTools runs the tests that need more than a generated project has.
func checkTools(t *testing.T, p *e2e.Project) {
	for _, folder := range []string{"project", "scripts", "component"} {
		p.NodeTests(t, folder)
	}
}

// checkServer builds and tests the server as its user would.
func checkServer(t *testing.T, p *e2e.Project) {
	if _, ok := p.Files.Find("server/package.json"); ok {
		e2e.CountTests(t, "server", p.Command(t, "server", "npm", "test"))
	}
	if _, ok := p.Files.Find("server/go.mod"); ok {
		p.Command(t, "server", "go", "build", "./...")
		p.Command(t, "server", "go", "vet", "./...")
		p.Command(t, "server", "go", "test", "./...")
		p.Command(t, "server", "go", "mod", "tidy", "-diff")
	}
}
