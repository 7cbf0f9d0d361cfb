package generator_test

import (
	"errors"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"mlvb/generator/files"
	"mlvb/generator/template"
)

// goldens are projects as they should come out, one folder each: answers.yaml
// holds the answers, files.txt lists every public file of the project, and
// rendered/ keeps those that are no copy of a template file.
const goldens = "../testdata/golden"

// update is the flag -update, which makes the goldens anew.
var update = flag.Bool("update", false, "make the goldens anew")

func TestGolden(t *testing.T) {
	folders, err := os.ReadDir(goldens)
	if err != nil {
		t.Fatal(err)
	}
	if len(folders) < 2 {
		t.Fatalf("%s has %d projects", goldens, len(folders))
	}
	sources := templateFiles(t)
	for _, folder := range folders {
		t.Run(folder.Name(), func(t *testing.T) {
			dir := filepath.Join(goldens, folder.Name())
			got := newGolden(renderGolden(t, dir), sources)
			if *update {
				got.write(t, dir)
			}
			for _, difference := range readGolden(t, dir).compare(got, sources) {
				t.Error(difference)
			}
		})
	}
}

// renderGolden renders the built-in template with the answers of a golden.
func renderGolden(t *testing.T, dir string) files.Tree {
	t.Helper()
	name := filepath.Join(dir, "answers.yaml")
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	in, _, err := template.ReadInput(name, data)
	if err != nil {
		t.Fatal(err)
	}
	return render(t, liveTemplate(t), in)
}

// public leaves out what is never committed.
func public(tree files.Tree) map[string][]byte {
	all := map[string][]byte{}
	for _, f := range tree {
		if !f.Secret {
			all[f.Path] = f.Content
		}
	}
	return all
}

// readTree returns the files of a folder by path. A folder that is not there
// has none.
func readTree(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		all[path], err = os.ReadFile(filepath.Join(dir, filepath.FromSlash(path)))
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return all
}

// writeTree replaces a folder, so that what is no longer made goes.
func writeTree(t *testing.T, dir string, tree map[string][]byte) {
	t.Helper()
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	for path, content := range tree {
		name := filepath.Join(dir, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
