package generator_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/diff"

	"mlvb/generator/files"
	"mlvb/templates"
)

// golden is what a project should be.
type golden struct {
	files    map[string]goldenFile // by path
	rendered map[string][]byte     // the files that are no copy of a template file
}

// goldenFile is a line of files.txt.
type goldenFile struct{ mode, digest string }

// isRendered is the digest of files that are kept under rendered/.
const isRendered = "rendered"

// newGolden lists the public files of a project. It keeps the content of those
// that no template file has.
func newGolden(files files.Tree, sources templateSources) golden {
	g := golden{files: map[string]goldenFile{}, rendered: map[string][]byte{}}
	for _, f := range files {
		if f.Secret {
			continue
		}
		listed := goldenFile{mode: "0644", digest: shortDigest(f.Content)}
		if f.Executable {
			listed.mode = "0755"
		}
		if sources[listed.digest] == nil {
			listed.digest = isRendered
			g.rendered[f.Path] = f.Content
		}
		g.files[f.Path] = listed
	}
	return g
}

// shortDigest is the beginning of a SHA-256: enough to tell versions of a file
// apart, and short enough for a line of a diff.
func shortDigest(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:8])
}

func readGolden(t *testing.T, dir string) golden {
	t.Helper()
	g := golden{files: map[string]goldenFile{}, rendered: readTree(t, filepath.Join(dir, "rendered"))}
	listing, err := os.ReadFile(filepath.Join(dir, "files.txt"))
	if err != nil {
		t.Fatalf("make it with go test ./generator -run Golden -update: %v", err)
	}
	for line := range strings.Lines(string(listing)) {
		var name string
		var f goldenFile
		if _, err := fmt.Sscan(line, &f.mode, &f.digest, &name); err != nil {
			t.Fatalf("%s/files.txt: %q is not mode, digest and path: %v", dir, line, err)
		}
		g.files[name] = f
	}
	return g
}

func (g golden) write(t *testing.T, dir string) {
	t.Helper()
	var listing bytes.Buffer
	for _, name := range slices.Sorted(maps.Keys(g.files)) {
		fmt.Fprintf(&listing, "%s %-16s %s\n", g.files[name].mode, g.files[name].digest, name)
	}
	writeTree(t, filepath.Join(dir, "rendered"), g.rendered)
	if err := os.WriteFile(filepath.Join(dir, "files.txt"), listing.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// compare says which files of a project are not as they should be, and how.
func (g golden) compare(got golden, sources templateSources) (differences []string) {
	all := maps.Clone(g.files)
	maps.Copy(all, got.files)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		was, wanted := g.files[name]
		is, made := got.files[name]
		kept := g.rendered[name]
		delete(g.rendered, name)
		switch {
		case !wanted:
			differences = append(differences, name+" is new")
		case !made:
			differences = append(differences, name+" is gone")
		case was.mode != is.mode:
			differences = append(differences, fmt.Sprintf("%s has mode %s, want %s", name, is.mode, was.mode))
		case is.digest == isRendered && was.digest != isRendered:
			differences = append(differences, name+" was a copy of a template file and is rendered now")
		case is.digest != isRendered && was.digest == isRendered:
			differences = append(differences, fmt.Sprintf("%s was rendered and is a copy of template file %s now", name, sources.of(name, is.digest)))
		case was.digest != is.digest:
			differences = append(differences, fmt.Sprintf("%s: digest differs: template file %s changed", name, sources.of(name, is.digest)))
		case !bytes.Equal(kept, got.rendered[name]):
			differences = append(differences, string(diff.Diff("want/"+name, kept, "got/"+name, got.rendered[name])))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(g.rendered)) {
		differences = append(differences, name+" is kept under rendered/ and not in files.txt")
	}
	return differences
}

// templateSources is the names of the template's files by digest of content.
type templateSources map[string][]string

func templateFiles(t *testing.T) templateSources {
	t.Helper()
	fsys, err := templates.FS(templates.Default)
	if err != nil {
		t.Fatal(err)
	}
	sources := templateSources{}
	err = fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := fs.ReadFile(fsys, name)
		digest := shortDigest(content)
		sources[digest] = append(sources[digest], name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return sources
}

// of returns the template file with a content that a file of a project most
// likely came from: the one whose last folders are called the same.
func (s templateSources) of(name, digest string) string {
	return slices.MaxFunc(s[digest], func(a, b string) int { return sharedEnd(a, name) - sharedEnd(b, name) })
}

// sharedEnd counts the last names that two paths share.
func sharedEnd(a, b string) (n int) {
	for ; a != "." && path.Base(a) == path.Base(b); n++ {
		a, b = path.Dir(a), path.Dir(b)
	}
	return n
}
