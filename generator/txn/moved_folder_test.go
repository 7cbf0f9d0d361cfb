package txn_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"testing"

	"mlvb/generator/txn"
)

// TestRecoveryWhereAFolderIsAnother is of a run that staged its files beside
// their targets, on another device. Then the user put a link, or a file, in the
// place of that folder: what was in it is not there, and no command may fail
// because of that.
func TestRecoveryWhereAFolderIsAnother(t *testing.T) {
	places := map[string]func(dir string) error{
		"link": func(dir string) error { return os.Symlink("moved", dir) },
		"file": func(dir string) error { return os.WriteFile(dir, nil, 0o644) },
		"none": func(string) error { return nil },
	}
	for name, place := range places {
		for _, journal := range []string{"journal", "done"} {
			t.Run(name+" "+journal, func(t *testing.T) {
				dir := t.TempDir()
				write(t, dir, txn.Work+"/"+journal, fmt.Sprintf(
					`{"schema":2,"command":"update","token":"abc","folders":[],"steps":[{"path":"pages/home.js","was":%q,"new":%q,"beside":true}]}`,
					sum("old"), sum("new")))
				write(t, dir, "moved/home.js", "new")
				write(t, dir, "moved/.mlvb-abc-0-replaced", "old")
				if err := place(filepath.Join(dir, "pages")); err != nil {
					t.Fatal(err)
				}
				inFolder(t, dir, func(f *txn.Folder) {
					if len(f.Aside()) > 0 || f.Recovered() != (journal == "journal") {
						t.Errorf("Recovered = %v, Aside = %q", f.Recovered(), f.Aside())
					}
				})
				if txn.HasLeftovers(dir) {
					t.Error("work is left")
				}
				if read(t, dir, "moved/home.js") != "new" || read(t, dir, "moved/.mlvb-abc-0-replaced") != "old" {
					t.Error("what the user moved elsewhere is not as it was")
				}
			})
		}
	}
}

// TestFoldersThatAreSomethingElse is of folders that a killed run made, or whose
// last file it removed. Then the user put a file or a link in their place, which
// is not removed with the folders.
func TestFoldersThatAreSomethingElse(t *testing.T) {
	for _, journal := range []string{"journal", "done"} {
		dir := t.TempDir()
		write(t, dir, txn.Work+"/"+journal, `{"schema":2,"folders":["a","b"],"emptied":[{"path":"a","mode":493},{"path":"b","mode":493}],"steps":[]}`)
		write(t, dir, "a", "mine")
		symlink(t, "a", filepath.Join(dir, "b"))
		was := snap(t, dir).without(".mlvb")
		inFolder(t, dir, func(*txn.Folder) {})
		if got := snap(t, dir); !maps.Equal(got, was) {
			t.Errorf("%s: there is %v, want %v", journal, got, was)
		}
	}
}
