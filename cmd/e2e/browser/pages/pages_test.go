// Package pages opens the pages in all their states.
package pages

import (
	"testing"

	"mlvb/cmd/e2e/browser"
)

// TestPages uses the pages as a person does, but for that of a room.
func TestPages(t *testing.T) { browser.Run(t, "web/pages") }
