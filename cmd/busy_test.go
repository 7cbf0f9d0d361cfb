package cmd_test

import (
	"github.com/rogpeppe/go-internal/testscript"

	"mlvb/generator/filesystem"
)

// busy takes the lock of a folder until the script ends, as another mlvb at work
// there has it: busy DIR.
func busy(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: busy DIR")
	}
	disk, err := filesystem.OpenDisk(ts.MkAbs(args[0]))
	ts.Check(err)
	lock, err := disk.Lock(".")
	ts.Check(err)
	ts.Defer(func() {
		ts.Check(lock.Close())
		ts.Check(disk.Close())
	})
}
