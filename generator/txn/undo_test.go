package txn_test

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"testing"

	"mlvb/generator/filesystem"
	"mlvb/generator/filesystem/faultdisk"
	"mlvb/generator/txn"
)

const record = ".mlvb/project.yaml"

// set is a transaction that writes app.js and the record.
func set(t *testing.T, dir, command, was, content string) {
	t.Helper()
	list := []txn.Change{added("app.js", content), added(record, content)}
	if was != "" {
		for i := range list {
			list[i].Was = &filesystem.Entry{Content: []byte(was), Mode: 0o644}
		}
	}
	inFolder(t, dir, func(f *txn.Folder) {
		if err := f.CommitUndoable(t.Context(), command, list); err != nil {
			t.Fatal(err)
		}
	})
}

func undo(t *testing.T, dir string, aside bool) (u *txn.Undoable, err error) {
	t.Helper()
	inFolder(t, dir, func(f *txn.Folder) { u, err = f.Undo(t.Context(), aside) })
	return u, err
}

func withoutUndo(t *testing.T, dir string) snapshot {
	t.Helper()
	return snap(t, dir).without(filepath.FromSlash(txn.UndoDir))
}

func TestUndoOneAfterAnother(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "mine.js", "")
	was := []snapshot{snap(t, dir)}
	for i := range 7 {
		content := ""
		if i > 0 {
			content = fmt.Sprint("version ", i-1)
		}
		set(t, dir, fmt.Sprint("command ", i), content, fmt.Sprint("version ", i))
		was = append(was, withoutUndo(t, dir))
	}
	if entries, err := os.ReadDir(filepath.Join(dir, txn.UndoDir)); len(entries) != 5 || err != nil {
		t.Errorf("%d are kept, %v", len(entries), err)
	}
	for i := 6; i > 1; i-- {
		u, err := undo(t, dir, false)
		if err != nil || u.Command != fmt.Sprint("command ", i) {
			t.Fatalf("%d: %+v, %v", i, u, err)
		}
		if got := withoutUndo(t, dir); !maps.Equal(got, was[i]) {
			t.Errorf("after the undo of %d there is %v, want %v", i, got, was[i])
		}
	}
	if _, err := undo(t, dir, true); !errors.Is(err, txn.ErrNothingToUndo) {
		t.Errorf("Undo = %v", err)
	}
}

// TestUndoOfWhatOlderVersionsKept has the one level of older versions below a
// newer one.
func TestUndoOfWhatOlderVersionsKept(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "app.js", "version 1")
	write(t, dir, record, "version 1")
	write(t, dir, txn.UndoDir+"/.gitignore", "*\n")
	write(t, dir, txn.UndoDir+"/index", "git's")
	write(t, dir, txn.UndoDir+"/old/0", "version 0")
	write(t, dir, txn.UndoDir+"/done", fmt.Sprintf(
		`{"schema":1,"command":"update","folders":[],"steps":[{"path":"app.js","was":%q,"new":%q},{"path":%q,"new":%q}]}`,
		sum("version 0"), sum("version 1"), record, sum("version 1")))
	set(t, dir, "set", "version 1", "version 2")
	for _, want := range []struct{ command, content, index string }{{"set", "version 1", ""}, {"update", "version 0", "git's"}} {
		u, err := undo(t, dir, false)
		if err != nil || u.Command != want.command || string(u.Attached["index"]) != want.index {
			t.Fatalf("Undo = %+v, %v; want %v", u, err, want)
		}
		if got := read(t, dir, "app.js"); got != want.content {
			t.Errorf("app.js is %q, want %q", got, want.content)
		}
	}
	if got := snap(t, dir); len(got) != 1 {
		t.Errorf("there is %v", got)
	}
}

// TestJoinsWhatOlderVersionsKept completes the one level of older versions.
func TestJoinsWhatOlderVersionsKept(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "app.js", "version 1")
	write(t, dir, record, "version 1")
	write(t, dir, txn.UndoDir+"/index", "git's")
	write(t, dir, txn.UndoDir+"/old/0", "version 0")
	write(t, dir, txn.UndoDir+"/done", fmt.Sprintf(
		`{"schema":1,"command":"update","folders":[],"steps":[{"path":"app.js","was":%q,"new":%q},{"path":%q,"new":%q}]}`,
		sum("version 0"), sum("version 1"), record, sum("version 1")))
	inFolder(t, dir, func(f *txn.Folder) {
		was := &filesystem.Entry{Content: []byte("version 1"), Mode: 0o644}
		err := f.CommitJoined(t.Context(), "resolve", []txn.Change{
			{Entry: filesystem.Entry{Path: "app.js", Content: []byte("settled"), Mode: 0o644}, Was: was},
			{Entry: filesystem.Entry{Path: record, Content: []byte("version 2"), Mode: 0o644}, Was: was},
		})
		if err != nil {
			t.Fatal(err)
		}
	})
	u, err := undo(t, dir, false)
	if err != nil || u.Command != "update" || string(u.Attached["index"]) != "git's" {
		t.Fatalf("Undo = %+v, %v", u, err)
	}
	if got := snap(t, dir); len(got) != 1 || read(t, dir, "app.js") != "version 0" {
		t.Errorf("there is %v", got)
	}
}

func sum(content string) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(content))) }

