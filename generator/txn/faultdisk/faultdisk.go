// Package faultdisk is a disk for tests that fails on purpose, at the step
// that the test names.
package faultdisk

import (
	"errors"
	"io"
	"io/fs"
	"sync"
	"syscall"

	"mlvb/generator/txn"
)

// Fault is a way to fail.
type Fault int

// The ways to fail.
const (
	Once  Fault = iota // the step fails, what follows works
	Full               // a file is cut short, and nothing can be made any more
	Death              // the process ends: nothing that follows has any effect
)

// ErrDied is what a dead process would see.
var ErrDied = errors.New("the process died here")

// Disk is a real disk up to a certain step.
type Disk struct {
	txn.Disk
	state *state
}

// state is shared by a disk and its folders.
type state struct {
	mu    sync.Mutex
	fault Fault
	at    int // steps left until the fault
	fired bool
	locks []io.Closer
}

// Wrap returns a disk whose step with that number, from 0, fails.
func Wrap(d txn.Disk, fault Fault, at int) *Disk {
	return &Disk{d, &state{fault: fault, at: at}}
}

// Fired reports whether the fault has happened.
func (d *Disk) Fired() bool { return d.state.fired }

// End lets go of everything, as the end of the process does.
func (d *Disk) End() error {
	errs := []error{d.Disk.Close()}
	for _, lock := range d.state.locks {
		errs = append(errs, lock.Close())
	}
	return errors.Join(errs...)
}

// step counts a step. It returns what the step fails with, and whether it is
// the very step of the fault; making steps make something new.
func (d *Disk) step(making bool) (err error, now bool) {
	s := d.state
	s.mu.Lock()
	defer s.mu.Unlock()
	now = s.at == 0
	s.at--
	s.fired = s.fired || now
	switch {
	case !s.fired:
		return nil, false
	case s.fault == Death:
		return ErrDied, now
	case s.fault == Full && making:
		return syscall.ENOSPC, now
	case s.fault == Once && now:
		return syscall.EIO, now
	}
	return nil, false
}

func (d *Disk) Sub(name string) (txn.Disk, error) {
	if err, _ := d.step(false); err != nil {
		return nil, err
	}
	sub, err := d.Disk.Sub(name)
	if err != nil {
		return nil, err
	}
	return &Disk{sub, d.state}, nil
}

func (d *Disk) Lstat(name string) (fs.FileInfo, error) {
	if err, _ := d.step(false); err != nil {
		return nil, err
	}
	return d.Disk.Lstat(name)
}

func (d *Disk) ReadFile(name string) ([]byte, error) {
	if err, _ := d.step(false); err != nil {
		return nil, err
	}
	return d.Disk.ReadFile(name)
}

func (d *Disk) ReadDir(name string) ([]fs.DirEntry, error) {
	if err, _ := d.step(false); err != nil {
		return nil, err
	}
	return d.Disk.ReadDir(name)
}

func (d *Disk) Mkdir(name string, perm fs.FileMode) error {
	if err, _ := d.step(true); err != nil {
		return err
	}
	return d.Disk.Mkdir(name, perm)
}

// WriteFile leaves half a file where it fails, as a full disk and a killed
// process do. It never waits for the disk: tests write a lot.
func (d *Disk) WriteFile(name string, content []byte, perm fs.FileMode, _ bool) (fs.FileInfo, error) {
	err, now := d.step(true)
	if err == nil {
		return d.Disk.WriteFile(name, content, perm, false)
	}
	if now && d.state.fault != Once {
		if _, short := d.Disk.WriteFile(name, content[:len(content)/2], perm, false); short != nil {
			return nil, short
		}
	}
	return nil, err
}

func (d *Disk) Rename(from, to string) error {
	if err, _ := d.step(false); err != nil {
		return err
	}
	return d.Disk.Rename(from, to)
}

func (d *Disk) Remove(name string) error {
	if err, _ := d.step(false); err != nil {
		return err
	}
	return d.Disk.Remove(name)
}

// RemoveAll removes a part where it fails: the first thing in the folder.
func (d *Disk) RemoveAll(name string) error {
	err, now := d.step(false)
	if err == nil {
		return d.Disk.RemoveAll(name)
	}
	if entries, _ := d.Disk.ReadDir(name); now && len(entries) > 0 {
		return errors.Join(err, d.Disk.RemoveAll(name+"/"+entries[0].Name()))
	}
	return err
}

// Lock remembers the lock for End: a dead process can't let go of it itself.
func (d *Disk) Lock(name string) (io.Closer, error) {
	if err, _ := d.step(false); err != nil {
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
	if c.state.fired && c.state.fault == Death {
		return nil
	}
	err := c.lock.Close()
	if errors.Is(err, fs.ErrClosed) {
		return nil
	}
	return err
}
