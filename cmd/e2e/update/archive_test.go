package update

import (
	"archive/tar"
	"bytes"
	"cmp"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"mlvb/cmd/e2e"
)

// recordedBase is an archive within a project: what was rendered into it. Most of
// its files are those of the project, so it is taken apart and made anew.
const recordedBase = ".mlvb/base.tar.gz"

// archiveLimit keeps the repository small: every release stays in it. In bytes.
const archiveLimit = 256 << 10

// archived is a file of an archive.
type archived struct {
	path    string // with slashes
	mode    fs.FileMode
	content []byte
}

// Where a file of a project is.
const (
	inProject = "project"
	inBase    = "base"
	inBoth    = "both"
)

// pack writes projects to one archive, the same bytes each time. It holds every
// content once, named by its digest, but for those that older archives have. Of
// each project there is a listing: mode, digest, where it is, and path.
func pack(t *testing.T, projects map[string]string, archive string, older map[string][]byte) {
	t.Helper()
	var all []archived
	fresh := map[string]archived{}
	for _, project := range slices.Sorted(maps.Keys(projects)) {
		var listing strings.Builder
		for _, f := range readProject(t, projects[project]) {
			digest := digestOf(f.content)
			fmt.Fprintf(&listing, "%04o %s %-7s %s\n", f.mode, digest, f.where, f.path)
			if _, ok := fresh[digest]; !ok && older[digest] == nil {
				fresh[digest] = f.archived
			}
		}
		all = append(all, archived{path: project, mode: 0o644, content: []byte(listing.String())})
	}
	for _, digest := range slices.SortedFunc(maps.Keys(fresh), func(a, b string) int { // alike beside one another
		x, y := fresh[a].path, fresh[b].path
		return cmp.Or(strings.Compare(path.Ext(x), path.Ext(y)), strings.Compare(x, y), strings.Compare(a, b))
	}) {
		all = append(all, archived{path: digest, mode: 0o644, content: fresh[digest].content})
	}
	if err := os.WriteFile(archive, compressed(t, tarOf(t, all), gzip.BestCompression), 0o644); err != nil {
		t.Fatal(err)
	}
}

// projectFile is a file of a project, of its recorded base, or of both.
type projectFile struct {
	archived
	where string
}

// readProject returns the files of a project and those of its recorded base.
func readProject(t *testing.T, dir string) (all []projectFile) {
	t.Helper()
	raw := uncompressed(t, []byte(e2e.Read(t, filepath.Join(dir, filepath.FromSlash(recordedBase)))))
	base := readTar(t, raw)
	if !bytes.Equal(tarOf(t, base), raw) {
		t.Fatalf("%s in %s is written in a way that unpack does not know", recordedBase, dir)
	}
	recorded := map[string]archived{}
	for _, f := range base {
		recorded[f.path] = f
	}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || name == recordedBase {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		content, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		f := projectFile{archived{name, info.Mode().Perm(), content}, inProject}
		if b := recorded[name]; b.path == name && b.mode == f.mode && bytes.Equal(b.content, content) {
			f.where = inBoth
			delete(recorded, name)
		}
		all = append(all, f)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range recorded {
		all = append(all, projectFile{f, inBase})
	}
	slices.SortFunc(all, func(a, b projectFile) int {
		return cmp.Or(strings.Compare(a.path, b.path), strings.Compare(a.where, b.where))
	})
	return all
}

// readArchives returns what the archives of all releases hold, and under its own
// name what one of them alone has: the listings.
func readArchives(t *testing.T) (contents map[string][]byte) {
	t.Helper()
	archives, err := filepath.Glob(filepath.Join(fixtures, "*", archiveName))
	if err != nil {
		t.Fatal(err)
	}
	contents = map[string][]byte{}
	for _, archive := range archives {
		data := e2e.Read(t, archive)
		if len(data) > archiveLimit {
			t.Errorf("%s has %d bytes, more than %d", archive, len(data), archiveLimit)
		}
		for _, f := range readTar(t, uncompressed(t, []byte(data))) {
			contents[f.path] = f.content
			contents[filepath.Base(filepath.Dir(archive))+" "+f.path] = f.content
		}
	}
	return contents
}

// unpack writes a project of a release to a folder.
func unpack(t *testing.T, release, project, dir string) {
	t.Helper()
	contents := readArchives(t)
	var base []archived
	for line := range strings.Lines(string(contents[release+" "+project])) {
		var f archived
		var digest, where string
		if _, err := fmt.Sscanf(line, "%o %s %s %s", &f.mode, &digest, &where, &f.path); err != nil {
			t.Fatalf("%s of %s: %q: %v", project, release, line, err)
		}
		if f.content = contents[digest]; digestOf(f.content) != digest {
			t.Fatalf("%s of %s: no archive has the content %s of %s", project, release, digest, f.path)
		}
		if where != inBase {
			f.write(t, dir)
		}
		if where != inProject {
			base = append(base, f)
		}
	}
	if len(base) == 0 {
		t.Fatalf("there is no %s of %s", project, release)
	}
	archived{recordedBase, 0o644, compressed(t, tarOf(t, base), gzip.BestSpeed)}.write(t, dir)
}

func (f archived) write(t *testing.T, dir string) {
	t.Helper()
	name := filepath.Join(dir, filepath.FromSlash(f.path))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, f.content, f.mode); err != nil {
		t.Fatal(err)
	}
}

func digestOf(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:8])
}

func compressed(t *testing.T, data []byte, level int) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, level)
	if err != nil {
		t.Fatal(err)
	}
	_, err = w.Write(data)
	if err := errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func uncompressed(t *testing.T, data []byte) []byte {
	t.Helper()
	r, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	data, err = io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func tarOf(t *testing.T, files []archived) []byte {
	t.Helper()
	var out bytes.Buffer
	w := tar.NewWriter(&out)
	for _, f := range files {
		header := &tar.Header{Typeflag: tar.TypeReg, Name: f.path, Mode: int64(f.mode), Size: int64(len(f.content)), ModTime: time.Unix(0, 0)}
		if err := w.WriteHeader(header); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(f.content); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func readTar(t *testing.T, data []byte) (files []archived) {
	t.Helper()
	for in := tar.NewReader(bytes.NewReader(data)); ; {
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
		files = append(files, archived{header.Name, header.FileInfo().Mode().Perm(), content})
	}
}
