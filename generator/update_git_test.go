package generator

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"mlvb/generator/filesystem"
	"mlvb/generator/filesystem/faultdisk"
	"mlvb/generator/git/gittest"
	"mlvb/generator/plan"
	"mlvb/generator/template"
)

// inRepository puts a project into a folder of a repository and commits it.
func inRepository(t *testing.T, root, folder string) (dir string) {
	t.Helper()
	dir = filepath.Join(root, filepath.FromSlash(folder))
	if err := os.CopyFS(dir, os.DirFS(edited(t))); err != nil {
		t.Fatal(err)
	}
	gittest.Run(t, root, "init", "-q")
	gittest.Run(t, root, "add", ".")
	gittest.Run(t, root, "-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-qm", "all")
	return dir
}

func unmerged(t *testing.T, dir string) string {
	t.Helper()
	var names []string
	for line := range strings.Lines(gittest.Run(t, dir, "ls-files", "-u")) {
		fields := strings.Fields(line)
		names = append(names, fields[2]+" "+fields[3])
	}
	return strings.Join(names, ", ")
}

const threeConflicts = "1 app.json, 2 app.json, 3 app.json, 1 icon.png, 2 icon.png, 3 icon.png, 1 page.js, 2 page.js, 3 page.js"

func TestConflictsInGit(t *testing.T) {
	for _, tt := range []struct {
		name string
		make func(t *testing.T) (dir string)
	}{
		{"18 at the root", func(t *testing.T) string { return inRepository(t, t.TempDir(), ".") }},
		{"16 in a folder of a repository", func(t *testing.T) string { return inRepository(t, t.TempDir(), "apps/直播 间") }},
		{"22 in a linked work tree", func(t *testing.T) string {
			root := t.TempDir()
			inRepository(t, root, "main/app")
			gittest.Run(t, root, "worktree", "add", "-q", "linked")
			return filepath.Join(root, "linked", "main", "app")
		}},
		{"22 with a separate git folder", func(t *testing.T) string {
			root, apart := t.TempDir(), t.TempDir()
			dir := inRepository(t, root, "app")
			gittest.Run(t, root, "init", "-q", "--separate-git-dir", filepath.Join(apart, "git"))
			return dir
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := tt.make(t)
			was := gittest.Run(t, dir, "ls-files", "--stage")
			r := updateTo(t, dir, newVersion())
			if r.GitError != nil {
				t.Fatal(r.GitError)
			}
			if got := unmerged(t, dir); got != threeConflicts {
				t.Errorf("unmerged: %s", got)
			}
			if got := gittest.Run(t, dir, "show", ":1:./page.js"); got != strings.TrimSpace(ten(nil)) {
				t.Errorf("the base in git is %s", got)
			}
			if got := gittest.Run(t, dir, "show", ":3:./page.js"); !strings.Contains(got, "theirs") {
				t.Errorf("the template's in git is %s", got)
			}
			gittest.Run(t, dir, "status")
			gittest.Run(t, dir, "fsck", "--strict")
			gittest.Run(t, dir, "add", "page.js")
			undone, err := Undo(t.Context(), UndoOptions{Dir: dir})
			if err != nil || undone.GitError != nil {
				t.Fatalf("Undo: %v, %v", err, undone.GitError)
			}
			now := gittest.Run(t, dir, "ls-files", "--stage")
			gittest.Run(t, dir, "add", "page.js")
			if got := gittest.Run(t, dir, "ls-files", "--stage"); got != was || strings.Contains(now, " 1\t") {
				t.Errorf("the index is\n%s, want\n%s", got, was)
			}
		})
	}
}

