// Package update brings projects to the newest template that older releases
// made, that WeChat DevTools has saved, or that mlvb has never seen.
package update

import (
	"testing"

	"mlvb/cmd/e2e"
)

func TestMain(m *testing.M) { e2e.Main(m) }
