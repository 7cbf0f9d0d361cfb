package merge

import (
	"testing"

	"mlvb/generator/ramdisk"
)

func TestMain(m *testing.M) {
	ramdisk.Use()
	m.Run()
}