// TestSparseCheckout leaves files out of the work tree: the user removed none of
// them, and what the template changed in them is merged once they are there.
func TestSparseCheckout(t *testing.T) {
	dir := made(t, oldVersion(), template.Input{"title": "demo"})
	gittest.Run(t, dir, "init", "-q")
	gittest.Run(t, dir, "add", ".")
	gittest.Run(t, dir, "-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-qm", "all")
	gittest.Run(t, dir, "sparse-checkout", "set", "--no-cone", "/*", "!page.js", "!gone", "!from.js")
	s, err := ReadStatus(t.Context(), StatusOptions{Dir: dir, Tool: "1.0.0"})
	if diffs, diffErr := Diff(t.Context(), dir); err != nil || len(s.Removed) != 0 || diffErr != nil || len(diffs) != 0 {
		t.Errorf("removed %q, %d diffs, %v, %v", s.Removed, len(diffs), err, diffErr)
	}
	r := updateTo(t, dir, newVersion())
	for _, name := range []string{"page.js", "gone/old.js", "from.js"} {
		if s := step(t, r.Plan, name); s.Why != plan.WhyNotCheckedOut || get(t, dir, name) != absent {
			t.Errorf("%s: %s (%s)", name, s.Action, s.Why)
		}
	}
	gittest.Run(t, dir, "sparse-checkout", "disable")
	updateTo(t, dir, newVersion())
	for name, want := range map[string]string{
		"page.js": ten(map[int]string{5: "theirs\n"}), "gone/old.js": absent, "from.js": absent, "deep/to.js": ten(map[int]string{1: "new\n"}),
	} {
		if got := get(t, dir, name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
}

func TestUndoPutsTheIndexBack(t *testing.T) {
	dir := inRepository(t, t.TempDir(), ".")
	was := get(t, dir, ".git/index")
	const shared = 0o664
	if err := os.Chmod(filepath.Join(dir, ".git", "index"), shared); err != nil {
		t.Fatal(err)
	}
	updateTo(t, dir, newVersion())
	if info, err := os.Stat(filepath.Join(dir, ".git", "index")); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != shared {
		t.Errorf("git's index has the mode %v, %v", info.Mode(), err)
	}
	if _, err := Undo(t.Context(), UndoOptions{Dir: dir}); err != nil {
		t.Fatal(err)
	}
	if get(t, dir, ".git/index") != was {
		t.Error("git's index is not what it was, byte for byte")
	}
}

func TestIndexThatIsLeftAlone(t *testing.T) {
	for name, meddle := range map[string]func(dir string){
		"version 4": func(dir string) { gittest.Run(t, dir, "update-index", "--index-version", "4") },
		"split":     func(dir string) { gittest.Run(t, dir, "update-index", "--split-index") },
		"broken":    func(dir string) { put(t, dir, ".git/index", "DIRC") },
		"locked":    func(dir string) { put(t, dir, ".git/index.lock", "") },
	} {
		t.Run(name, func(t *testing.T) {
			dir := inRepository(t, t.TempDir(), ".")
			meddle(dir)
			was := get(t, dir, ".git/index")
			r := updateTo(t, dir, newVersion())
			if r.GitError == nil || len(r.Conflicts) != 3 || get(t, dir, ".git/index") != was {
				t.Errorf("GitError %v", r.GitError)
			}
			if _, err := Undo(t.Context(), UndoOptions{Dir: dir}); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestKilledUndoLeavesNoConflicts kills undo at every step: git's index never
// shows conflicts in files that are as before.
func TestKilledUndoLeavesNoConflicts(t *testing.T) {
	fresh := inRepository(t, t.TempDir(), ".")
	updated := copyOf(t, fresh)
	updateTo(t, updated, newVersion())
	tried := 0
	for at, fired := 0, true; fired; at++ {
		dir := copyOf(t, updated)
		var disk *faultdisk.Disk
		_, _ = Undo(t.Context(), UndoOptions{Dir: dir, openDisk: func(dir string) (filesystem.Disk, error) {
			whole, err := filesystem.OpenDisk(dir)
			disk = faultdisk.Wrap(whole, faultdisk.Death, at)
			return disk, err
		}})
		_ = disk.End()
		fired = disk.Fired()
		if _, err := Recover(dir); err != nil {
			t.Fatal(err)
		}
		if marked := strings.Contains(get(t, dir, "page.js"), "<<<<<<<"); !marked && unmerged(t, dir) != "" {
			t.Errorf("step %d: all is undone, but git shows %s", at, unmerged(t, dir))
		} else if marked {
			tried++
		}
	}
	if tried == 0 {
		t.Error("no kill came before the end")
	}
}
