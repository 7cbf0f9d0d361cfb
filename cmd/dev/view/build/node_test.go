package build_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"mlvb/cmd/dev/view/build"
)

// runInNode gives what was built to a script in testdata and returns what it
// prints. It skips a test where there is no Node, but fails it in CI.
func runInNode(t *testing.T, app *build.App, script string, args ...string) string {
	t.Helper()
	node, err := exec.LookPath("node")
	if err != nil && os.Getenv("CI") != "true" {
		t.Skip("node is not installed")
	}
	built, err := json.Marshal(app)
	if err != nil {
		t.Fatal(err)
	}
	command := exec.Command(node, append([]string{filepath.Join("testdata", script)}, args...)...)
	command.Stdin = bytes.NewReader(built)
	var warnings bytes.Buffer
	command.Stderr = &warnings
	out, err := command.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, warnings.String())
	}
	return strings.TrimSpace(string(out))
}

// wantRendered compares the text of the pages, given this data.
func wantRendered(t *testing.T, app *build.App, data string, want ...string) {
	t.Helper()
	modules, err := filepath.Abs("../../../../testdata/e2e/node_modules")
	if err != nil {
		t.Fatal(err)
	}
	if got := runInNode(t, app, "render.mjs", modules, data); got != strings.Join(want, "\n") {
		t.Errorf("rendered:\n%s\nwant:\n%s", got, strings.Join(want, "\n"))
	}
}
