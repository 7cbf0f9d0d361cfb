package txn_test

import (
	"os"
	"path/filepath"
	"testing"

	"mlvb/generator/txn"
)

// TestUndoableAfterACheckout has a checkout change the line endings of the
// record between two transactions: undo does not mind, and neither does the list
// of what it takes back.
func TestUndoableAfterACheckout(t *testing.T) {
	dir := t.TempDir()
	set(t, dir, "add", "", "one\n")
	write(t, dir, record, "one\r\n")
	write(t, dir, "app.js", "one\r\n")
	set(t, dir, "update", "one\r\n", "two\n")
	disk := openDisk(t, dir)
	defer disk.Close()
	list, err := txn.UndoableHere(disk)
	if err != nil || len(list) != 2 || list[0].Command != "update" || list[1].Command != "add" {
		t.Errorf("UndoableHere = %+v, %v", list, err)
	}
	for _, want := range []string{"update", "add"} {
		if u, err := undo(t, dir, false); err != nil || u.Command != want {
			t.Errorf("Undo = %+v, %v; want %s", u, err, want)
		}
	}
}

// TestUndoSkipsWhatIsBackAlready has somebody bring the only file back that the
// last transaction changed, with no change of the record: that one is not in the
// way of the one before it, and the list says the same.
func TestUndoSkipsWhatIsBackAlready(t *testing.T) {
	dir := t.TempDir()
	set(t, dir, "add", "", "one\n")
	inFolder(t, dir, func(f *txn.Folder) {
		if err := f.CommitUndoable(t.Context(), "update", []txn.Change{added("b.js", "b")}); err != nil {
			t.Fatal(err)
		}
	})
	if err := os.Remove(filepath.Join(dir, "b.js")); err != nil {
		t.Fatal(err)
	}
	disk := openDisk(t, dir)
	defer disk.Close()
	list, err := txn.UndoableHere(disk)
	if err != nil || len(list) != 1 || list[0].Command != "add" {
		t.Errorf("UndoableHere = %+v, %v", list, err)
	}
	if u, err := undo(t, dir, false); err != nil || u.Command != "add" {
		t.Errorf("Undo = %+v, %v", u, err)
	}
}
