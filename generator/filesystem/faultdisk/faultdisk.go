// Package faultdisk is a disk for tests that fails on purpose, at the step
// that the test names.
package faultdisk

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sync"
	"syscall"

	"mlvb/generator/filesystem"
)

// Fault is a way to fail.
type Fault int

// The ways to fail.
const (
	Once  Fault = iota // the step fails, what follows works
	Full               // a file is cut short, and nothing can be made any more
	Death              // the process ends: nothing that follows has any effect
	None               // nothing fails
)

// ErrDied is what a dead process would see.
var ErrDied = errors.New("the process died here")

// Options say what is wrong with a disk. The zero value fails at the first step.
type Options struct {
	Fault Fault
	At    int // number of the step that fails, from 0

	// Before is called before each step with its number: it is somebody else
	// who works on the same disk.
	Before func(step int)
	// OldRenames takes away the exchange of two names, and the rename that
	// replaces nothing is two steps: a second name, and the end of the first.
	OldRenames bool
	// Device names the device that a path is on; nil is one for all.
	Device func(path string) string
}

// Disk is a real disk up to a certain step. Everything that is done in it is a
// step.
type Disk struct{ *disk }

type disk struct {
	filesystem.Disk
	state  *state
	prefix string // path of this folder in the whole disk
}

// state is shared by a disk and its folders.
type state struct {
	Options
	mu    sync.Mutex
	steps int // taken so far
	fired bool
	locks []io.Closer
}

// Wrap returns a disk whose step with that number, from 0, fails.
func Wrap(d filesystem.Disk, fault Fault, at int) *Disk {
	return New(d, Options{Fault: fault, At: at})
}

// New returns a disk with those faults.
func New(d filesystem.Disk, o Options) *Disk {
	return &Disk{&disk{d, &state{Options: o}, ""}}
}

// Fired reports whether the fault has happened.
func (d *Disk) Fired() bool { return d.state.fired }

// Steps is how many steps were taken.
func (d *Disk) Steps() int { return d.state.steps }

// End lets go of everything, as the end of the process does.
func (d *Disk) End() error {
	errs := []error{d.Close()}
	for _, lock := range d.state.locks {
		errs = append(errs, lock.Close())
	}
	return errors.Join(errs...)
}

// step counts a step. It returns whether it is the very one of the fault, and
// what it fails with. Making steps make something new.
func (d *disk) step(making bool) (now bool, err error) {
	s := d.state
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.Before != nil {
		s.Before(s.steps)
	}
	now = s.steps == s.At && s.Fault != None
	s.steps++
	s.fired = s.fired || now
	switch {
	case !s.fired:
		return false, nil
	case s.Fault == Death:
		return now, ErrDied
	case s.Fault == Full && making:
		return now, syscall.ENOSPC
	case s.Fault == Once && now:
		return now, syscall.EIO
	}
	return false, nil
}

// sameDevice refuses what the system refuses between two devices.
func (d *disk) sameDevice(from, to string) error {
	device := d.state.Device
	if device == nil || device(path.Join(d.prefix, from)) == device(path.Join(d.prefix, to)) {
		return nil
	}
	return &os.LinkError{Op: "rename", Old: from, New: to, Err: syscall.EXDEV}
}

func (d *disk) Sub(name string) (filesystem.Disk, error) {
	if _, err := d.step(false); err != nil {
		return nil, err
	}
	sub, err := d.Disk.Sub(name)
	if err != nil {
		return nil, err
	}
	return &disk{sub, d.state, path.Join(d.prefix, name)}, nil
}

func (d *disk) Lstat(name string) (fs.FileInfo, error) {
	if _, err := d.step(false); err != nil {
		return nil, err
	}
	return d.Disk.Lstat(name)
}

func (d *disk) ReadFile(name string) ([]byte, error) {
	if _, err := d.step(false); err != nil {
		return nil, err
	}
	return d.Disk.ReadFile(name)
}

