package cmd_test

import (
	"bytes"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"mlvb/generator/files"
	"mlvb/generator/template"
	"mlvb/templates"
)

var (
	e2eData   = filepath.Join("..", "testdata", "e2e")
	secretKey = strings.Repeat("5ec2e7", 10) + "0abc"
)

// nodeModules returns the folder of the official tools. Where they are not
// installed the test is skipped, but fails in CI, which has to install them.
func nodeModules(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs(filepath.Join(e2eData, "node_modules"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(dir); err != nil {
		const say = "the official tools are not installed: run npm ci in testdata/e2e"
		if os.Getenv("CI") == "true" {
			t.Fatal(say)
		}
		t.Skip(say)
	}
	return dir
}

func loadTemplate(t *testing.T) *template.Template {
	t.Helper()
	fsys, err := templates.FS(templates.Default)
	if err != nil {
		t.Fatal(err)
	}
	template, err := template.Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return template
}

// project is a rendered template on disk.
type project struct {
	dir   string
	files files.Tree
	env   []string // for commands, besides the process's own
}

// newProject renders the template into a folder whose name holds Chinese and
// a space, with a title that would break careless quoting. The inputs come in
// the order of precedence.
func newProject(t *testing.T, tmpl *template.Template, inputs ...template.Input) *project {
	t.Helper()
	const folder = "直播 room"
	inputs = append(inputs, template.Input{
		"appid":     "wx0123456789abcdef",
		"title":     `说"播"就播 {{x}} <b>`,
		"secretkey": secretKey,
	})
	answers, _, err := tmpl.Resolve(template.NewAnswers(folder), inputs...)
	if err != nil {
		t.Fatal(err)
	}
	files, err := tmpl.Render(t.Context(), answers)
	if err != nil {
		t.Fatal(err)
	}
	p := &project{dir: filepath.Join(t.TempDir(), folder), files: files}
	for _, f := range files {
		p.write(t, f.Path, f.Content)
	}
	return p
}

func (p *project) path(name string) string { return filepath.Join(p.dir, filepath.FromSlash(name)) }

func (p *project) write(t *testing.T, name string, content []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(p.path(name)), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(p.path(name), content, 0o644); err != nil {
		t.Fatal(err)
	}
}

// use gives the project the packages that "npm install" would.
func (p *project) use(t *testing.T, modules string) {
	t.Helper()
	if err := os.Symlink(modules, p.path("node_modules")); err != nil {
		t.Fatal(err)
	}
}

// tree returns the files whose paths match an expression.
func (p *project) tree(expression string) (tree files.Tree) {
	wanted := regexp.MustCompile(expression)
	for _, f := range p.files {
		if wanted.MatchString(f.Path) {
			tree = append(tree, f)
		}
	}
	return tree
}

// command runs a program in a folder of the project and returns what it
// printed. The test fails when the program does.
func (p *project) command(t *testing.T, dir, name string, args ...string) string {
	t.Helper()
	out, err := p.try(t, dir, name, args...)
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
	return out
}

func (p *project) try(t *testing.T, dir, name string, args ...string) (string, error) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.Dir = p.path(dir)
	cmd.Env = slices.Concat(os.Environ(), []string{"MLVB_PROJECT=" + p.dir, "GOWORK=off"}, p.env)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	err := cmd.Run()
	return out.String(), err
}

func (p *project) npm(t *testing.T, args ...string) string {
	t.Helper()
	return p.command(t, ".", "npm", args...)
}

// nodeTests runs the tests in a folder of testdata/e2e against the project and
// returns what they printed.
func (p *project) nodeTests(t *testing.T, folder string) string {
	t.Helper()
	args := append([]string{"--test", "--test-reporter=spec"}, testFiles(t, folder)...)
	out := p.command(t, ".", "node", args...)
	countTests(t, folder, out)
	return out
}

func testFiles(t *testing.T, folder string) (files []string) {
	t.Helper()
	root, err := filepath.Abs(filepath.Join(e2eData, folder))
	if err != nil {
		t.Fatal(err)
	}
	isTest := regexp.MustCompile(`\.test\.[cm]?js$`)
	err = filepath.WalkDir(root, func(name string, _ fs.DirEntry, err error) error {
		if isTest.MatchString(name) {
			files = append(files, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// countTests reads the summary of node's test runner: a run without a test,
// or with one that was skipped, proves nothing.
func countTests(t *testing.T, folder, out string) {
	t.Helper()
	counts := map[string]string{}
	for _, m := range regexp.MustCompile(`(?m)^(?:#|ℹ) (tests|pass|fail|skipped|todo) (\d+)$`).FindAllStringSubmatch(out, -1) {
		counts[m[1]] = m[2]
	}
	if counts["tests"] == "" || counts["tests"] == "0" || counts["skipped"] != "0" || counts["todo"] != "0" {
		t.Errorf("tests were not run or skipped: %v\n%s", counts, out)
	}
	t.Logf("node --test, %s: %s passed, %s failed, %s skipped", folder, counts["pass"], counts["fail"], counts["skipped"])
}