// TestUndoOnBranchesThatNeverHadIt checks out another branch's files.
func TestUndoOnBranchesThatNeverHadIt(t *testing.T) {
	dir := t.TempDir()
	set(t, dir, "add", "", "main")
	set(t, dir, "update", "main", "newer")
	checkOut := func(content string) {
		write(t, dir, "app.js", content)
		write(t, dir, record, content)
	}
	checkOut("branch")
	was := snap(t, dir)
	for _, aside := range []bool{false, true} {
		if _, err := undo(t, dir, aside); !errors.Is(err, txn.ErrNotHere) {
			t.Errorf("Undo = %v, want ErrNotHere", err)
		}
	}
	write(t, dir, record, "main")
	write(t, dir, "app.js", "edited")
	if u, err := undo(t, dir, true); err != nil || u.Command != "add" {
		t.Errorf("on a branch that has the first alone, Undo = %+v, %v", u, err)
	}
	if got := read(t, dir, txn.AsideDir+"/app.js"); got != "edited" {
		t.Errorf("%q was put aside", got)
	}
	checkOut("branch")
	if got := snap(t, dir).without(filepath.FromSlash(txn.UndoDir)).without(filepath.FromSlash(txn.AsideDir)); !maps.Equal(got, was.without(filepath.FromSlash(txn.UndoDir))) {
		t.Errorf("there is %v, want %v", got, was)
	}
	disk := openDisk(t, dir)
	defer disk.Close()
	if _, err := txn.LastUndoable(disk); !errors.Is(err, txn.ErrNotHere) {
		t.Errorf("LastUndoable = %v", err)
	}
	checkOut("main")
	if _, err := txn.LastUndoable(disk); !errors.Is(err, txn.ErrAsBefore) {
		t.Errorf("where all is as before the last one, LastUndoable = %v", err)
	}
	checkOut("newer")
	if u, err := undo(t, dir, false); err != nil || u.Command != "update" {
		t.Errorf("back on its branch, Undo = %+v, %v", u, err)
	}
}

// TestUndoKnowsLineEndings has files of all kinds right after the transaction,
// and after a checkout that changed their line endings.
func TestUndoKnowsLineEndings(t *testing.T) {
	for name, tt := range map[string]struct{ written, found string }{
		"mixed":        {"a\r\nb\n", "a\r\nb\n"},
		"to CRLF":      {"a\nb\n", "a\r\nb\r\n"},
		"to LF":        {"a\r\nb\r\n", "a\nb\n"},
		"binary mixed": {"\x00a\r\nb\n", "\x00a\r\nb\n"},
	} {
		dir := t.TempDir()
		inFolder(t, dir, func(f *txn.Folder) {
			if err := f.CommitUndoable(t.Context(), "update", []txn.Change{added("a.txt", tt.written)}); err != nil {
				t.Fatal(err)
			}
		})
		write(t, dir, "a.txt", tt.found)
		if _, err := undo(t, dir, false); err != nil || isFile(filepath.Join(dir, "a.txt")) {
			t.Errorf("%s: Undo = %v", name, err)
		}
	}
}

// TestUndoKeepsFolders has folders that were empty before a transaction, and a
// private one that becomes empty by it.
func TestUndoKeepsFolders(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "empty", "deep"), 0o750); err != nil {
		t.Fatal(err)
	}
	write(t, dir, "private/sub/key", "old")
	for _, private := range []string{"private", "private/sub"} {
		if err := os.Chmod(filepath.Join(dir, private), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	was := snap(t, dir)
	inFolder(t, dir, func(f *txn.Folder) {
		err := f.CommitUndoable(t.Context(), "update", []txn.Change{
			added("empty/deep/made/a.js", ""), added("empty/b.js", ""),
			{Entry: filesystem.Entry{Path: "private/sub/key"}, Remove: true, Was: &filesystem.Entry{Content: []byte("old"), Mode: 0o644}},
		})
		if err != nil {
			t.Fatal(err)
		}
	})
	if isFile(filepath.Join(dir, "private")) {
		t.Error("a folder that became empty is still there")
	}
	if _, err := undo(t, dir, false); err != nil {
		t.Fatal(err)
	}
	if got := snap(t, dir); !maps.Equal(got, was) {
		t.Errorf("there is\n%v, want\n%v", got, was)
	}
}

// TestUndoUnderFaults breaks an undo at every step: it is done, or it can be
// done again, and what is older can be undone after it.
func TestUndoUnderFaults(t *testing.T) {
	everyFault(t, func(t *testing.T, fault faultdisk.Fault, at int) bool {
		dir := t.TempDir()
		set(t, dir, "add", "", "main")
		was := withoutUndo(t, dir)
		set(t, dir, "update", "main", "newer")
		done := withoutUndo(t, dir)
		disk := faultdisk.Wrap(openDisk(t, dir), fault, at)
		folder, err := txn.Open(disk)
		if err == nil {
			_, err = folder.Undo(t.Context(), false)
			_ = folder.Close()
		}
		_ = disk.End()
		recoverAll(t, dir)
		want := was
		if err != nil {
			want = done
		}
		if got := withoutUndo(t, dir); !maps.Equal(got, want) {
			t.Errorf("after %v there is\n%v, want\n%v", err, got, want)
		}
		if err != nil {
			if _, err := undo(t, dir, false); err != nil {
				t.Errorf("the second Undo = %v", err)
			}
		}
		if u, err := undo(t, dir, false); err != nil || u.Command != "add" {
			t.Errorf("the Undo of the older one = %+v, %v", u, err)
		}
		if got := snap(t, dir); len(got) != 0 {
			t.Errorf("there is %v", got)
		}
		return disk.Fired()
	})
}
