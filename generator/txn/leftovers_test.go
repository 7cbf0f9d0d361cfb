package txn_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mlvb/generator/filesystem/faultdisk"
	"mlvb/generator/txn"
)

// TestOpenRecoversWhereThereIsNoRecord kills what makes the first record, and
// what takes it back: any command finds that out, and brings it in order.
func TestOpenRecoversWhereThereIsNoRecord(t *testing.T) {
	runs := map[string]func(f *txn.Folder) error{
		"add": func(f *txn.Folder) error {
			return f.CommitUndoable(t.Context(), "add", []txn.Change{added("app.js", ""), added(record, "1")})
		},
		"new": func(f *txn.Folder) error {
			return f.Commit(t.Context(), []txn.Change{added("app.js", ""), added(record, "1")})
		},
		"undo of an add": func(f *txn.Folder) error { _, err := f.Undo(t.Context(), false); return err },
	}
	for name, run := range runs {
		t.Run(name, func(t *testing.T) {
			without := 0
			for at, fired := 0, true; fired; at++ {
				dir := t.TempDir()
				if strings.HasPrefix(name, "undo") {
					inFolder(t, dir, func(f *txn.Folder) {
						if err := runs["add"](f); err != nil {
							t.Fatal(err)
						}
					})
				}
				disk := faultdisk.Wrap(openDisk(t, dir), faultdisk.Death, at)
				if folder, err := txn.Open(disk); err == nil {
					_ = run(folder)
				}
				_ = disk.End()
				fired = disk.Fired()
				_, workErr := os.Lstat(filepath.Join(dir, txn.Work))
				if left := txn.HasLeftovers(dir); left != (workErr == nil) {
					t.Errorf("killed at %d: HasLeftovers = %v", at, left)
				}
				if !isFile(filepath.Join(dir, record)) && workErr == nil {
					without++
				}
				recoverAll(t, dir)
				if txn.HasLeftovers(dir) {
					t.Errorf("killed at %d: there are leftovers after Open", at)
				}
				if isFile(filepath.Join(dir, "app.js")) != isFile(filepath.Join(dir, record)) {
					t.Errorf("killed at %d: half of it is there: %v", at, snap(t, dir))
				}
			}
			if without < 5 {
				t.Errorf("only %d runs were killed without a record", without)
			}
		})
	}
}

func TestHasLeftoversOfNothing(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "file/x", "")
	write(t, dir, "plain/.mlvb", "a file")
	write(t, dir, "real/.mlvb/txn/journal", "")
	if err := os.Mkdir(filepath.Join(dir, "link"), 0o755); err != nil {
		t.Fatal(err)
	}
	symlink(t, filepath.Join(dir, "real", ".mlvb"), filepath.Join(dir, "link", ".mlvb"))
	for name, want := range map[string]bool{"absent": false, "file": false, "file/x": false, "plain": false, "link": false, "real": true} {
		if got := txn.HasLeftovers(filepath.Join(dir, name)); got != want {
			t.Errorf("HasLeftovers(%s) = %v", name, got)
		}
	}
}

// TestOpenRecoversWhatOlderVersionsLeft has a transaction of the older kind,
// which had replaced one file, removed one, and made one.
func TestOpenRecoversWhatOlderVersionsLeft(t *testing.T) {
	for name, edited := range map[string]string{"untouched": "", "edited": "mine"} {
		dir := t.TempDir()
		step := func(path, was, now string) string {
			return fmt.Sprintf(`{"path":%q,"was":%q,"new":%q}`, path, was, now)
		}
		write(t, dir, txn.Work+"/journal", `{"schema":1,"folders":["made"],"steps":[`+strings.Join([]string{
			step("replaced.js", sum("old"), sum("new")), step("gone.js", sum("gone"), ""), step("made/new.js", "", sum("made")),
			step("waits.js", sum("waits"), sum("later")),
		}, ",")+"]}")
		for path, content := range map[string]string{
			"old/0": "old", "old/1": "gone", "old/3": "waits", "new/3": "later", ".gitignore": "*\n",
		} {
			write(t, dir, txn.Work+"/"+path, content)
		}
		write(t, dir, "replaced.js", "new")
		write(t, dir, "made/new.js", "made")
		write(t, dir, "waits.js", "waits")
		want := map[string]string{"replaced.js": "old", "gone.js": "gone", "waits.js": "waits"}
		if edited != "" {
			write(t, dir, "replaced.js", edited)
			want["replaced.js"], want[txn.AsideDir+"/replaced.js"] = edited, "old"
		}
		inFolder(t, dir, func(f *txn.Folder) {
			if got := len(f.Aside()); got != len(want)-3 || !f.Recovered() {
				t.Errorf("%s: Aside = %q", name, f.Aside())
			}
		})
		for path, content := range want {
			if got := read(t, dir, path); got != content {
				t.Errorf("%s: %s is %q, want %q", name, path, got, content)
			}
		}
		if _, err := os.Lstat(filepath.Join(dir, "made")); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: the new folder is still there", name)
		}
		if txn.HasLeftovers(dir) {
			t.Errorf("%s: work is left", name)
		}
	}
}
