package git

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"mlvb/generator/files"
	"mlvb/generator/git/gittest"
)

func file(text string) *files.File { return &files.File{Content: []byte(text)} }

// repository is a repository with two files committed.
func repository(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	gittest.Run(t, dir, "init", "-q", "-b", "main")
	put(t, dir, "a.js", "base\n")
	put(t, dir, "b.js", "b\n")
	gittest.Run(t, dir, "add", ".")
	gittest.Run(t, dir, "-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-qm", "first")
	return dir
}

func stages(t *testing.T, dir string) string {
	t.Helper()
	var list []string
	for line := range strings.Lines(gittest.Run(t, dir, "ls-files", "-u")) {
		fields := strings.Fields(line)
		list = append(list, fields[2]+" "+fields[3]+" "+gittest.Run(t, dir, "cat-file", "blob", fields[1]))
	}
	return strings.Join(list, ", ")
}

// TestNothingIsAddedMeanwhile has a git that adds a file while conflicts are
// being written: it has to wait, or what it added would vanish.
func TestNothingIsAddedMeanwhile(t *testing.T) {
	dir := repository(t)
	put(t, dir, "new.js", "new\n")
	err := ShowConflicts(dir, []Conflict{{Path: "a.js", Base: file("base\n"), Ours: file("ours\n"), Theirs: file("theirs\n")}}, func(Shown) error {
		if out, err := gittest.Command(dir, "add", "new.js").CombinedOutput(); err == nil || !strings.Contains(string(out), "index.lock") {
			t.Errorf("git add did not find the lock: %s", out)
		}
		return nil
	})
	if got := stages(t, dir); err != nil || got != "1 a.js base, 2 a.js ours, 3 a.js theirs" {
		t.Errorf("stages %s, %v", got, err)
	}
}

// TestConflictsOfGitStay has a merge of git's own that left a conflict in the
// file: its entries stay, before and after.
func TestConflictsOfGitStay(t *testing.T) {
	dir := repository(t)
	commit := func(branch, text string) {
		gittest.Run(t, dir, "checkout", "-qb", branch, "main")
		put(t, dir, "a.js", text)
		gittest.Run(t, dir, "-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-qam", branch)
	}
	commit("one", "one\n")
	commit("two", "two\n")
	_ = gittest.Command(dir, "-c", "user.name=a", "-c", "user.email=a@example.com", "merge", "one").Run() // which conflicts
	was := stages(t, dir)
	var shown Shown
	conflicts := []Conflict{
		{Path: "a.js", Base: file("base\n"), Ours: file("two\n"), Theirs: file("theirs\n")},
		{Path: "b.js", Base: file("b\n"), Ours: file("B\n"), Theirs: file("bb\n")},
	}
	err := ShowConflicts(dir, conflicts, func(s Shown) error { shown = s; return nil })
	var unmerged *UnmergedError
	if !errors.As(err, &unmerged) || !slices.Equal(unmerged.Paths, []string{"a.js"}) {
		t.Errorf("ShowConflicts = %v", err)
	}
	if got := stages(t, dir); got != was+", 1 b.js b, 2 b.js B, 3 b.js bb" {
		t.Errorf("stages %s, were %s", got, was)
	}
	if err := HideConflicts(dir, shown); err != nil || stages(t, dir) != was {
		t.Errorf("hidden again, stages %s, were %s, %v", stages(t, dir), was, err)
	}
}

// TestShownConflictsAreShownAnew has a second update before the conflict of the
// first is settled.
func TestShownConflictsAreShownAnew(t *testing.T) {
	dir := repository(t)
	c := Conflict{Path: "a.js", Base: file("base\n"), Ours: file("ours\n"), Theirs: file("first\n")}
	save := func(Shown) error { return nil }
	if err := ShowConflicts(dir, []Conflict{c}, save); err != nil {
		t.Fatal(err)
	}
	c.Shown, c.Theirs = c.Theirs, file("second\n")
	if err := ShowConflicts(dir, []Conflict{c}, save); err != nil || !strings.HasSuffix(stages(t, dir), "3 a.js second") {
		t.Errorf("stages %s, %v", stages(t, dir), err)
	}
}

// TestNamedPipesDoNotHang puts one in place of each file that is read.
func TestNamedPipesDoNotHang(t *testing.T) {
	pipe := func(dir, name string) {
		at := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.RemoveAll(at); err != nil {
			t.Fatal(err)
		}
		if err := exec.Command("mkfifo", at).Run(); err != nil {
			t.Fatal(err)
		}
	}
	conflicts := []Conflict{{Path: "a.js", Ours: file("x"), Theirs: file("y")}}
	dir := repository(t)
	pipe(dir, ".git/index")
	if err := ShowConflicts(dir, conflicts, nil); err == nil || !strings.Contains(err.Error(), "not a file") {
		t.Errorf("with a pipe for an index: %v", err)
	}
	pipe(dir, ".git")
	if err := ShowConflicts(dir, conflicts, nil); err == nil || !strings.Contains(err.Error(), "not a file") {
		t.Errorf("with a pipe for .git: %v", err)
	}
	if Differs(dir, "a.js", nil) || NotCheckedOut(dir) != nil {
		t.Error("a pipe is an index")
	}
	home := t.TempDir()
	pipe(home, ".gitconfig")
	if _, known := (Options{Home: home, Getenv: environment(map[string]string{"GIT_CONFIG_NOSYSTEM": "1"})}).identity(dir); known {
		t.Error("a pipe tells who commits")
	}
}
