package git

import (
	"os"
	"path/filepath"
	"testing"
)

func TestIgnored(t *testing.T) {
	top := t.TempDir()
	for name, text := range map[string]string{
		".git/HEAD":             "ref: refs/heads/main\n",
		".gitignore":            "dist/\n*.log\n",
		"apps/.gitignore":       "/shop/made\n!kept.log\n",
		"apps/shop/.gitignore":  "out\n",
		"apps/shop/a/b/file.js": "",
	} {
		file := filepath.Join(top, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	ignored := Ignored(filepath.Join(top, "apps", "shop"))
	for name, want := range map[string]bool{
		"app.json": false, "dist/app.json": true, "a/dist/x": true, "made/app.json": true, "a/made/app.json": false,
		"out/app.json": true, "x.log": true, "kept.log": false, "a/b/file.js": false,
	} {
		if got := ignored(name); got != want {
			t.Errorf("Ignored(%q) = %t", name, got)
		}
	}
	if alone := Ignored(t.TempDir()); alone("dist/app.json") {
		t.Error("without a .gitignore something is ignored")
	}
}
