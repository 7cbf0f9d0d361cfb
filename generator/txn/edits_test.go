package txn_test

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"mlvb/generator/filesystem/faultdisk"
	"mlvb/generator/txn"
)

// mine is what somebody else writes while a transaction runs.
const mine = "what somebody wrote"

// edits are ways in which somebody else changes a path.
var edits = map[string]func(file string) error{
	"save in place": func(file string) error {
		return errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, []byte(mine), 0o644))
	},
	"save by rename": func(file string) error {
		beside := file + "~"
		return errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(beside, []byte(mine), 0o644), os.Rename(beside, file))
	},
	"remove": func(file string) error {
		if err := os.Remove(file); !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	},
}

// systems are kinds of disks.
var systems = map[string]faultdisk.Options{
	"exchange":                   {},
	"old renames":                {OldRenames: true},
	"other devices":              {Device: byFolder},
	"other devices, old renames": {Device: byFolder, OldRenames: true},
}

func byFolder(path string) string {
	for _, dir := range []string{"pages", "new"} {
		if strings.HasPrefix(path, dir+"/") {
			return dir
		}
	}
	return "."
}

// originals are the contents of the paths that the transaction changes.
var originals = map[string]string{"pages/home.js": "old home", "gone.js": "old", "new/deep/file.js": ""}

// editing is a run of the transaction during which somebody edits a path, and
// which may be killed.
type editing struct {
	system  faultdisk.Options
	path    string
	edit    func(file string) error
	removes bool // so does the edit
	at      int  // step before which the edit comes
	death   int  // step at which the run is killed; negative is never
	heal    int  // the edit comes in the recovery, before that step; negative is never
}

