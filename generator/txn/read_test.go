package txn_test

import (
	"path/filepath"
	"testing"

	"mlvb/generator/paths"
	"mlvb/generator/txn"
)

func TestReaderTellsWhatIsThere(t *testing.T) {
	dir := t.TempDir()
	const nfc, nfd = "caf\u00e9", "cafe\u0301"
	write(t, dir, "small.js", "1234")
	write(t, dir, "large.js", "12345")
	write(t, dir, nfd+".js", "")
	write(t, dir, "README.md", "")
	write(t, dir, "folder/x", "")
	symlink(t, "small.js", filepath.Join(dir, "link.js"))
	reader := txn.Reader{Fold: paths.Fold, Limit: 4}
	disk := openDisk(t, dir)
	defer disk.Close()
	names := []string{nfc + ".js", "folder", "large.js", "large.js/x", "link.js", "none.js", "readme.md", "small.js"}
	got, err := reader.Read(t.Context(), disk, names)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []txn.PathInfo{
		{Kind: txn.NameClash, At: nfd + ".js", Form: true},
		{Kind: txn.FolderInWay, At: "folder"},
		{Kind: txn.TooLarge, At: "large.js"},
		{Kind: txn.FileInWay, At: "large.js"},
		{Kind: txn.LinkInWay, At: "link.js"},
		{Kind: txn.Absent},
		{Kind: txn.NameClash, At: "README.md"},
		{Kind: txn.Regular},
	} {
		if g := got[i]; g.Kind != want.Kind || g.At != want.At || g.Form != want.Form {
			if g.Kind == txn.Regular && g.At != "" {
				continue // this file system takes both names for one
			}
			t.Errorf("%q: %+v, want %+v", names[i], g, want)
		}
	}
}
