package filesystem

import (
	"errors"

	"golang.org/x/sys/windows"
)

// openWithoutWaiting has nothing to do here: folders hold no named pipes.
const openWithoutWaiting = 0

// IsOtherDevice reports whether a rename failed because its two names are on
// different volumes.
func IsOtherDevice(err error) bool { return errors.Is(err, windows.ERROR_NOT_SAME_DEVICE) }
