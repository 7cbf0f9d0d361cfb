package filesystem_test

import (
	"os"
	"path/filepath"
	"testing"

	"mlvb/generator/filesystem"
	"mlvb/generator/paths"
)

func TestReaderTellsWhatIsThere(t *testing.T) {
	dir := t.TempDir()
	const nfc, nfd = "caf\u00e9", "cafe\u0301"
	for name, text := range map[string]string{"small.js": "1234", "large.js": "12345", nfd + ".js": "", "README.md": "", "folder/x": ""} {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("small.js", filepath.Join(dir, "link.js")); err != nil {
		t.Fatal(err)
	}
	reader := filesystem.Reader{Fold: paths.Fold, Limit: 4}
	disk, err := filesystem.OpenDisk(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer disk.Close()
	names := []string{nfc + ".js", "folder", "large.js", "large.js/x", "link.js", "none.js", "readme.md", "small.js"}
	got, err := reader.Read(t.Context(), disk, names)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []filesystem.PathInfo{
		{Kind: filesystem.NameClash, At: nfd + ".js", Form: true},
		{Kind: filesystem.FolderInWay, At: "folder"},
		{Kind: filesystem.TooLarge, At: "large.js"},
		{Kind: filesystem.FileInWay, At: "large.js"},
		{Kind: filesystem.LinkInWay, At: "link.js"},
		{Kind: filesystem.Absent},
		{Kind: filesystem.NameClash, At: "README.md"},
		{Kind: filesystem.Regular},
	} {
		if g := got[i]; g.Kind != want.Kind || g.At != want.At || g.Form != want.Form {
			if g.Kind == filesystem.Regular && g.At != "" {
				continue // this file system takes both names for one
			}
			t.Errorf("%q: %+v, want %+v", names[i], g, want)
		}
	}
}
