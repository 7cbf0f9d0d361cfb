package txn_test

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"mlvb/generator/filesystem"
	"mlvb/generator/txn"
)

// inFolder opens the folder dir as a command does.
func inFolder(t *testing.T, dir string, do func(f *txn.Folder)) {
	t.Helper()
	disk := openDisk(t, dir)
	defer disk.Close()
	folder, err := txn.Open(disk)
	if err != nil {
		t.Fatal(err)
	}
	defer folder.Close()
	do(folder)
}

func added(path, content string) txn.Change {
	return txn.Change{Entry: filesystem.Entry{Path: path, Content: []byte(content), Mode: 0o644}}
}

func TestNoTwoChangesForOnePath(t *testing.T) {
	dir := t.TempDir()
	was := before(t, dir)
	for _, second := range []txn.Change{added("x/a.js", "2"), added("./x//a.js", "2"), {Entry: filesystem.Entry{Path: "x/a.js"}, Keep: true}} {
		inFolder(t, dir, func(f *txn.Folder) {
			err := f.Commit(t.Context(), []txn.Change{added("x/a.js", "1"), added("b.js", ""), second})
			if !errors.Is(err, txn.ErrTwoChanges) {
				t.Errorf("Commit = %v", err)
			}
		})
	}
	if got := snap(t, dir); !maps.Equal(got, was) {
		t.Errorf("there is %v", got)
	}
}

// undoAside makes a transaction that writes the paths, edits them as written
// says, and takes it back.
func undoAside(t *testing.T, dir string, written map[string]string) []string {
	t.Helper()
	var list []txn.Change
	for _, path := range slices.Sorted(maps.Keys(written)) {
		list = append(list, added(path, "mlvb's"))
	}
	var aside []string
	inFolder(t, dir, func(f *txn.Folder) {
		if err := f.CommitUndoable(t.Context(), "update", list); err != nil {
			t.Fatal(err)
		}
		for path, content := range written {
			write(t, dir, path, content)
		}
		u, err := f.Undo(t.Context(), true)
		if err != nil {
			t.Fatal(err)
		}
		aside = u.Aside
	})
	for path := range written {
		if isFile(filepath.Join(dir, path)) {
			t.Errorf("%s is still there", path)
		}
	}
	return aside
}

// TestAsideIsHiddenAndWhole puts files aside whose names are those that the
// folder itself needs, or where something is in the way.
func TestAsideIsHiddenAndWhole(t *testing.T) {
	rule := map[string]string{".gitignore": "!.env\n", "a/.gitignore": "!.env\n", "a/.env": "SECRET"}
	for _, tt := range []struct {
		name    string
		there   map[string]string
		written map[string]string
		want    []string
		hides   string // .gitignore that has to say *
	}{
		{
			"a .gitignore", nil, rule,
			[]string{".mlvb/aside/.gitignore.2", ".mlvb/aside/a/.env", ".mlvb/aside/a/.gitignore"},
			".mlvb/aside/.gitignore",
		},
		{
			"a rule of the user's",
			map[string]string{".mlvb/aside/.gitignore": "!.env\n"},
			map[string]string{".env": "SECRET"},
			[]string{".mlvb/aside.2/.env"},
			".mlvb/aside.2/.gitignore",
		},
		{
			"a file for the folder",
			map[string]string{".mlvb/aside": "file"},
			map[string]string{".env": "SECRET"},
			[]string{".mlvb/aside.2/.env"},
			".mlvb/aside.2/.gitignore",
		},
		{
			"a file for a folder",
			map[string]string{".mlvb/aside/a": "file"},
			map[string]string{"a/b/c.js": "mine"},
			[]string{".mlvb/aside/a.2/b/c.js"},
			".mlvb/aside/.gitignore",
		},
		{
			"a folder for the file",
			map[string]string{".mlvb/aside/a.js/x": "file"},
			map[string]string{"a.js": "mine"},
			[]string{".mlvb/aside/a.js.2"},
			".mlvb/aside/.gitignore",
		},
		{
			"the same file",
			map[string]string{".mlvb/aside/a.js": "mine", ".mlvb/aside/b.js": "other"},
			map[string]string{"a.js": "mine", "b.js": "mine"},
			[]string{".mlvb/aside/a.js", ".mlvb/aside/b.js.2"},
			".mlvb/aside/.gitignore",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			for path, content := range tt.there {
				write(t, dir, path, content)
			}
			got := undoAside(t, dir, tt.written)
			if slices.Sort(got); !slices.Equal(got, tt.want) {
				t.Errorf("put aside: %q, want %q", got, tt.want)
			}
			if got := read(t, dir, tt.hides); got != "*\n" {
				t.Errorf("%s is %q", tt.hides, got)
			}
			for path, content := range tt.there {
				if got := read(t, dir, path); got != content {
					t.Errorf("%s was %q, is %q", path, content, got)
				}
			}
			var contents []string
			for _, path := range got {
				contents = append(contents, read(t, dir, path))
			}
			if want := slices.Sorted(maps.Values(tt.written)); !slices.Equal(slices.Sorted(slices.Values(contents)), want) {
				t.Errorf("put aside: %q, want %q", contents, want)
			}
		})
	}
}

// TestRecoveryHidesWhatItPutsAside checks the same of what roll-back can't put
// back.
func TestRecoveryHidesWhatItPutsAside(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, ".mlvb/aside/.gitignore", "mine")
	write(t, dir, ".mlvb/txn/journal", `{"schema":2,"folders":[],"steps":[{"path":".gitignore","was":"0","new":"1"}]}`)
	write(t, dir, ".mlvb/txn/replaced/0", "!.env\n")
	write(t, dir, ".gitignore", "edited")
	inFolder(t, dir, func(f *txn.Folder) {
		want := []string{".mlvb/aside.2/.gitignore.2"}
		if got := f.Aside(); !f.Recovered() || !slices.Equal(got, want) {
			t.Errorf("Aside = %q, want %q", got, want)
		}
	})
	for path, want := range map[string]string{
		".mlvb/aside.2/.gitignore": "*\n", ".mlvb/aside.2/.gitignore.2": "!.env\n", ".mlvb/aside/.gitignore": "mine", ".gitignore": "edited",
	} {
		if got := read(t, dir, path); got != want {
			t.Errorf("%s is %q, want %q", path, got, want)
		}
	}
}

func read(t *testing.T, dir, name string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		t.Error(err)
	}
	return string(content)
}
