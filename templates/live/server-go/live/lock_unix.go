//go:build unix

package live

import (
	"os"
	"syscall"
)

// lock takes a file for this process alone, as long as it keeps it open.
func lock(path string) (*os.File, error) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		file.Close()
		if err == syscall.EWOULDBLOCK {
			return nil, errStateTaken
		}
		return nil, err
	}
	return file, nil
}
