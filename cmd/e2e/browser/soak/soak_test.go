// Package soak has a browser push a stream for long, and others watch it.
package soak

import (
	"flag"
	"fmt"
	"regexp"
	"testing"
	"time"

	"mlvb/cmd/e2e"
	"mlvb/cmd/e2e/browser"
)

var length = flag.Duration("soak", 20*time.Second, "how long the stream is watched")

// TestSoak has a viewer come late five times, and every minute when it is long.
func TestSoak(t *testing.T) {
	modules := e2e.NodeModules(t)
	browser.Need(t)
	p := e2e.MakeProject(t, "myapp", "server=none", "locale=en")
	p.Use(t, modules)
	p.Env = []string{"MLVB_LOCALE=en", fmt.Sprintf("MLVB_SOAK=%g", length.Seconds()), "MLVB_DEV=" + e2e.Dev(t, p.Dir)}
	out := p.NodeTests(t, "web/soak")
	for _, said := range regexp.MustCompile(`(?m)(?:who \w+ \w+ \d+ s:|worst:).*$`).FindAllString(out, -1) {
		t.Log(said)
	}
}
