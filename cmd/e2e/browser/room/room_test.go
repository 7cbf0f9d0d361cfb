// Package room opens rooms, as host, as guest and as viewer.
package room

import (
	"testing"

	"mlvb/cmd/e2e/browser"
)

// TestRoom uses the page of a room as its people do.
func TestRoom(t *testing.T) { browser.Run(t, "web/room") }
