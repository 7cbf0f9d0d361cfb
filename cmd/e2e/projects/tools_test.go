package projects

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"mlvb/cmd/e2e"
	"mlvb/generator/template"
)

type packageJSON struct {
	Scripts         map[string]string `json:"scripts"`
	DevDependencies map[string]string `json:"devDependencies"`
}

func readPackage(t *testing.T, data []byte) (p packageJSON) {
	t.Helper()
	if err := json.Unmarshal(data, &p); err != nil {
		t.Fatal(err)
	}
	return p
}

// TestToolVersions holds the versions that generated projects use to those
// that they are tested with here.
func TestToolVersions(t *testing.T) {
	tested := readPackage(t, []byte(e2e.Read(t, e2e.Data(t, "package.json")))).DevDependencies
	used := packageOf(t, e2e.NewProject(t, e2e.LoadTemplate(t), template.Input{})).DevDependencies
	if len(used) == 0 {
		t.Error("the generated package.json names no tools")
	}
	for name, version := range used {
		if tested[name] != version {
			t.Errorf("%s: generated %s, tested %q", name, version, tested[name])
		}
	}
}

func packageOf(t *testing.T, p *e2e.Project) packageJSON {
	t.Helper()
	f, ok := p.Files.Find("package.json")
	if !ok {
		t.Fatal("no package.json")
	}
	return readPackage(t, f.Content)
}

// TestWorkflow reads the workflow of a generated project: it runs scripts that
// are there, and tests the server in its language.
func TestWorkflow(t *testing.T) {
	const name = ".github/workflows/ci.yml"
	live := e2e.LoadTemplate(t)
	for _, server := range e2e.Choices(t, live, "server") {
		t.Run(server, func(t *testing.T) {
			p := e2e.NewProject(t, live, template.Input{"ci": "github", "server": server})
			f, ok := p.Files.Find(name)
			if !ok {
				t.Fatalf("no %s", name)
			}
			var workflow struct {
				Jobs map[string]struct {
					Steps []struct{ Uses, Run string }
				}
			}
			if err := yaml.Unmarshal(f.Content, &workflow); err != nil {
				t.Fatal(err)
			}
			if _, ok := workflow.Jobs["server"]; ok != (server == "go") {
				t.Errorf("a job for the %s server: %t", server, ok)
			}
			scripts := packageOf(t, p).Scripts
			for _, step := range workflow.Jobs["mini-program"].Steps {
				if script, ok := strings.CutPrefix(step.Run, "npm run "); ok && scripts[script] == "" {
					t.Errorf("%q runs no script of package.json", step.Run)
				}
			}
		})
	}
	if _, ok := e2e.NewProject(t, live, template.Input{"ci": "none"}).Files.Find(name); ok {
		t.Errorf("%s is there unasked", name)
	}
}

// TestWords holds the words of screens and scripts to the same texts in every
// language. A generated project has one language, so its own tests can't.
func TestWords(t *testing.T) {
	e2e.NodeModules(t)
	e2e.NewProject(t, e2e.LoadTemplate(t), template.Input{}).NodeTests(t, "words")
}
