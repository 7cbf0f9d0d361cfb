//go:build unix

package filesystem

import (
	"errors"

	"golang.org/x/sys/unix"
)

// openWithoutWaiting keeps the opening of a named pipe from waiting for a
// writer.
const openWithoutWaiting = unix.O_NONBLOCK

// IsOtherDevice reports whether a rename failed because its two names are on
// different file systems, or on different mounts of one.
func IsOtherDevice(err error) bool { return errors.Is(err, unix.EXDEV) }
