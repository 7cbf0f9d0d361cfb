//go:build unix

package txn

import (
	"errors"

	"golang.org/x/sys/unix"
)

// openWithoutWaiting keeps the opening of a named pipe from waiting for a
// writer.
const openWithoutWaiting = unix.O_NONBLOCK

// isOtherDevice reports whether a rename failed because its two names are on
// different file systems, or on different mounts of one.
func isOtherDevice(err error) bool { return errors.Is(err, unix.EXDEV) }