func (d *disk) ReadDir(name string) ([]fs.DirEntry, error) {
	if _, err := d.step(false); err != nil {
		return nil, err
	}
	return d.Disk.ReadDir(name)
}

// Mkdir finds a folder that is there on a full disk, too.
func (d *disk) Mkdir(name string, perm fs.FileMode) error {
	if _, err := d.step(true); err != nil {
		if _, there := d.Disk.Lstat(name); there == nil && errors.Is(err, syscall.ENOSPC) {
			return &fs.PathError{Op: "mkdir", Path: name, Err: fs.ErrExist}
		}
		return err
	}
	return d.Disk.Mkdir(name, perm)
}

// WriteFile leaves half a file where it fails, as a full disk and a killed
// process do. It never waits for the disk: tests write a lot.
func (d *disk) WriteFile(name string, content []byte, perm fs.FileMode, _ bool) (fs.FileInfo, error) {
	now, err := d.step(true)
	if err == nil {
		return d.Disk.WriteFile(name, content, perm, false)
	}
	if now && d.state.Fault != Once {
		if _, short := d.Disk.WriteFile(name, content[:len(content)/2], perm, false); short != nil {
			return nil, short
		}
	}
	return nil, err
}

func (d *disk) Chmod(name string, perm fs.FileMode) error {
	if _, err := d.step(false); err != nil {
		return err
	}
	return d.Disk.Chmod(name, perm)
}

func (d *disk) Rename(from, to string) error { return d.rename(from, to, d.Disk.Rename) }

func (d *disk) RenameNew(from, to string) error {
	info, err := d.Disk.Lstat(from)
	if !d.state.OldRenames || err != nil || !info.Mode().IsRegular() {
		return d.rename(from, to, d.Disk.RenameNew)
	}
	link := func(from, to string) error { return os.Link(d.onSystem(from), d.onSystem(to)) }
	if err := d.rename(from, to, link); err != nil {
		return err
	}
	return d.Remove(from)
}

func (d *disk) onSystem(name string) string { return filepath.Join(d.Name(), filepath.FromSlash(name)) }

func (d *disk) Exchange(a, b string) error {
	if d.state.OldRenames {
		return errors.ErrUnsupported
	}
	return d.rename(a, b, d.Disk.Exchange)
}

func (d *disk) rename(from, to string, rename func(from, to string) error) error {
	if _, err := d.step(false); err != nil {
		return err
	}
	if err := d.sameDevice(from, to); err != nil {
		return err
	}
	return rename(from, to)
}

func (d *disk) Remove(name string) error {
	if _, err := d.step(false); err != nil {
		return err
	}
	return d.Disk.Remove(name)
}

// RemoveAll removes a part where it fails: the first thing in the folder.
func (d *disk) RemoveAll(name string) error {
	now, err := d.step(false)
	if err == nil {
		return d.Disk.RemoveAll(name)
	}
	if entries, _ := d.Disk.ReadDir(name); now && len(entries) > 0 {
		return errors.Join(err, d.Disk.RemoveAll(name+"/"+entries[0].Name()))
	}
	return err
}

// Lock remembers the lock for End: a dead process can't let go of it itself.
func (d *disk) Lock(name string) (io.Closer, error) {
	if _, err := d.step(false); err != nil {
		return nil, err
	}
	lock, err := d.Disk.Lock(name)
	if err != nil {
		return nil, err
	}
	d.state.mu.Lock()
	defer d.state.mu.Unlock()
	d.state.locks = append(d.state.locks, lock)
	return closer{d.state, lock}, nil
}

// closer lets go of a lock while the process lives.
type closer struct {
	state *state
	lock  io.Closer
}

func (c closer) Close() error {
	if c.state.fired && c.state.Fault == Death {
		return nil
	}
	err := c.lock.Close()
	if errors.Is(err, fs.ErrClosed) {
		return nil
	}
	return err
}
