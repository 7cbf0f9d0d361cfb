// Package streams opens pages that push and play real streams.
package streams

import (
	"testing"

	"mlvb/cmd/e2e/browser"
)

// TestStreams has camera and streams go through the project's own media server.
func TestStreams(t *testing.T) { browser.Run(t, "web/live") }
