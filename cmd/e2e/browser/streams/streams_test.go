// Package streams opens pages that push and play real streams.
package streams

import (
	"testing"

	"mlvb/cmd/e2e"
	"mlvb/cmd/e2e/browser"
)

// TestStreams has camera and streams go through the relay of mlvb dev, which the
// tests start themselves to hear what it says.
func TestStreams(t *testing.T) {
	browser.Each(t, func(t *testing.T, p *e2e.Project) { p.NodeTests(t, "web/live") })
}
