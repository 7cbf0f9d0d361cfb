package git

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"mlvb/generator/files"
	"mlvb/generator/filesystem"
	"mlvb/generator/filesystem/faultdisk"
	"mlvb/generator/git/gittest"
)

// project is a small rendered project with everything that git may trip over.
func project() files.Tree {
	t := files.Tree{
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
	t.Sort()
	return t
}

func writeProject(t *testing.T, files files.Tree) string {
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

func put(t *testing.T, dir, name, text string) {
	t.Helper()
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
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

// initialize makes the repository of a project on disk.
func initialize(t *testing.T, dir string, files files.Tree, env map[string]string) (Outcome, error) {
	t.Helper()
	disk, err := filesystem.OpenDisk(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer disk.Close()
	o := Options{
		Message: "live 1.0.0\n\nmade by mlvb", Getenv: environment(env),
		Now: time.Unix(1700000000, 0).In(time.FixedZone("", 8*3600)),
	}
	var written []File
	for _, f := range files {
		info, err := disk.Lstat(f.Path)
		if err != nil {
			t.Fatal(err)
		}
		written = append(written, File{File: f, Info: info})
	}
	return o.Init(t.Context(), disk, dir, written, true)
}

func TestRepositoryIsWhatGitWouldMake(t *testing.T) {
	files := project()
	dir := writeProject(t, files)
	if r, err := initialize(t, dir, files, someone); r != Committed || err != nil {
		t.Fatalf("the repository is %s, %v", r, err)
	}
	gittest.Run(t, dir, "fsck", "--strict", "--full")
	if got := gittest.Run(t, dir, "status", "--porcelain"); got != "" {
		t.Errorf("git status is not clean:\n%s", got)
	}
	// Without reading a file: the index knows what is on disk.
	if got := gittest.Run(t, dir, "diff-files"); got != "" {
		t.Errorf("the index is stale:\n%s", got)
	}
	if got := gittest.Run(t, dir, "log", "--format=%D|%an <%ae>|%cn|%ad|%s|%b", "--date=raw"); got != "HEAD -> main|Ann <ann@example.com>|Ann|1700000000 +0800|live 1.0.0|made by mlvb" {
		t.Errorf("git log = %s", got)
	}
	if got := gittest.Run(t, dir, "reflog", "--format=%gs"); got != "commit (initial): live 1.0.0" {
		t.Errorf("git reflog = %s", got)
	}
	want := ".gitignore README.md a.b/x.js a/deep/er/y.js a/z.js docs/说明 1.md run.sh server/.env.example server/.gitignore"
	if got := strings.ReplaceAll(gittest.Run(t, dir, "ls-tree", "-r", "--name-only", "HEAD"), "\n", " "); got != want {
		t.Errorf("committed\n %s\nwant\n %s", got, want)
	}
	if got := gittest.Run(t, dir, "ls-tree", "HEAD", "run.sh"); !strings.HasPrefix(got, "100755 ") {
		t.Errorf("run.sh is committed as %s", got)
	}
	// git itself makes the same tree of it.
	tree := gittest.Run(t, dir, "rev-parse", "HEAD^{tree}")
	if err := os.RemoveAll(filepath.Join(dir, ".git")); err != nil {
		t.Fatal(err)
	}
	gittest.Run(t, dir, "init", "-q")
	gittest.Run(t, dir, "add", "-A")
	if got := gittest.Run(t, dir, "write-tree"); got != tree {
		t.Errorf("the tree is %s, git makes %s", tree, got)
	}
}

func TestRepositoryWithoutIdentityIsStaged(t *testing.T) {
	files := project()
	dir := writeProject(t, files)
	r, err := initialize(t, dir, files, map[string]string{"GIT_CONFIG_NOSYSTEM": "1"})
	if r != Staged || err != nil {
		t.Fatalf("the repository is %s, %v", r, err)
	}
	if got := gittest.Run(t, dir, "symbolic-ref", "HEAD"); got != "refs/heads/main" {
		t.Errorf("HEAD = %s", got)
	}
	if got := strings.Count(gittest.Run(t, dir, "status", "--porcelain"), "A  "); got != 9 {
		t.Errorf("%d files are staged, want 9", got)
	}
	gittest.Run(t, dir, "-c", "user.name=Bo", "-c", "user.email=bo@example.com", "commit", "-m", "by hand")
	gittest.Run(t, dir, "fsck", "--strict")
}

func TestRepositoryThatFailsLeavesNothing(t *testing.T) {
	dir := writeProject(t, project())
	whole, err := filesystem.OpenDisk(dir)
	if err != nil {
		t.Fatal(err)
	}
	failed := 0
	for at := 0; ; at++ {
		disk := faultdisk.Wrap(whole, faultdisk.Full, at)
		r, _ := Options{Getenv: environment(someone)}.Init(t.Context(), disk, dir, nil, true)
		if !disk.Fired() {
			break
		}
		if r != Failed {
			continue // where nothing is made, a full disk makes no difference
		}
		failed++
		if entries, _ := filepath.Glob(filepath.Join(dir, ".[gm]*")); len(entries) != 1 { // .gitignore
			t.Fatalf("step %d: %v is left", at, entries)
		}
	}
	if failed < 5 {
		t.Errorf("only %d steps failed", failed)
	}
}

func TestGitIgnore(t *testing.T) {
	files := files.Tree{
		{Path: ".gitignore", Content: []byte("*.log\n!keep.log\n/top.txt\nbuild/\ndocs/*.tmp\n**/deep/x\n# note\n\n{a,b}\nsp \\ \nout/\n!out/in.txt\n")},
		{Path: "sub/.gitignore", Content: []byte("/only\r\n!a.log\r\n")},
	}
	dir := t.TempDir()
	gittest.Run(t, dir, "init", "-q")
	for _, f := range files {
		put(t, dir, f.Path, string(f.Content))
	}
	g := ParseIgnore(files)
	for _, path := range []string{
		"a.log", "x/a.log", "keep.log", "x/keep.log", "top.txt", "x/top.txt", "build/a", "x/build/a", "build", "docs/a.tmp", "docs/x/a.tmp", "a/deep/x",
		"deep/x", "deep/y", "{a,b}", "a", "out/in.txt", "sub/only", "sub/x/only", "only", "sub/a.log", "sub/b.log", "a.log/b", ".gitignore",
	} {
		want := gittest.Command(dir, "check-ignore", "-q", "--no-index", path).Run() == nil
		if got := g.Ignores(path); got != want {
			t.Errorf("Ignores(%q) = %v, git says %v", path, got, want)
		}
	}
}

func TestIdentity(t *testing.T) {
	home := t.TempDir()
	put(t, home, ".gitconfig", "[user]\n\tname = Home # me\n[include]\n\tpath = ~/more.inc\n[includeIf \"gitdir:~/work/\"]\n\tpath = work.inc\n[core] editor = \"a;b\"\n")
	put(t, home, "more.inc", "[USER]\n\temail = more@example.com\n[include]\n\tpath = more.inc\n")
	put(t, home, "work.inc", "[user]\nname = \"Work; \\\"W\\\"\"\n\temail = work@\\\nexample.com\n")
	put(t, home, ".config/git/config", "[user]\n\tname = Xdg\n\temail = xdg@example.com\n[user \"other\"]\n\tname = Other\n")
	put(t, home, "system", "[user]\n\temail = <system@example.com>\n")
	put(t, home, "broken", "[user\n\tname = Broken\n")
	inWork := filepath.Join(home, "work", "app")
	tests := []struct {
		name, home, dir string
		env             map[string]string
		want            identity
		ok              bool
	}{
		{"own file and what it includes", home, home, nil, identity{"Home", "more@example.com"}, true},
		{"by folder", home, inWork, nil, identity{`Work; "W"`, "work@example.com"}, true},
		{"environment first", home, inWork, map[string]string{"GIT_AUTHOR_NAME": "Env"}, identity{"Env", "work@example.com"}, true},
		{"XDG", "", home, map[string]string{"XDG_CONFIG_HOME": filepath.Join(home, ".config")}, identity{"Xdg", "xdg@example.com"}, true},
		{"another global file", home, home, map[string]string{"GIT_CONFIG_GLOBAL": filepath.Join(home, ".config/git/config")}, identity{"Xdg", "xdg@example.com"}, true},
		{"a name alone is nobody", home, home, map[string]string{"GIT_CONFIG_GLOBAL": filepath.Join(home, "broken"), "GIT_AUTHOR_NAME": "Env"}, identity{"Env", ""}, false},
		{"system", "", home, map[string]string{"GIT_CONFIG_NOSYSTEM": "0", "GIT_CONFIG_SYSTEM": filepath.Join(home, "system"), "GIT_AUTHOR_NAME": "Env"}, identity{"Env", "system@example.com"}, true},
		{"EMAIL", "", home, map[string]string{"GIT_AUTHOR_NAME": "Env", "EMAIL": "mail@example.com"}, identity{"Env", "mail@example.com"}, true},
		{"nowhere", "", home, nil, identity{}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			env := map[string]string{"GIT_CONFIG_NOSYSTEM": "1"}
			for k, v := range tt.env {
				env[k] = v
			}
			o := Options{Home: tt.home, Getenv: environment(env)}
			if got, ok := o.identity(tt.dir); got != tt.want || ok != tt.ok {
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
		if got, err := InsideWorkTree(filepath.Join(root, "not", "yet")); err != nil || got != tt.want {
			t.Errorf("%s: InsideWorkTree = %v, %v; want %v", tt.name, got, err, tt.want)
		}
	}
}
