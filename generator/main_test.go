package generator_test

import (
	"testing"

	"mlvb/internal/ramdisk"
)

func TestMain(m *testing.M) {
	ramdisk.Use()
	m.Run()
}
