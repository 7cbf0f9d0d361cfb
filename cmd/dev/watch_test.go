package dev

import (
	"os"
	"path/filepath"
	"testing"
)

func TestIsServed(t *testing.T) {
	for name, want := range map[string]bool{
		"main.go": true, "live/room.go": true, "go.mod": true, ".env": true, "defaults.env": true, "main.js": true, "lib/a.mjs": true, "package.json": true,
		"live/room_test.go": false, "tests/a.test.js": false, "README.md": false, ".main.go.swp": false, ".#main.go": false, "main.go~": false, ".env.example": false,
	} {
		if got := isServed(name); got != want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// Folders that come later are watched too; what is no part of a server is no news.
func TestWatchServer(t *testing.T) {
	folder := t.TempDir()
	changes, err := watchServer(t.Context(), folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"README.md", "live/room.go"} {
		path := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if name := <-changes; name != "live/room.go" {
		t.Errorf("told of %s", name)
	}
	if _, err := watchServer(t.Context(), filepath.Join(folder, "absent")); !os.IsNotExist(err) {
		t.Errorf("a folder that is not there: %v", err)
	}
}
