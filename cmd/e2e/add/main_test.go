package add

import (
	"testing"

	"mlvb/cmd/e2e"
)

func TestMain(m *testing.M) { e2e.Main(m) }
