package generator

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"mlvb/generator/filesystem"
	"mlvb/generator/project"
	"mlvb/generator/template/templatetest"
	"mlvb/generator/txn"
)

func TestNewRefusesATarget(t *testing.T) {
	tests := []struct {
		name   string
		there  func(t *testing.T, dir string) (target string)
		reason project.TargetReason
		path   string
	}{
		{"a file", func(t *testing.T, dir string) string { put(t, dir, "x", ""); return "x" }, project.TargetIsFile, ""},
		{"below a file", func(t *testing.T, dir string) string { put(t, dir, "x", ""); return "x/y/z" }, project.TargetIsFile, ""},
		{"a link", func(t *testing.T, dir string) string { link(t, dir, dir+"/x"); return "x/" }, project.TargetIsLink, ""},
		{"a broken link", func(t *testing.T, dir string) string { link(t, "nowhere", dir+"/x"); return "x" }, project.TargetIsLink, ""},
		{"not empty", func(t *testing.T, dir string) string { put(t, dir, "x/src/a.js", ""); return "x" }, project.TargetNotEmpty, "src"},
		{"a folder called README", func(t *testing.T, dir string) string { put(t, dir, "x/README/a", ""); return "x" }, project.TargetNotEmpty, "README"},
		{"something in .mlvb", func(t *testing.T, dir string) string { put(t, dir, "x/.mlvb/notes", ""); return "x" }, project.TargetNotEmpty, ".mlvb/notes"},
		{"a linked README", func(t *testing.T, dir string) string {
			put(t, dir, "x/LICENSE", "")
			link(t, "LICENSE", dir+"/x/README.md")
			return "x"
		}, project.TargetIsLink, "README.md"},
		{"a linked .mlvb", func(t *testing.T, dir string) string {
			put(t, dir, "x/LICENSE", "")
			link(t, dir, dir+"/x/.mlvb")
			return "x"
		}, project.TargetIsLink, ".mlvb"},
		{"a collision", func(t *testing.T, dir string) string { put(t, dir, "x/README.d", ""); return "x" }, project.TargetCollides, "readme.D/x"},
		{"another run", func(t *testing.T, dir string) string {
			put(t, dir, "x/README.md", "")
			disk, err := filesystem.OpenDisk(filepath.Join(dir, "x"))
			if err != nil {
				t.Fatal(err)
			}
			folder, err := txn.Open(disk)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _, _ = folder.Close(), disk.Close() })
			return "x"
		}, project.TargetBusy, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			name := tt.there(t, dir)
			was := onDisk(t, dir)
			files := templatetest.Small()
			files["app/readme.D/x"] = files["app/README.md"]
			o := options(t, filepath.Join(dir, name))
			o.Dir = dir + "/" + name
			o.Template = load(t, files)
			_, err := New(t.Context(), o)
			var target *project.TargetError
			if !errors.As(err, &target) || target.Reason != tt.reason || target.Path != tt.path {
				t.Fatalf("New = %v, want %s at %q", err, tt.reason, tt.path)
			}
			if got := onDisk(t, dir); got.Digest() != was.Digest() {
				t.Errorf("it left %s", list(got))
			}
			if early := CheckTarget(o.Dir); tt.reason != project.TargetCollides && tt.reason != project.TargetBusy && reason(early) != tt.reason {
				t.Errorf("CheckTarget = %v", early)
			}
		})
	}
}

func link(t *testing.T, to, name string) {
	t.Helper()
	if err := os.Symlink(to, name); err != nil {
		t.Fatal(err)
	}
}

func TestNewWithoutPermission(t *testing.T) {
	o := options(t, filepath.Join(t.TempDir(), "app"))
	o.openDisk = func(dir string) (filesystem.Disk, error) {
		disk, err := filesystem.OpenDisk(dir)
		return sealed{disk}, err
	}
	if _, err := New(t.Context(), o); reason(err) != project.TargetNotWritable || !errors.Is(err, fs.ErrPermission) {
		t.Errorf("New = %v", err)
	}
}

// sealed is a disk that may only be read.
type sealed struct{ filesystem.Disk }

func (sealed) Mkdir(string, fs.FileMode) error { return fs.ErrPermission }
