package update

import (
	"archive/tar"
	"compress/gzip"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// recordedBase holds what was rendered into a project. A file that is still the
// same is left out of an archive of the project, and comes from there.
const recordedBase = ".mlvb/base.tar.gz"

// archiveLimit keeps the repository small: every release stays in it.
const archiveLimit = 256 << 10

// archived is a file of an archive.
type archived struct {
	path    string
	mode    fs.FileMode
	content []byte
}

// pack writes a project to an archive, the same bytes each time.
func pack(t *testing.T, dir, archive string) {
	t.Helper()
	rendered := map[string]string{}
	for _, f := range readArchive(t, filepath.Join(dir, recordedBase)) {
		rendered[f.path] = string(f.content)
	}
	file, err := os.Create(archive)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	compressed := gzip.NewWriter(file)
	out := tar.NewWriter(compressed)
	err = fs.WalkDir(os.DirFS(dir), ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		content, err := os.ReadFile(filepath.Join(dir, path))
		if before, ok := rendered[path]; err != nil || ok && before == string(content) {
			return err
		}
		header := &tar.Header{Name: path, Mode: int64(info.Mode().Perm()), Size: int64(len(content)), Format: tar.FormatPAX}
		if err := out.WriteHeader(header); err != nil {
			return err
		}
		_, err = out.Write(content)
		return err
	})
	if err := errors.Join(err, out.Close(), compressed.Close()); err != nil {
		t.Fatal(err)
	}
}

// unpack writes the project of an archive to a folder.
func unpack(t *testing.T, archive, dir string) {
	t.Helper()
	if info, err := os.Stat(archive); err != nil || info.Size() > archiveLimit {
		t.Errorf("%s is larger than %d bytes, or not there: %v", archive, archiveLimit, err)
	}
	for _, f := range readArchive(t, archive) {
		f.write(t, dir)
	}
	for _, f := range readArchive(t, filepath.Join(dir, recordedBase)) {
		if _, err := os.Lstat(filepath.Join(dir, f.path)); errors.Is(err, fs.ErrNotExist) {
			f.write(t, dir)
		}
	}
}

func readArchive(t *testing.T, archive string) (files []archived) {
	t.Helper()
	file, err := os.Open(archive)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	compressed, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	for in := tar.NewReader(compressed); ; {
		header, err := in.Next()
		if errors.Is(err, io.EOF) {
			return files
		}
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		if header.Typeflag == tar.TypeReg {
			files = append(files, archived{filepath.FromSlash(header.Name), header.FileInfo().Mode().Perm(), content})
		}
	}
}

func (f archived) write(t *testing.T, dir string) {
	t.Helper()
	path := filepath.Join(dir, f.path)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, f.content, f.mode); err != nil {
		t.Fatal(err)
	}
}
