package generator

import (
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"mlvb/generator/files"
	"mlvb/generator/filesystem"
	"mlvb/generator/filesystem/faultdisk"
	"mlvb/generator/git/gittest"
	"mlvb/generator/project"
	"mlvb/generator/template"
	"mlvb/generator/txn"
)

func undo(t *testing.T, o UndoOptions) UndoResult {
	t.Helper()
	r, err := Undo(t.Context(), o)
	if err != nil || r.GitError != nil {
		t.Fatalf("Undo = %+v, %v", r, err)
	}
	return r
}

// withoutAside is what is in a project but for what was put aside.
func withoutAside(t *testing.T, dir string) files.Tree {
	t.Helper()
	return slices.DeleteFunc(onDisk(t, dir), func(f files.File) bool {
		return strings.HasPrefix(f.Path, txn.AsideDir) || strings.HasPrefix(f.Path, ".git/")
	})
}

func resolve(t *testing.T, dir string, side Side, paths ...string) ResolveResult {
	t.Helper()
	r, err := Resolve(t.Context(), ResolveOptions{Dir: dir, Side: side, Paths: paths, Tool: "1.1.0"})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestUndoAfterResolve(t *testing.T) {
	settled := ten(map[int]string{5: "both\n"})
	marked := func(t *testing.T, dir string) string {
		return strings.Replace(get(t, dir, "page.js"), "line 9", "mine too", 1)
	}
	for _, tt := range []struct {
		name   string
		settle func(t *testing.T, dir string)
		aside  map[string]string
	}{
		{"with the template's side", func(t *testing.T, dir string) { resolve(t, dir, SideTheirs) }, nil},
		{"with the user's side", func(t *testing.T, dir string) { resolve(t, dir, SideOurs) }, nil},
		{"one by one", func(t *testing.T, dir string) {
			resolve(t, dir, SideTheirs, "icon.png")
			resolve(t, dir, SideOurs, "page.js")
			resolve(t, dir, "", "app.json")
		}, nil},
		{"by hand", func(t *testing.T, dir string) {
			put(t, dir, "page.js", settled)
			remove(t, dir, "icon.png.template")
			if r := resolve(t, dir, "", "page.js", "icon.png"); len(r.Left) != 1 {
				t.Errorf("left: %+v", r.Left)
			}
		}, map[string]string{"page.js": settled}},
		{"with a side, after edits", func(t *testing.T, dir string) {
			put(t, dir, "page.js", marked(t, dir))
			resolve(t, dir, SideTheirs)
		}, map[string]string{"page.js": "mine too"}},
		{"by removing the file", func(t *testing.T, dir string) {
			remove(t, dir, "page.js")
			resolve(t, dir, "", "page.js")
		}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := inRepository(t, t.TempDir(), ".")
			was, index := withoutAside(t, dir), get(t, dir, ".git/index")
			updateTo(t, dir, newVersion())
			tt.settle(t, dir)
			r := undo(t, UndoOptions{Dir: dir})
			if got := withoutAside(t, dir); r.Command != commandUpdate || got.Digest() != was.Digest() {
				t.Errorf("%s is undone, there is\n%s, want\n%s", r.Command, list(got), list(was))
			}
			if get(t, dir, ".git/index") != index {
				t.Error("git's index is not what it was")
			}
			if len(r.Aside) != len(tt.aside) {
				t.Errorf("put aside: %q", r.Aside)
			}
			for name, text := range tt.aside {
				if got := get(t, dir, txn.AsideDir+"/"+name); !strings.Contains(got, text) {
					t.Errorf("%s was put aside as %q", name, got)
				}
			}
			if got := gittest.Run(t, dir, "status", "--porcelain"); got != "" {
				t.Errorf("git status:\n%s", got)
			}
		})
	}
}

func TestUndoAfterResolveRefusesLaterChanges(t *testing.T) {
	dir := edited(t)
	was := withoutAside(t, dir)
	updateTo(t, dir, newVersion())
	put(t, dir, "page.js", "settled\n")
	resolve(t, dir, SideOurs, "app.json", "icon.png")
	resolve(t, dir, "", "page.js")
	put(t, dir, "page.js", "later\n")
	put(t, dir, "added.js", "later\n")
	_, err := Undo(t.Context(), UndoOptions{Dir: dir})
	var fault *project.Error
	if !errors.As(err, &fault) || fault.Reason != project.ChangedSince || !slices.Equal(fault.Paths, []string{"added.js", "page.js"}) {
		t.Fatalf("Undo = %v", err)
	}
	put(t, dir, txn.AsideDir+"/added.js", "earlier\n")
	r := undo(t, UndoOptions{Dir: dir, Aside: true})
	if got := withoutAside(t, dir); got.Digest() != was.Digest() {
		t.Errorf("there is\n%s, want\n%s", list(got), list(was))
	}
	for name, want := range map[string]string{
		"added.js": "earlier\n", "added.js.2": "later\n", "page.js": "later\n", "page.js.2": "settled\n", ".gitignore": "*\n",
	} {
		if got := get(t, dir, txn.AsideDir+"/"+name); got != want {
			t.Errorf("%s was put aside as %q, want %q (%q)", name, got, want, r.Aside)
		}
	}
}

func TestResolveInACloneIsUndoneByItself(t *testing.T) {
	dir := edited(t)
	updateTo(t, dir, newVersion())
	remove(t, dir, txn.UndoDir)
	was := withoutAside(t, dir)
	resolve(t, dir, SideTheirs)
	if r := undo(t, UndoOptions{Dir: dir}); r.Command != commandResolve {
		t.Errorf("%s is undone", r.Command)
	}
	if got := withoutAside(t, dir); got.Digest() != was.Digest() {
		t.Errorf("there is\n%s, want\n%s", list(got), list(was))
	}
}

// TestUndoOfAKilledUpdate takes that back, and not the one before it as well.
func TestUndoOfAKilledUpdate(t *testing.T) {
	before := made(t, oldVersion(), template.Input{"title": "demo"})
	o := UpdateOptions{Template: load(t, oldVersion()), Inputs: []template.Input{{"title": "other"}}, Tool: "1.0.0", Dir: before}
	if _, err := SetAnswers(t.Context(), o); err != nil {
		t.Fatal(err)
	}
	newest, tried := load(t, newVersion()), 0
	for at, fired := 0, true; fired; at++ {
		dir := copyOf(t, before)
		var disk *faultdisk.Disk
		_, _ = Update(t.Context(), UpdateOptions{Dir: dir, Template: newest, Tool: "1.1.0", openDisk: func(dir string) (filesystem.Disk, error) {
			whole, err := filesystem.OpenDisk(dir)
			disk = faultdisk.Wrap(whole, faultdisk.Death, at)
			return disk, err
		}})
		_ = disk.End()
		fired = disk.Fired()
		if _, err := os.Lstat(dir + "/" + txn.Work + "/journal"); err != nil {
			continue // it was killed before it began, or after it was done
		}
		tried++
		if r := undo(t, UndoOptions{Dir: dir}); !r.Recovery.Done || get(t, dir, "title.txt") != "other\n" {
			t.Errorf("killed at %d: %+v, the title is %s", at, r, get(t, dir, "title.txt"))
		}
	}
	if tried < 10 {
		t.Errorf("only %d kills left something", tried)
	}
}
