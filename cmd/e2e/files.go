package e2e

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

// Root returns the folder of this module.
func Root(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		if dir == filepath.Dir(dir) {
			t.Fatal("the tests run outside of the module")
		}
	}
}

// Data returns the name on disk of what is in testdata/e2e.
func Data(t *testing.T, name string) string {
	t.Helper()
	return filepath.Join(Root(t), "testdata", "e2e", filepath.FromSlash(name))
}

// Read returns the text of a file.
func Read(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// ReadJSON returns the members of the object that a file holds.
func ReadJSON(t *testing.T, file string) map[string]any {
	t.Helper()
	var value map[string]any
	if err := json.Unmarshal([]byte(Read(t, file)), &value); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return value
}

// Write writes a file, with the folders above it.
func Write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
