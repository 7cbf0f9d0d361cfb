// Package screens compares screenshots of every page with those that are kept.
package screens

import (
	"testing"

	"mlvb/cmd/e2e/browser"
)

// TestScreens compares in light and dark. UPDATE_SCREENS=1 keeps new screenshots.
func TestScreens(t *testing.T) { browser.Run(t, "web/screens") }
