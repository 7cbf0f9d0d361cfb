// Package filesystem is what mlvb needs of the system's disks: folders in which
// every path stays ([Disk]), renames that replace nothing or exchange two names,
// locks, whole trees written at once ([WriteTree]), and looks at many paths
// ([Reader]). It follows no links and waits for no named pipe.
//
// It knows nothing of transactions: that is package txn.
package filesystem

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
)

// Disk is a folder on disk and what a transaction does in it. Names are
// relative, with slashes. There are two: the real one, and in tests the one
// that fails on purpose.
type Disk interface {
	// Name is the path of the folder on this system.
	Name() string
	// Sub opens a folder of the folder.
	Sub(name string) (Disk, error)
	Lstat(name string) (fs.FileInfo, error)
	// ReadFile reads a regular file, and nothing else: a named pipe is an error.
	ReadFile(name string) ([]byte, error)
	ReadDir(name string) ([]fs.DirEntry, error)
	Mkdir(name string, perm fs.FileMode) error
	// WriteFile makes a file that must not be there; durable waits for the disk.
	WriteFile(name string, content []byte, perm fs.FileMode, durable bool) (fs.FileInfo, error)
	Chmod(name string, perm fs.FileMode) error
	// Rename replaces what is at the new name.
	Rename(from, to string) error
	// RenameNew replaces nothing: the error is fs.ErrExist where the new name is
	// taken.
	RenameNew(from, to string) error
	// Exchange swaps two names at once: neither is ever absent. The error is
	// errors.ErrUnsupported where the system can't.
	Exchange(a, b string) error
	Remove(name string) error
	RemoveAll(name string) error
	// Lock takes a folder for this process until the lock is closed. The error
	// is ErrBusy when another has it, ErrNoLocks when the file system can't tell.
	Lock(name string) (io.Closer, error)
	Close() error
}

// ErrNotRegular says that a path is a folder, a named pipe or a device.
var ErrNotRegular = errors.New("not a regular file")

// OpenDisk opens a folder. Whatever is done in it stays in it: a link that
// leads out is an error.
func OpenDisk(dir string) (Disk, error) {
	info, err := os.Stat(dir)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() { // opening a named pipe would wait for a writer
		return nil, &fs.PathError{Op: "open", Path: dir, Err: syscall.ENOTDIR}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	return &disk{root: root, name: dir}, nil
}

type disk struct {
	root *os.Root
	name string
}

func (d *disk) Sub(name string) (Disk, error) {
	info, err := d.root.Stat(name)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return nil, &fs.PathError{Op: "open", Path: name, Err: syscall.ENOTDIR}
	}
	root, err := d.root.OpenRoot(name)
	if err != nil {
		return nil, err
	}
	return &disk{root: root, name: filepath.Join(d.name, name)}, nil
}

func (d *disk) Close() error { return d.root.Close() }
func (d *disk) Name() string { return d.name }

func (d *disk) Lstat(name string) (fs.FileInfo, error)    { return d.root.Lstat(name) }
func (d *disk) Mkdir(name string, perm fs.FileMode) error { return d.root.Mkdir(name, perm) }
func (d *disk) Chmod(name string, perm fs.FileMode) error { return d.root.Chmod(name, perm) }
func (d *disk) Rename(from, to string) error              { return d.root.Rename(from, to) }
func (d *disk) Remove(name string) error                  { return d.root.Remove(name) }
func (d *disk) RemoveAll(name string) error               { return d.root.RemoveAll(name) }

func (d *disk) ReadDir(name string) ([]fs.DirEntry, error) {
	f, err := d.open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	entries, err := f.ReadDir(-1)
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, err
}

// open opens a file or folder for reading.
func (d *disk) open(name string) (*os.File, error) {
	return d.root.OpenFile(name, os.O_RDONLY|openWithoutWaiting, 0)
}

func (d *disk) ReadFile(name string) ([]byte, error) {
	f, err := d.open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, &fs.PathError{Op: "read", Path: name, Err: ErrNotRegular}
	}
	content := make([]byte, 0, info.Size()+1) // one more, so that the end is found without growing
	for {
		n, err := f.Read(content[len(content):cap(content)])
		content = content[:len(content)+n]
		if errors.Is(err, io.EOF) {
			return content, nil
		}
		if err != nil {
			return nil, err
		}
		if len(content) == cap(content) {
			content = append(content, 0)[:len(content)]
		}
	}
}

func (d *disk) WriteFile(name string, content []byte, perm fs.FileMode, durable bool) (info fs.FileInfo, err error) {
	f, err := d.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, perm)
	if err != nil {
		return nil, err
	}
	defer func() {
		if closeErr := f.Close(); err == nil {
			err = closeErr
		}
	}()
	if _, err := f.Write(content); err != nil {
		return nil, err
	}
	if durable {
		if err := f.Sync(); err != nil {
			return nil, err
		}
	}
	return f.Stat()
}

// linkNew is RenameNew for systems that have no such call: a second name, which
// must not be there yet, and the first one is removed.
func (d *disk) linkNew(from, to string) error {
	err := d.root.Link(from, to)
	if err == nil {
		return d.root.Remove(from)
	}
	if errors.Is(err, fs.ErrExist) || IsOtherDevice(err) {
		return err
	}
	// The file system has no second names: all that is left is to look first.
	switch _, statErr := d.root.Lstat(to); {
	case statErr == nil:
		return &fs.PathError{Op: "rename", Path: to, Err: fs.ErrExist}
	case !errors.Is(statErr, fs.ErrNotExist):
		return statErr
	}
	return d.root.Rename(from, to)
}
