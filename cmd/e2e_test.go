package cmd_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"mlvb/generator"
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
	for _, in := range combinations(t, template) {
		name := fmt.Sprintf("%s-%s-%s", in["preset"], in["server"], in["locale"])
		t.Run(name, func(t *testing.T) {
			p := newProject(t, template, in)
			p.use(t, modules)
			for _, s := range steps(fmt.Sprint(in["server"])) {
				key := s.name + p.tree(s.files...).Digest()
				if before, ok := taken[key]; ok {
					t.Logf("%s: same files as in %s", s.name, before)
					continue
				}
				taken[key] = name
				t.Run(s.name, func(t *testing.T) { s.run(t, p) })
			}
		})
	}
}

// combinations lists the answers of every project to try. The folder's name
// and the title are as awkward as users make them.
func combinations(t *testing.T, template *generator.Template) []generator.Input {
	t.Helper()
	var all []generator.Input
	for preset := range template.Presets {
		for _, server := range choices(t, template, "server") {
			for _, locale := range choices(t, template, "locale") {
				all = append(all, generator.Input{"preset": preset, "server": server, "locale": locale})
			}
		}
	}
	return all
}

func choices(t *testing.T, template *generator.Template, question string) []string {
	t.Helper()
	q, ok := template.Question(question)
	if !ok || len(q.Choices) == 0 {
		t.Fatalf("the template has no choices for %s", question)
	}
	return q.Choices
}

// step is one thing to do with a project, and the files that it depends on.
type step struct {
	name  string
	files []string // by prefix of the path; none means all
	run   func(*testing.T, *project)
}

func steps(server string) []step {
	const app, config = "miniprogram/", "project.config.json"
	list := []step{
		{"files", nil, checkFiles},
		{"compile", []string{app, "scripts/", config}, checkCompile},
		{"types", []string{app, "tsconfig.json"}, func(t *testing.T, p *project) { p.npm(t, "run", "check") }},
		{"tests", []string{app, "tests/"}, func(t *testing.T, p *project) { countTests(t, p.npm(t, "test")) }},
		{"project", []string{app}, func(t *testing.T, p *project) { p.nodeTests(t, "project") }},
		{"scripts", []string{"scripts/", config}, func(t *testing.T, p *project) { p.nodeTests(t, "scripts") }},
		{"component", []string{app}, func(t *testing.T, p *project) { p.nodeTests(t, "component") }},
	}
	switch server {
	case "go":
		list = append(list, step{"server", []string{"server/"}, checkGoServer})
	case "node":
		list = append(list, step{"server", []string{"server/"}, checkNodeServer})
	}
	return list
}

// checkCompile demands that the official compilers pass the project, and that
// all of them ran.
func checkCompile(t *testing.T, p *project) {
	out := p.npm(t, "run", "compile")
	if !strings.Contains(out, "KB") || strings.Contains(out, "{{ }}") {
		t.Errorf("not everything was compiled:\n%s", out)
	}
	t.Log(out[strings.Index(out, "\n\n")+1:])
}

// checkFiles looks for secrets where users could read them, and at the size.
func checkFiles(t *testing.T, p *project) {
	size := 0
	key := regexp.MustCompile(`\b[0-9a-fA-F]{64}\b`)
	for _, f := range p.files {
		if strings.Contains(string(f.Content), secretKey) && f.Path != "server/.env" {
			t.Errorf("%s holds the secret key", f.Path)
		}
		if strings.Contains(string(f.Content), "<%") {
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

// checkGoServer builds the server as the user would.
func checkGoServer(t *testing.T, p *project) {
	for _, args := range []string{"build -o /dev/null ./...", "vet ./...", "test ./...", "mod tidy -diff"} {
		out := p.command(t, "server", "go", strings.Fields(args)...)
		if args == "mod tidy -diff" && out != "" {
			t.Errorf("go mod tidy would change the server's modules:\n%s", out)
		}
	}
}

func checkNodeServer(t *testing.T, p *project) {
	countTests(t, p.command(t, "server", "npm", "test"))
}

// TestToolVersions holds the versions that generated projects use to those
// that they are tested with here.
func TestToolVersions(t *testing.T) {
	type manifest struct {
		DevDependencies map[string]string `json:"devDependencies"`
	}
	read := func(data []byte) (m manifest) {
		if err := json.Unmarshal(data, &m); err != nil {
			t.Fatal(err)
		}
		return m
	}
	data, err := os.ReadFile(filepath.Join(e2eData, "package.json"))
	if err != nil {
		t.Fatal(err)
	}
	tested := read(data).DevDependencies
	f, _ := newProject(t, loadTemplate(t), generator.Input{}).files.Find("package.json")
	used := read(f.Content).DevDependencies
	if len(used) == 0 {
		t.Error("the generated package.json names no tools")
	}
	for name, version := range used {
		if tested[name] != version {
			t.Errorf("%s: generated %s, tested %q", name, version, tested[name])
		}
	}
}
