//go:build !windows

package console

import "os"

func drawsColours(*os.File) bool { return true }
