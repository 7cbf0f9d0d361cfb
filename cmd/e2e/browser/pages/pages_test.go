// Package pages opens every page in all its states.
package pages

import (
	"testing"

	"mlvb/cmd/e2e/browser"
)

// TestPages looks at the pages as a person does, and at their screenshots.
// UPDATE_SCREENS=1 keeps new ones.
func TestPages(t *testing.T) { browser.InEveryLanguage(t, "web/pages") }
