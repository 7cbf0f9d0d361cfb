package filesystem

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// TestRenameNewReplacesNothing tries what the system has for it, and what is
// done where it has nothing.
func TestRenameNewReplacesNothing(t *testing.T) {
	dir := t.TempDir()
	opened, err := OpenDisk(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer opened.Close()
	d := opened.(*disk)
	for name, rename := range map[string]func(from, to string) error{"system": d.RenameNew, "link": d.linkNew} {
		for _, file := range []string{"a", "b"} {
			if err := os.WriteFile(filepath.Join(dir, file), []byte(file), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.Mkdir(filepath.Join(dir, "folder"), 0o755); err != nil {
			t.Fatal(err)
		}
		for _, to := range []string{"b", "folder"} {
			if err := rename("a", to); !errors.Is(err, fs.ErrExist) {
				t.Errorf("%s: onto %s: %v, want fs.ErrExist", name, to, err)
			}
		}
		if err := rename("none", "c"); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: of nothing: %v, want fs.ErrNotExist", name, err)
		}
		if err := errors.Join(rename("a", "folder/a"), rename("folder", "moved")); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for file, want := range map[string]string{"moved/a": "a", "b": "b"} {
			if got, err := os.ReadFile(filepath.Join(dir, file)); string(got) != want || err != nil {
				t.Errorf("%s: %s is %q, %v", name, file, got, err)
			}
		}
		if err := os.RemoveAll(filepath.Join(dir, "moved")); err != nil {
			t.Fatal(err)
		}
	}
}

func TestExchange(t *testing.T) {
	dir := t.TempDir()
	d, err := OpenDisk(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	for _, file := range []string{"a", "sub/b"} {
		if err := errors.Join(os.MkdirAll(filepath.Join(dir, "sub"), 0o755), os.WriteFile(filepath.Join(dir, file), []byte(file), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	want := map[string]string{"a": "sub/b", "sub/b": "a"}
	switch err := d.Exchange("a", "sub/b"); {
	case errors.Is(err, errors.ErrUnsupported): // then nothing may have changed
		want = map[string]string{"a": "a", "sub/b": "sub/b"}
	case err != nil:
		t.Error(err)
	}
	for file, content := range want {
		if got, err := d.ReadFile(file); string(got) != content || err != nil {
			t.Errorf("%s is %q, %v", file, got, err)
		}
	}
	if err := d.Exchange("a", "none"); !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, errors.ErrUnsupported) {
		t.Errorf("with nothing: %v", err)
	}
}
