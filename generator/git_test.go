package generator

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// project is a small rendered project with everything that git may trip over.
func project() Tree {
	t := Tree{
		{Path: ".gitignore", Content: []byte("*.log\n/private/\n# a comment\n")},
		{Path: "README.md", Content: []byte("# demo\n")},
		{Path: "a.b/x.js", Content: []byte("x\n")},
		{Path: "a/deep/er/y.js", Content: []byte("y\n")},
		{Path: "a/z.js", Content: []byte("x\n")},
		{Path: "docs/说明 1.md", Content: []byte("空\n")},
		{Path: "out.log", Content: []byte("ignored\n")},
		{Path: "private/key", Content: []byte("ignored\n")},
		{Path: "run.sh", Content: []byte("#!/bin/sh\n"), Executable: true},
		{Path: "server/.env", Content: []byte("SECRETKEY=1\n"), Secret: true},
		{Path: "server/.gitignore", Content: []byte(".env\n!.env.example\n")},
		{Path: "server/.env.example", Content: []byte("SECRETKEY=\n")},
	}
	t.sort()
	return t
}

func writeProject(t *testing.T, files Tree) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "演示 demo")
	for _, f := range files {
		mode := os.FileMode(0o644)
		if f.Executable {
			mode = 0o755
		}
		name := filepath.Join(dir, filepath.FromSlash(f.Path))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Content, mode); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// git runs the git command, away from the configuration of this machine.
