//go:build unix

package txn_test

import (
	"errors"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"

	"mlvb/generator/filesystem"
	"mlvb/generator/paths"
	"mlvb/generator/txn"
)

// TestNamedPipes has one at every path that a transaction reads: none of them
// may make it wait for a writer that never comes.
func TestNamedPipes(t *testing.T) {
	pipe := func(t *testing.T, dir, name string) {
		t.Helper()
		write(t, dir, filepath.Join(filepath.Dir(name), "x"), "")
		if err := unix.Mkfifo(filepath.Join(dir, name), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{
		"app.js", txn.Work + "/journal", txn.Work + "/done", txn.UndoDir + "/1/done", txn.UndoDir + "/done",
		txn.Work + "/new", txn.UndoDir, txn.AsideDir, txn.AsideDir + "/.gitignore", txn.AsideDir + "/app.js", txn.StagePrefix + "aaaaaaaaaaaaaaaaaaaaaaaaaa/made-by-mlvb", ".mlvb",
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			pipe(t, dir, name)
			disk := openDisk(t, dir)
			defer disk.Close()
			if _, err := disk.ReadFile(name); err == nil {
				t.Error("a named pipe was read")
			}
			if _, err := disk.ReadDir(name); err == nil {
				t.Error("a named pipe was listed")
			}
			if _, err := disk.Sub(name); !errors.Is(err, unix.ENOTDIR) {
				t.Errorf("Sub = %v", err)
			}
			if _, err := filesystem.OpenDisk(filepath.Join(dir, name)); !errors.Is(err, unix.ENOTDIR) {
				t.Errorf("OpenDisk = %v", err)
			}
			if err := txn.Create(disk, name+"/app", func(filesystem.Disk) error { return nil }); err == nil {
				t.Error("Create made a folder in a named pipe")
			}
			var changed *txn.ChangedError
			if _, err := txn.Look(disk, name); !errors.As(err, &changed) {
				t.Errorf("Look = %v", err)
			}
			_, _ = txn.LastUndoable(disk)
			_, _ = txn.Littered(disk)
			r := filesystem.Reader{Fold: paths.Fold, Limit: 10}
			if found, err := r.Read(t.Context(), disk, []string{name}); err != nil || found[0].Kind != filesystem.OtherInWay {
				t.Errorf("Read = %+v, %v", found, err)
			}
			folder, err := txn.Open(disk)
			if err != nil {
				return // it refuses, and says why
			}
			defer folder.Close()
			_ = folder.CommitUndoable(t.Context(), "update", []txn.Change{added("app.js", "")})
			_, _ = folder.Undo(t.Context(), true)
		})
	}
}
