package txn_test

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"testing"

	"mlvb/generator/filesystem"
	"mlvb/generator/filesystem/faultdisk"
	"mlvb/generator/txn"
)

// update is a transaction that can be undone, and settle one that joins it.
func update(t *testing.T, disk filesystem.Disk) error {
	folder, err := txn.Open(disk)
	if err != nil {
		return err
	}
	return errors.Join(folder.CommitUndoable(t.Context(), "update", changes()), folder.Close())
}

func settle(t *testing.T, disk filesystem.Disk, record string) error {
	folder, err := txn.Open(disk)
	if err != nil {
		return err
	}
	was := func(content string) *filesystem.Entry {
		return &filesystem.Entry{Content: []byte(content), Mode: 0o644}
	}
	return errors.Join(folder.CommitJoined(t.Context(), "resolve", []txn.Change{
		{Entry: filesystem.Entry{Path: "kept.js", Content: []byte("settled"), Mode: 0o644}, Was: was("kept")},
		{Entry: filesystem.Entry{Path: "pages/home.js"}, Keep: true, Was: was("settled home")},
		{Entry: filesystem.Entry{Path: "nowhere/gone.js"}, Keep: true},
		{Entry: filesystem.Entry{Path: ".mlvb/project.yaml", Content: []byte("schema: 2"), Mode: 0o644}, Was: was(record)},
	}), folder.Close())
}

func takeBack(t *testing.T, disk filesystem.Disk) (*txn.Undoable, error) {
	folder, err := txn.Open(disk)
	if err != nil {
		return nil, err
	}
	u, err := folder.Undo(t.Context(), false)
	return u, errors.Join(err, folder.Close())
}

// TestCommitJoinedUnderFaults kills what joins a transaction at every step:
// what is undone after it is all of it.
func TestCommitJoinedUnderFaults(t *testing.T) {
	everyFault(t, func(t *testing.T, fault faultdisk.Fault, at int) bool {
		dir := t.TempDir()
		was := before(t, dir)
		whole := openDisk(t, dir)
		defer whole.Close()
		if err := update(t, whole); err != nil {
			t.Fatal(err)
		}
		write(t, dir, "pages/home.js", "settled home")
		write(t, dir, txn.UndoDir+"/index", "git's")
		left := snap(t, dir).without(filepath.FromSlash(txn.Dir))
		disk := faultdisk.Wrap(openDisk(t, dir), fault, at)
		err := settle(t, disk, "schema: 1")
		_ = disk.End()
		recoverAll(t, dir)
		now := snap(t, dir)
		if got := now.without(filepath.FromSlash(txn.Dir)); err != nil && !maps.Equal(got, left) {
			t.Errorf("after %v there is\n%v, want\n%v", err, got, left)
		}
		if _, made := now["nowhere"]; made {
			t.Error("a folder was made for a file that is kept away")
		}
		if got := now[filepath.FromSlash(txn.UndoDir+"/index")]; got == "" {
			t.Errorf("after %v the index is gone", err)
		}
		if err != nil {
			write(t, dir, "pages/home.js", "new home")
		}
		u, undoErr := takeBack(t, whole)
		if undoErr != nil || u.Command != "update" {
			t.Fatalf("after %v: Undo = %+v, %v", err, u, undoErr)
		}
		if got := snap(t, dir).without(filepath.FromSlash(txn.Dir)); !maps.Equal(got, was) {
			t.Errorf("after %v and Undo there is\n%v, want\n%v", err, got, was)
		}
		if got, _ := os.ReadFile(filepath.Join(dir, txn.AsideDir, "pages", "home.js")); err == nil && string(got) != "settled home" {
			t.Errorf("what was settled is put aside as %q", got)
		}
		return disk.Fired()
	})
}

// TestCommitJoinedElsewhere keeps what would join a transaction that led to
// another state, such as that of another branch, by itself.
func TestCommitJoinedElsewhere(t *testing.T) {
	for record, command := range map[string]string{"schema: 1": "update", "schema: other": "resolve"} {
		dir := t.TempDir()
		before(t, dir)
		disk := openDisk(t, dir)
		defer disk.Close()
		if err := update(t, disk); err != nil {
			t.Fatal(err)
		}
		write(t, dir, ".mlvb/project.yaml", record)
		write(t, dir, "pages/home.js", "settled home")
		if err := settle(t, disk, record); err != nil {
			t.Fatal(err)
		}
		if u, err := takeBack(t, disk); err != nil || u.Command != command {
			t.Errorf("%s: Undo = %+v, %v; want that of %s", record, u, err, command)
		}
	}
}
