package txn_test

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"mlvb/generator/txn"
	"mlvb/generator/txn/faultdisk"
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
	"exchange":      {},
	"no exchange":   {NoExchange: true},
	"other devices": {Device: byFolder},
	"other devices without exchange": {
		Device: byFolder, NoExchange: true,
	},
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
	system faultdisk.Options
	path   string
	edit   func(file string) error
	at     int // step before which the edit comes
	death  int // step at which the run is killed; negative is never
	heal   int // the edit comes in the recovery, before that step; negative is never
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
	if wrote := e.edit(filepath.Join(t.TempDir(), "x")) == nil && o.overwrote != mine; wrote && !e.removes(t) && content(e.path) != mine && !aside[mine] {
		t.Errorf("%s: after %v, what was written to %s is lost: %v", name, o.err, e.path, got)
	}
}

func (e editing) removes(t *testing.T) bool {
	file := filepath.Join(t.TempDir(), "x")
	return errors.Join(os.WriteFile(file, nil, 0o644), e.edit(file)) == nil && !isFile(file)
}

func isFile(file string) bool {
	_, err := os.Lstat(file)
	return err == nil
}

// eachEditing calls try for every kind of disk, path and edit.
func eachEditing(t *testing.T, try func(t *testing.T, e editing)) {
	for _, system := range slices.Sorted(maps.Keys(systems)) {
		for _, path := range slices.Sorted(maps.Keys(originals)) {
			for _, edit := range slices.Sorted(maps.Keys(edits)) {
				t.Run(fmt.Sprint(system, ": ", edit, " ", path), func(t *testing.T) {
					try(t, editing{system: systems[system], path: path, edit: edits[edit], at: -1, death: -1, heal: -1})
				})
			}
		}
	}
}

// TestEditsWhileCommitting has somebody edit a path before every step of a
// transaction.
func TestEditsWhileCommitting(t *testing.T) {
	eachEditing(t, func(t *testing.T, e editing) {
		for more := true; more && !t.Failed(); {
			e.at++
			more = e.run(t, fmt.Sprint("edited at ", e.at))
		}
		if e.at < 100 {
			t.Errorf("only %d steps were tried", e.at)
		}
	})
}

// TestEditsAndDeath has a transaction killed soon after somebody edited a path.
func TestEditsAndDeath(t *testing.T) {
	for _, later := range []int{1, 5} {
		eachEditing(t, func(t *testing.T, e editing) {
			e.at = 30 // before that, no path is changed
			for more := true; more && !t.Failed(); {
				e.at++
				e.death = e.at + later
				more = e.run(t, fmt.Sprint("edited at ", e.at, ", killed at ", e.death))
			}
		})
	}
}

// TestEditsWhileRecovering has somebody edit a path while the next run takes
// back what a killed one did.
func TestEditsWhileRecovering(t *testing.T) {
	eachEditing(t, func(t *testing.T, e editing) {
		for e.death = 40; e.death < 180 && !t.Failed(); e.death += 11 {
			for e.heal = 0; e.heal < 90 && !t.Failed(); e.heal += 5 {
				e.run(t, fmt.Sprint("killed at ", e.death, ", edited at ", e.heal, " of the recovery"))
			}
		}
	})
}
