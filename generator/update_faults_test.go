package generator

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mlvb/generator/filesystem"
	"mlvb/generator/filesystem/faultdisk"
	"mlvb/generator/txn"
)

// visible is what a project holds, without mlvb's work and undo data.
func visible(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	for _, f := range onDisk(t, dir) {
		if !strings.HasPrefix(f.Path, txn.Work) && !strings.HasPrefix(f.Path, txn.UndoDir) {
			fmt.Fprintf(&b, "%s %v %q\n", f.Path, f.Executable, f.Content)
		}
	}
	return b.String()
}

func copyOf(t *testing.T, dir string) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "app")
	if err := os.CopyFS(to, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	return to
}

type opener = func(dir string) (filesystem.Disk, error)

// TestCommandsUnderFaults breaks every step of every command in every way: the
// project is as it was, or complete, and never in between.
func TestCommandsUnderFaults(t *testing.T) {
	fresh := edited(t)
	updated := copyOf(t, fresh)
	updateTo(t, updated, newVersion())
	resolved := copyOf(t, updated)
	put(t, resolved, "page.js", ten(map[int]string{5: "settled\n"}))
	if _, err := Resolve(t.Context(), ResolveOptions{Dir: resolved, Tool: "1.1.0"}); err != nil {
		t.Fatal(err)
	}
	newest := load(t, newVersion())
	for _, tt := range []struct {
		name string
		dir  string
		run  func(dir string, open opener) error
	}{
		{"update", fresh, func(dir string, open opener) error {
			_, err := Update(t.Context(), UpdateOptions{Dir: dir, Template: newest, Tool: "1.1.0", openDisk: open})
			return err
		}},
		{"resolve", updated, func(dir string, open opener) error {
			_, err := Resolve(t.Context(), ResolveOptions{Dir: dir, Side: SideTheirs, Tool: "1.1.0", openDisk: open})
			return err
		}},
		{"undo of both", resolved, func(dir string, open opener) error {
			_, err := Undo(t.Context(), UndoOptions{Dir: dir, openDisk: open})
			return err
		}},
	} {
		for _, fault := range []faultdisk.Fault{faultdisk.Once, faultdisk.Full, faultdisk.Death} {
			t.Run(fmt.Sprint(tt.name, fault), func(t *testing.T) {
				t.Parallel()
				before := visible(t, tt.dir)
				done := copyOf(t, tt.dir)
				if err := tt.run(done, filesystem.OpenDisk); err != nil {
					t.Fatal(err)
				}
				after := visible(t, done)
				at := 0
				for fired := true; fired && !t.Failed(); at += faultEvery() {
					fired = underFault(t, tt.dir, tt.run, fault, at, before, after)
				}
				if at < 50 {
					t.Errorf("only %d steps were tried", at)
				}
			})
		}
	}
}

func underFault(t *testing.T, from string, run func(string, opener) error, fault faultdisk.Fault, at int, before, after string) (fired bool) {
	t.Helper()
	dir := copyOf(t, from)
	var disk *faultdisk.Disk
	err := run(dir, func(dir string) (filesystem.Disk, error) {
		whole, err := filesystem.OpenDisk(dir)
		disk = faultdisk.Wrap(whole, fault, at)
		return disk, err
	})
	_ = disk.End()
	if got := visible(t, dir); err != nil && fault != faultdisk.Death && got != before {
		t.Errorf("step %d: it failed (%v) and left\n%s", at, err, got)
	}
	if _, recoverErr := Recover(dir); recoverErr != nil {
		t.Fatalf("step %d: Recover after %v: %v", at, err, recoverErr)
	}
	want := before
	if err == nil {
		want = after
	}
	if got := visible(t, dir); got != want {
		t.Errorf("step %d: after %v and Recover there is\n%s, want\n%s", at, err, got, want)
	}
	if _, err := os.Lstat(filepath.Join(dir, filepath.FromSlash(txn.Work))); err == nil {
		t.Errorf("step %d: work is left", at)
	}
	return disk.Fired()
}
