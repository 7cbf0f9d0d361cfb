//go:build !windows

package cmd

import "os"

func drawsColours(*os.File) bool { return true }