func git(t *testing.T, dir string, args ...string) string {
	t.Helper()
	c := exec.Command("git", append([]string{"-c", "core.quotepath=off"}, args...)...)
	c.Dir = dir
	c.Env = append(os.Environ(), "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL="+os.DevNull)
	out, err := c.CombinedOutput()
	if err != nil {
		t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(string(out))
}

func environment(pairs map[string]string) func(string) (string, bool) {
	return func(key string) (string, bool) {
		value, ok := pairs[key]
		return value, ok
	}
}

var someone = map[string]string{
	"GIT_AUTHOR_NAME": "Ann", "GIT_AUTHOR_EMAIL": "ann@example.com", "GIT_CONFIG_NOSYSTEM": "1",
}

func TestRepositoryIsWhatGitWouldMake(t *testing.T) {
	files := project()
	dir := writeProject(t, files)
	g := &Git{Message: "live 1.0.0", Getenv: environment(someone)}
	became, err := g.makeRepository(dir, filepath.Join(dir, ".git"), files, true, time.Unix(1700000000, 0))
	if err != nil || became != RepositoryCommitted {
		t.Fatalf("makeRepository = %v, %v", became, err)
	}
	git(t, dir, "fsck", "--strict", "--full")
	if got := git(t, dir, "status", "--porcelain"); got != "" {
		t.Errorf("git status is not clean:\n%s", got)
	}
	if got := git(t, dir, "log", "--format=%D|%an <%ae>|%at|%s"); got != "HEAD -> main|Ann <ann@example.com>|1700000000|live 1.0.0" {
		t.Errorf("git log = %s", got)
	}
	want := ".gitignore README.md a.b/x.js a/deep/er/y.js a/z.js docs/说明 1.md run.sh server/.env.example server/.gitignore"
	if got := strings.ReplaceAll(git(t, dir, "ls-tree", "-r", "--name-only", "HEAD"), "\n", " "); got != want {
		t.Errorf("committed\n %s\nwant\n %s", got, want)
	}
	if got := git(t, dir, "ls-tree", "HEAD", "run.sh"); !strings.HasPrefix(got, "100755 ") {
		t.Errorf("run.sh is committed as %s", got)
	}
}

func TestRepositoryWithoutIdentityIsStaged(t *testing.T) {
	files := project()
	dir := writeProject(t, files)
	g := &Git{Message: "live", Getenv: environment(map[string]string{"GIT_CONFIG_NOSYSTEM": "1"})}
	became, err := g.makeRepository(dir, filepath.Join(dir, ".git"), files, true, time.Unix(1700000000, 0))
	if err != nil || became != RepositoryStaged {
		t.Fatalf("makeRepository = %v, %v", became, err)
	}
	if got := git(t, dir, "symbolic-ref", "HEAD"); got != "refs/heads/main" {
		t.Errorf("HEAD = %s", got)
	}
	if got := strings.Count(git(t, dir, "status", "--porcelain"), "A  "); got != 9 {
		t.Errorf("%d files are staged, want 9", got)
	}
	git(t, dir, "-c", "user.name=Bo", "-c", "user.email=bo@example.com", "commit", "-m", "by hand")
	git(t, dir, "fsck", "--strict")
}

func TestRepositoryThatFailsLeavesNothing(t *testing.T) {
	dir := writeProject(t, project())
	p := &production{Options: Options{Dir: dir, Git: &Git{Getenv: environment(someone)}}}
	p.addRepository(dir, Tree{{Path: "not-there.js"}})
	if p.result.GitError == nil || p.result.Repository != RepositoryFailed {
		t.Fatalf("the repository is %s, %v", p.result.Repository, p.result.GitError)
	}
	if _, err := os.Lstat(filepath.Join(dir, ".git")); !os.IsNotExist(err) {
		t.Errorf(".git is left behind: %v", err)
	}
}

func TestIdentity(t *testing.T) {
	home := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		name = filepath.Join(home, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write(".gitconfig", "[user]\n\tname = Home\n[include]\n\tpath = ~/work.inc\n")
	write("work.inc", "[user]\n\tname = Work\n\temail = work@example.com\n[include]\n\tpath = work.inc\n")
	write(".config/git/config", "[user]\n\tname = Xdg\n\temail = xdg@example.com\n")
	write("system", "[user]\n\temail = system@example.com\n")
	write("broken", "[user\n")
	tests := []struct {
		name string
		home string
		env  map[string]string
		want identity
		ok   bool
	}{
		{"own file and what it includes", home, nil, identity{"Home", "work@example.com"}, true},
		{"environment first", home, map[string]string{"GIT_AUTHOR_NAME": "Env"}, identity{"Env", "work@example.com"}, true},
		{"another global file", home, map[string]string{"GIT_CONFIG_GLOBAL": filepath.Join(home, "work.inc")}, identity{"Work", "work@example.com"}, true},
		{"a name alone is nobody", home, map[string]string{"GIT_CONFIG_GLOBAL": filepath.Join(home, "broken"), "GIT_AUTHOR_NAME": "Env"}, identity{"Env", ""}, false},
		{"system", "", map[string]string{"GIT_CONFIG_NOSYSTEM": "0", "GIT_CONFIG_SYSTEM": filepath.Join(home, "system"), "GIT_AUTHOR_NAME": "Env"}, identity{"Env", "system@example.com"}, true},
		{"EMAIL", "", map[string]string{"GIT_AUTHOR_NAME": "Env", "EMAIL": "mail@example.com"}, identity{"Env", "mail@example.com"}, true},
		{"nowhere", "", nil, identity{}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			env := map[string]string{"GIT_CONFIG_NOSYSTEM": "1"}
			for k, v := range tt.env {
				env[k] = v
			}
			g := &Git{Home: tt.home, Getenv: environment(env)}
			if got, ok := g.identity(); got != tt.want || ok != tt.ok {
				t.Errorf("identity = %v, %v; want %v, %v", got, ok, tt.want, tt.ok)
			}
		})
	}
}

func TestInsideWorkTree(t *testing.T) {
	dir := t.TempDir()
	for _, tt := range []struct {
		name, git string
		want      bool
	}{{"folder", "folder", true}, {"file", "file", true}, {"nothing", "", false}} {
		root := filepath.Join(dir, tt.name)
		if err := os.MkdirAll(root, 0o755); err != nil {
			t.Fatal(err)
		}
		var err error
		switch tt.git {
		case "folder":
			err = os.Mkdir(filepath.Join(root, ".git"), 0o755)
		case "file":
			err = os.WriteFile(filepath.Join(root, ".git"), []byte("gitdir: elsewhere\n"), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
		if got, err := insideWorkTree(filepath.Join(root, "not", "yet")); err != nil || got != tt.want {
			t.Errorf("%s: insideWorkTree = %v, %v; want %v", tt.name, got, err, tt.want)
		}
	}
}
