package generator

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"mlvb/generator/filesystem"
	"mlvb/generator/filesystem/faultdisk"
)

// TestNewUnderFaults breaks every step of New in every way: the project is
// absent or complete, and a folder that was there is as it was or complete.
func TestNewUnderFaults(t *testing.T) {
	targets := map[string]func(t *testing.T, dir string){
		"absent": func(*testing.T, string) {},
		"there":  func(t *testing.T, dir string) { put(t, dir, "README.md", "mine"); put(t, dir, ".gitignore", "*.log\n") },
	}
	for name, there := range targets {
		for _, fault := range []faultdisk.Fault{faultdisk.Once, faultdisk.Full, faultdisk.Death} {
			t.Run(fmt.Sprintf("%s %d", name, fault), func(t *testing.T) {
				t.Parallel()
				steps := 0
				for newUnderFault(t, there, fault, steps) {
					steps += faultEvery()
				}
				if steps < 20 {
					t.Errorf("only %d steps were tried", steps)
				}
			})
		}
	}
}

func newUnderFault(t *testing.T, there func(*testing.T, string), fault faultdisk.Fault, at int) (fired bool) {
	t.Helper()
	parent := t.TempDir()
	dir := filepath.Join(parent, "app")
	there(t, dir)
	was := onDisk(t, dir)
	var disk *faultdisk.Disk
	o := withGit(options(t, dir))
	o.openDisk = func(dir string) (filesystem.Disk, error) {
		whole, err := filesystem.OpenDisk(dir)
		disk = faultdisk.Wrap(whole, fault, at)
		return disk, err
	}
	_, err := New(t.Context(), o)
	_ = disk.End()
	if len(was) > 0 || err == nil {
		if _, recoverErr := Recover(dir); recoverErr != nil {
			t.Fatalf("step %d: Recover after %v: %v", at, err, recoverErr)
		}
	}
	got := onDisk(t, dir)
	if err != nil && got.Digest() != was.Digest() {
		t.Errorf("step %d: after %v there is %s", at, err, list(got))
	}
	if entries, _ := os.ReadDir(parent); err != nil && fault != faultdisk.Death && len(was) == 0 && len(entries) != 0 {
		t.Errorf("step %d: after %v there is %v", at, err, entries)
	}
	if err != nil { // the next run does it
		o.openDisk = func(dir string) (filesystem.Disk, error) {
			whole, err := filesystem.OpenDisk(dir)
			return faultdisk.Wrap(whole, faultdisk.Once, -1), err
		}
		if _, err := New(t.Context(), o); err != nil {
			t.Fatalf("step %d: the next New: %v", at, err)
		}
		got = onDisk(t, dir)
	}
	if fault == faultdisk.Death && err == nil { // it had its name already: the next run sweeps the rest
		if _, err := Recover(parent); err != nil {
			t.Fatalf("step %d: %v", at, err)
		}
	}
	for _, part := range []string{"HEAD", "index", "objects/pack", "refs/heads"} {
		_, err := os.Stat(filepath.Join(dir, ".git"))
		if _, partErr := os.Stat(filepath.Join(dir, ".git", part)); err == nil && partErr != nil {
			t.Errorf("step %d: half a repository: %v", at, partErr)
		}
	}
	if list(got) != wholeProject {
		t.Errorf("step %d: there is %s", at, list(got))
	}
	if entries, _ := os.ReadDir(parent); len(entries) != 1 {
		t.Errorf("step %d: beside the project there is %v", at, entries)
	}
	return disk.Fired()
}
