package filesystem

import (
	"errors"
	"io"
	"os"
	"path/filepath"

	"golang.org/x/sys/windows"
)

// lockSuffix is of the file beside a folder that stands for its lock.
const lockSuffix = ".mlvb-lock"

// Lock makes a file beside the folder that nobody else can open and that the
// system removes when the process ends, however it ends. A file inside would
// keep the folder from being renamed.
func (d *disk) Lock(name string) (io.Closer, error) {
	dir, err := filepath.Abs(filepath.Join(d.name, filepath.FromSlash(name)))
	if err != nil {
		return nil, err
	}
	file, err := windows.UTF16PtrFromString(dir + lockSuffix)
	if err != nil {
		return nil, err
	}
	const alone = 0
	handle, err := windows.CreateFile(file, windows.GENERIC_WRITE, alone, nil,
		windows.OPEN_ALWAYS, windows.FILE_ATTRIBUTE_TEMPORARY|windows.FILE_FLAG_DELETE_ON_CLOSE, 0)
	if errors.Is(err, windows.ERROR_SHARING_VIOLATION) || errors.Is(err, windows.ERROR_ACCESS_DENIED) {
		return nil, ErrBusy
	}
	if err != nil {
		return nil, os.NewSyscallError("CreateFile", err)
	}
	return os.NewFile(uintptr(handle), dir+lockSuffix), nil
}
