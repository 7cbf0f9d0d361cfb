//go:build unix

package filesystem

import (
	"errors"
	"io"
	"os"

	"golang.org/x/sys/unix"
)

// Lock locks the folder itself, so that no lock file is left behind: the
// system lets go when the process ends, however it ends.
func (d *disk) Lock(name string) (io.Closer, error) {
	dir, err := d.open(name)
	if err != nil {
		return nil, err
	}
	err = unix.Flock(int(dir.Fd()), unix.LOCK_EX|unix.LOCK_NB)
	if err == nil {
		return dir, nil
	}
	dir.Close()
	switch {
	case errors.Is(err, unix.EWOULDBLOCK):
		return nil, ErrBusy
	case errors.Is(err, unix.EBADF), errors.Is(err, unix.ENOLCK), errors.Is(err, unix.ENOTSUP):
		return nil, ErrNoLocks // NFS has none on folders
	}
	return nil, os.NewSyscallError("flock", err)
}
