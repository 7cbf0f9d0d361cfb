package txn_test

import (
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mlvb/generator/filesystem"
	"mlvb/generator/filesystem/faultdisk"
	"mlvb/generator/txn"
)

// killCreate kills a Create at a step, and returns the names that it leaves in
// the folder.
func killCreate(t *testing.T, dir string, at int) []string {
	t.Helper()
	disk := faultdisk.Wrap(openDisk(t, dir), faultdisk.Death, at)
	_ = txn.Create(disk, "app", func(folder filesystem.Disk) error {
		_, err := filesystem.WriteTree(t.Context(), folder, []filesystem.Entry{{Path: "a.js", Mode: 0o644}, {Path: "b/b.js", Mode: 0o644}})
		return err
	})
	_ = disk.End()
	left, err := filepath.Glob(filepath.Join(dir, txn.StagePrefix+"*"))
	if err != nil {
		t.Fatal(err)
	}
	return left
}

// TestOpenSweepsStages kills a Create at every step: the next run removes all
// that is left of it.
func TestOpenSweepsStages(t *testing.T) {
	found := 0
	for at := range 30 {
		dir := t.TempDir()
		write(t, dir, "mine.js", "")
		found += len(killCreate(t, dir, at))
		recoverAll(t, dir)
		if left, err := filepath.Glob(filepath.Join(dir, txn.StagePrefix+"*")); len(left) > 0 || err != nil {
			t.Errorf("killed at %d: %v is left, %v", at, left, err)
		}
		if _, err := os.Lstat(filepath.Join(dir, "mine.js")); err != nil {
			t.Error(err)
		}
	}
	if found < 10 {
		t.Errorf("only %d stages were left", found)
	}
}

// TestOpenSweepsNoFoldersOfUsers has folders that only look like stages, one of
// them made from a stage that a killed run left.
func TestOpenSweepsNoFoldersOfUsers(t *testing.T) {
	dir := t.TempDir()
	stage := killCreate(t, dir, 12)[0]
	token := strings.TrimPrefix(filepath.Base(stage), txn.StagePrefix)
	other := strings.Repeat("a", len(token))
	if err := os.Rename(stage, filepath.Join(dir, txn.StagePrefix+other)); err != nil {
		t.Fatal(err)
	}
	write(t, dir, txn.StagePrefix+"1/project.js", "mine")
	write(t, dir, txn.StagePrefix+token+"/project.js", "mine")
	write(t, dir, txn.StagePrefix+strings.Repeat("b", len(token))+"/made-by-mlvb", "mine")
	write(t, dir, txn.StagePrefix+strings.Repeat("c", len(token)), "a file")
	if err := os.Mkdir(filepath.Join(dir, txn.StagePrefix+"2"), 0o755); err != nil {
		t.Fatal(err)
	}
	was := snap(t, dir)
	recoverAll(t, dir)
	createAll(t, dir)
	if got := snap(t, dir).without("a"); !maps.Equal(got, was) {
		t.Errorf("there is\n%v, want\n%v", got, was)
	}
	disk := openDisk(t, dir)
	defer disk.Close()
	if left, err := txn.Littered(disk); left || err != nil {
		t.Errorf("Littered = %v, %v", left, err)
	}
}
