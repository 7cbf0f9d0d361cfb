//go:build linux || darwin

package filesystem

import (
	"errors"
	"os"
	"path"

	"golang.org/x/sys/unix"
)

func (d *disk) Exchange(a, b string) error { return d.rename(a, b, renameExchange) }

func (d *disk) RenameNew(from, to string) error {
	err := d.rename(from, to, renameNew)
	if errors.Is(err, errors.ErrUnsupported) {
		return d.linkNew(from, to)
	}
	return err
}

// rename opens the two folders through os.Root, which keeps them inside, and
// renames from one to the other.
func (d *disk) rename(from, to string, flag uint) error {
	fromDir, err := d.open(path.Dir(from))
	if err != nil {
		return err
	}
	defer fromDir.Close()
	toDir, err := d.open(path.Dir(to))
	if err != nil {
		return err
	}
	defer toDir.Close()
	err = renameWith(int(fromDir.Fd()), path.Base(from), int(toDir.Fd()), path.Base(to), flag)
	if errors.Is(err, unix.EINVAL) {
		err = errors.ErrUnsupported // what Linux says where the file system lacks the flag
	}
	if err != nil {
		return &os.LinkError{Op: "rename", Old: from, New: to, Err: err}
	}
	return nil
}
