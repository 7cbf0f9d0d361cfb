package filesystem

import (
	"errors"
	"io/fs"
)

// ErrBusy says that another process works in the folder.
var ErrBusy = errors.New("another mlvb is at work in this folder")

// ErrNoLocks says that the file system has no locks (some network disks).
var ErrNoLocks = errors.New("this file system has no locks")

// Entry is a file to write, or an empty folder where the mode says so.
type Entry struct {
	Path    string // relative, with slashes
	Content []byte
	Mode    fs.FileMode // permission bits before umask, and fs.ModeDir
	Exact   bool        // the umask plays no part: the file was there before, with this mode
}
