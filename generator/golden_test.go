package generator_test

import (
	"bytes"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"mlvb/generator/files"
	"mlvb/generator/template"
)

// goldens are whole projects as they should come out, one folder each: the
// answers, and under want/ every file but the secret one.
const goldens = "../testdata/golden"

// update returns the flag -update, which makes the goldens anew.
var update = flag.Bool("update", false, "make the goldens anew")

func TestGolden(t *testing.T) {
	folders, err := os.ReadDir(goldens)
	if err != nil {
		t.Fatal(err)
	}
	if len(folders) < 2 {
		t.Fatalf("%s has %d projects", goldens, len(folders))
	}
	for _, folder := range folders {
		t.Run(folder.Name(), func(t *testing.T) {
			dir := filepath.Join(goldens, folder.Name())
			got := public(renderGolden(t, dir))
			want := filepath.Join(dir, "want")
			if *update {
				writeTree(t, want, got)
			}
			compareTrees(t, readTree(t, want), got)
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

func compareTrees(t *testing.T, want, got map[string][]byte) {
	t.Helper()
	for path, content := range got {
		switch wanted, ok := want[path]; {
		case !ok:
			t.Errorf("%s is new", path)
		case !bytes.Equal(wanted, content):
			line, was, is := firstDifference(wanted, content)
			t.Errorf("%s:%d:\n-%s\n+%s", path, line, was, is)
		}
	}
	for path := range want {
		if _, ok := got[path]; !ok {
			t.Errorf("%s is gone", path)
		}
	}
}

func firstDifference(a, b []byte) (line int, was, is []byte) {
	one, two := bytes.Split(a, []byte("\n")), bytes.Split(b, []byte("\n"))
	for i := range max(len(one), len(two)) {
		was, is = nil, nil
		if i < len(one) {
			was = one[i]
		}
		if i < len(two) {
			is = two[i]
		}
		if i >= len(one) || i >= len(two) || !bytes.Equal(was, is) {
			return i + 1, was, is
		}
	}
	return 0, nil, nil
}

func readTree(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		path, err := filepath.Rel(dir, name)
		if err != nil {
			return err
		}
		all[filepath.ToSlash(path)], err = os.ReadFile(name)
		return err
	})
	if err != nil {
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
