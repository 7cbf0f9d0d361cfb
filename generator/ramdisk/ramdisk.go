// Package ramdisk keeps what tests write in memory.
package ramdisk

import "os"

// Use makes temporary folders from here on in memory, where the system has room
// for them there: the tests make a hundred thousand folders, each of which costs
// ext4 half a millisecond of the processor. Where TMPDIR is set it counts: that
// is how to run them on a disk.
func Use() {
	if os.Getenv("TMPDIR") != "" || free(shm) < room {
		return
	}
	if err := os.Setenv("TMPDIR", shm); err != nil {
		panic(err) // the name and the path are fixed ones
	}
}

const (
	shm  = "/dev/shm"
	room = 2 << 30 // bytes; the tests of all packages together need a third of that
)
