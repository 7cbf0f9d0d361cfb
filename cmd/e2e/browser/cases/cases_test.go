// Package cases opens a mini-program that mlvb did not make.
package cases

import (
	"os/exec"
	"testing"

	"mlvb/cmd/e2e"
	"mlvb/cmd/e2e/browser"
)

// TestCases has pages that are easily got wrong, and one with a mistake.
func TestCases(t *testing.T) {
	modules := e2e.NodeModules(t)
	browser.Need(t)
	p := &e2e.Project{Dir: t.TempDir()}
	if out, err := exec.Command("node", e2e.Data(t, "web/cases/make.mjs"), p.Dir).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	p.Use(t, modules)
	p.Env = []string{"MLVB_LOCALE=en", "MLVB_DEV=" + e2e.Dev(t, p.Dir)}
	p.NodeTests(t, "web/cases")
}