// run returns false when the edit was too late.
func (e editing) run(t *testing.T, name string) bool {
	t.Helper()
	dir := t.TempDir()
	was := before(t, dir)
	file := filepath.Join(dir, filepath.FromSlash(e.path))
	edited, overwrote := false, ""
	edit := func(at int) func(int) {
		return func(step int) {
			if step != at {
				return
			}
			edited = true
			content, _ := os.ReadFile(file)
			overwrote = string(content)
			if err := e.edit(file); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
	}
	o := e.system
	o.Fault, o.At, o.Before = faultdisk.None, e.death, edit(e.at)
	if e.death >= 0 {
		o.Fault = faultdisk.Death
	}
	disk := faultdisk.New(openDisk(t, dir), o)
	var named []string
	folder, err := txn.Open(disk)
	if err == nil {
		err = folder.CommitUndoable(t.Context(), "update", changes())
		if !disk.Fired() {
			named = folder.Aside()
		}
		_ = folder.Close()
	}
	_ = disk.End()
	o.Fault, o.Before = faultdisk.None, edit(e.heal)
	healer := faultdisk.New(openDisk(t, dir), o)
	folder, openErr := txn.Open(healer)
	if openErr != nil {
		t.Fatalf("%s: Open: %v", name, openErr)
	}
	named = append(named, folder.Aside()...)
	_ = folder.Close()
	_ = healer.End()
	if edited {
		e.check(t, name, dir, outcome{err: err, was: was, named: named, overwrote: overwrote})
	}
	return edited && (disk.Fired() || e.death < 0)
}

// outcome is what came of an editing.
type outcome struct {
	err       error
	was       snapshot
	named     []string
	overwrote string // what the edit itself put an end to
}

func (e editing) check(t *testing.T, name, dir string, o outcome) {
	t.Helper()
	got := snap(t, dir)
	aside := map[string]bool{} // contents
	for at, entry := range got {
		_, content, isFile := strings.Cut(entry, " ")
		slashed := filepath.ToSlash(at)
		switch {
		case strings.HasPrefix(slashed, txn.AsideDir+"/") && isFile && slashed != txn.AsideDir+"/.gitignore":
			aside[content] = true
			if !slices.Contains(o.named, slashed) {
				t.Errorf("%s: %s was put aside, and %q named", name, at, o.named)
			}
		case strings.HasPrefix(slashed, txn.Work), strings.Contains(slashed, "/.mlvb-"):
			t.Errorf("%s: %s is left", name, at)
		}
	}
	content := func(path string) string {
		_, content, _ := strings.Cut(got[filepath.FromSlash(path)], " ")
		return content
	}
	old := content(".mlvb/project.yaml") == ""
	for path, original := range originals {
		if path == e.path {
			continue
		}
		want := original
		if !old {
			want = map[string]string{"pages/home.js": "new home", "gone.js": "", "new/deep/file.js": "new"}[path]
		}
		if content(path) != want {
			t.Errorf("%s: after %v, %s is %q, want %q", name, o.err, path, content(path), want)
		}
	}
	original := originals[e.path]
	if old && original != "" && o.overwrote != original && content(e.path) != original && !aside[original] {
		t.Errorf("%s: after %v, %q of %s is lost: %v", name, o.err, original, e.path, got)
	}
	if after := slices.Sorted(maps.Keys(got)); o.err == nil == old && e.death < 0 {
		t.Errorf("%s: Commit = %v, and there is %q", name, o.err, after)
	}
	if !e.removes && content(e.path) != mine && !aside[mine] {
		t.Errorf("%s: after %v, what was written to %s is lost: %v", name, o.err, e.path, got)
	}
}

func isFile(file string) bool {
	_, err := os.Lstat(file)
	return err == nil
}

// eachEditing calls try for every kind of disk, path and edit.
func eachEditing(t *testing.T, try func(t *testing.T, e editing)) {
	start := 0
	for _, system := range slices.Sorted(maps.Keys(systems)) {
		for _, path := range slices.Sorted(maps.Keys(originals)) {
			for _, edit := range slices.Sorted(maps.Keys(edits)) {
				start++
				e := editing{
					system: systems[system], path: path, edit: edits[edit], removes: edit == "remove",
					at: -1 - start%*every, death: -1, heal: -1,
				}
				t.Run(fmt.Sprint(system, ": ", edit, " ", path), func(t *testing.T) { try(t, e) })
			}
		}
	}
}

// every is what a quick run leaves out. The kinds of edits begin at different
// steps, so that together they still come by most of them.
var every = flag.Int("every", 11, "try each so many-th step of a run with edits; 1 is all, and takes minutes")

// TestEditsWhileCommitting has somebody edit a path before every step of a
// transaction.
func TestEditsWhileCommitting(t *testing.T) {
	eachEditing(t, func(t *testing.T, e editing) {
		tried := 0
		for more := true; more && !t.Failed(); tried++ {
			e.at += *every
			more = e.run(t, fmt.Sprint("edited at ", e.at))
		}
		if tried < 100 / *every {
			t.Errorf("only %d steps were tried", tried)
		}
	})
}

// TestEditsAndDeath has a transaction killed soon after somebody edited a path.
func TestEditsAndDeath(t *testing.T) {
	eachEditing(t, func(t *testing.T, e editing) {
		e.at += 40 // before that, no path is changed
		for more := true; more && !t.Failed(); {
			e.at += *every
			e.death = e.at + 1 + e.at%7
			more = e.run(t, fmt.Sprint("edited at ", e.at, ", killed at ", e.death))
		}
	})
}

// TestEditsWhileRecovering has somebody edit a path while the next run takes
// back what a killed one did.
func TestEditsWhileRecovering(t *testing.T) {
	eachEditing(t, func(t *testing.T, e editing) {
		for e.death = 50 - e.at; e.death < 180 && !t.Failed(); e.death += 5 * *every {
			for e.heal = e.death % 7; e.heal < 90 && !t.Failed(); e.heal += 3 * *every {
				e.run(t, fmt.Sprint("killed at ", e.death, ", edited at ", e.heal, " of the recovery"))
			}
		}
	})
}
