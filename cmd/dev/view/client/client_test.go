package client_test

import (
	"io/fs"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"mlvb/cmd/dev/view/client"
	"mlvb/cmd/e2e"
)

// TestModules runs the tests of the modules, which need node and the packages
// of testdata/e2e, but no browser.
func TestModules(t *testing.T) {
	if _, err := exec.LookPath("node"); err != nil {
		e2e.Missing(t, "node is not installed")
	}
	e2e.NodeModules(t)
	tests, err := filepath.Glob("tests/*.test.*js")
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("node", append([]string{"--test", "--test-reporter=spec"}, tests...)...).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	e2e.CountTests(t, "cmd/dev/view/client", string(out))
}

// TestImportsLead holds that every import of a file is one of the embedded files,
// and every bare one a name that the package comment promises.
func TestImportsLead(t *testing.T) {
	known := map[string]bool{"words": true, "glass-easel": true, "glass-easel-miniprogram-adapter": true, "mpegts.js": true}
	imported := regexp.MustCompile(`(?m)^(?:import|export) (?:[^';]* from )?'([^']+)';`)
	err := fs.WalkDir(client.Files(), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(name, "js") {
			return err
		}
		text, err := fs.ReadFile(client.Files(), name)
		for _, found := range imported.FindAllStringSubmatch(string(text), -1) {
			request := found[1]
			if !strings.HasPrefix(request, ".") {
				if !known[request] {
					t.Errorf("%s imports %s, which nobody supplies", name, request)
				}
				continue
			}
			if _, err := fs.Stat(client.Files(), filepath.ToSlash(filepath.Join(filepath.Dir(name), request))); err != nil {
				t.Errorf("%s imports %s: %v", name, request, err)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
