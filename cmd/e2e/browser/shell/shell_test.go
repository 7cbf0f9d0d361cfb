// Package shell opens what is around the pages: the view itself, while its
// project is changed, broken and mended.
package shell

import (
	"regexp"
	"strings"
	"testing"

	"mlvb/cmd/e2e"
	"mlvb/cmd/e2e/browser"
)

// TestShell has a project whose folder and title would break careless quoting.
func TestShell(t *testing.T) {
	modules := e2e.NodeModules(t)
	browser.Need(t)
	p := e2e.MakeProject(t, "直播 room", "locale=en", "server=none", `title=说"播"就播 {{x}} <b>`)
	p.Use(t, modules)
	p.Env = []string{"MLVB_LOCALE=en"}
	t.Log(figures(p.NodeTests(t, "web/shell")))
}

// figures returns what a suite has measured.
func figures(out string) string {
	return strings.Join(regexp.MustCompile(`(?m)^ℹ .* ms .*$`).FindAllString(out, -1), "\n")
}
