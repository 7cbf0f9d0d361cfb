package e2e

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"mlvb/generator/files"
	"mlvb/generator/sample"
	"mlvb/generator/template"
	"mlvb/templates"
)

// SecretKey is the key of rendered servers, which nothing may show.
const SecretKey = "5ec2e75ec2e75ec2e75ec2e75ec2e75ec2e75ec2e75ec2e75ec2e75ec2e70abc"

// LoadTemplate loads the built-in template.
func LoadTemplate(t *testing.T) *template.Template {
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

// Choices returns the answers that a question of the template offers.
func Choices(t *testing.T, template *template.Template, question string) []string {
	t.Helper()
	q, ok := template.Question(question)
	if !ok || len(q.Choices) == 0 {
		t.Fatalf("the template has no choices for %s", question)
	}
	return q.Choices
}

// Languages returns the template's languages with -tags full, otherwise its first:
// what is said in one is held to what is said in the others by tests of words.
func Languages(t *testing.T, template *template.Template) []string {
	t.Helper()
	all := Choices(t, template, "locale")
	if sample.Full {
		return all
	}
	return all[:1]
}

// Project is a rendered template on disk.
type Project struct {
	Dir   string
	Files files.Tree
	Env   []string // for commands, besides the process's own
}

// NewProject renders the template into a folder whose name holds Chinese and
// a space, with a title that would break careless quoting. The inputs come in
// the order of precedence.
func NewProject(t *testing.T, live *template.Template, inputs ...template.Input) *Project {
	t.Helper()
	const folder = "直播 room"
	inputs = append(inputs, template.Input{
		"appid":     "wx0123456789abcdef",
		"title":     `说"播"就播 {{x}} <b>`,
		"secretkey": SecretKey,
	})
	answers, _, err := live.Resolve(template.NewAnswers(folder), inputs...)
	if err != nil {
		t.Fatal(err)
	}
	tree, err := live.Render(t.Context(), answers)
	if err != nil {
		t.Fatal(err)
	}
	p := &Project{Dir: filepath.Join(t.TempDir(), folder), Files: tree}
	for _, f := range tree {
		p.Write(t, f.Path, f.Content)
	}
	return p
}

// MakeProject has mlvb make a project with its record, in a folder of that name.
// The answers are NAME=VALUE. It needs [Main].
func MakeProject(t *testing.T, folder string, answers ...string) *Project {
	t.Helper()
	here := t.TempDir()
	args := []string{"new", folder, "--appid", "wx0123456789abcdef", "--no-git"}
	for _, answer := range answers {
		args = append(args, "--set", answer)
	}
	Run(t, here, args...)
	return &Project{Dir: filepath.Join(here, folder)}
}

// Path returns the name on disk of a file of the project.
func (p *Project) Path(name string) string { return filepath.Join(p.Dir, filepath.FromSlash(name)) }

// Write writes a file of the project, with the folders above it.
func (p *Project) Write(t *testing.T, name string, content []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(p.Path(name)), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(p.Path(name), content, 0o644); err != nil {
		t.Fatal(err)
	}
}

// Use gives the project the packages that "npm install" would.
func (p *Project) Use(t *testing.T, modules string) {
	t.Helper()
	if err := os.Symlink(modules, p.Path("node_modules")); err != nil {
		t.Fatal(err)
	}
}

// Tree returns the files whose paths match an expression.
func (p *Project) Tree(expression string) (tree files.Tree) {
	wanted := regexp.MustCompile(expression)
	for _, f := range p.Files {
		if wanted.MatchString(f.Path) {
			tree = append(tree, f)
		}
	}
	return tree
}

// Command runs a program in a folder of the project and returns what it
// printed. The test fails when the program does.
func (p *Project) Command(t *testing.T, dir, name string, args ...string) string {
	t.Helper()
	out, err := p.Try(t, dir, name, args...)
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
	return out
}

// Try is [Project.Command] for a program that may fail.
func (p *Project) Try(t *testing.T, dir, name string, args ...string) (string, error) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.Dir = p.Path(dir)
	cmd.Env = slices.Concat(os.Environ(), []string{"MLVB_PROJECT=" + p.Dir, "GOWORK=off"}, p.Env)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	err := cmd.Run()
	return out.String(), err
}

// NPM runs npm in the project.
func (p *Project) NPM(t *testing.T, args ...string) string {
	t.Helper()
	return p.Command(t, ".", "npm", args...)
}
