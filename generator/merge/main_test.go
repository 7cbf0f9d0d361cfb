package merge

import (
	"testing"

	"mlvb/internal/ramdisk"
)

func TestMain(m *testing.M) {
	ramdisk.Use()
	m.Run()
}
