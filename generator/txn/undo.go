package txn

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"mlvb/generator/filesystem"
)

// ErrNothingToUndo says that no transaction is kept.
var ErrNothingToUndo = errors.New("there is nothing to undo")

// ErrAsBefore says that nothing of the transaction is there to be undone, as
// after a checkout of what was committed before it.
var ErrAsBefore = errors.New("all is as it was before")

// ErrNotHere says that what is kept did not happen to what is here: the record
// in .mlvb is not the one that it left, as on a branch that never had it.
var ErrNotHere = errors.New("the last changes were made on another branch")

// LaterChangesError tells of paths that changed since the transaction that is
// to be undone.
type LaterChangesError struct{ Paths []string }

// Error names the paths.
func (e *LaterChangesError) Error() string {
	return strings.Join(e.Paths, ", ") + " changed since: undoing would lose that"
}

// Undoable is a transaction that is kept, with those that joined it.
type Undoable struct {
	Command  string
	Paths    []string          // that it changed, each once, the last one first
	Aside    []string          // where [Folder.Undo] put what somebody wrote since
	Attached map[string][]byte // contents of what [Folder.Attach] kept with it, by name; filled in by [Folder.Undo] and [Folder.CheckUndo]
	disk     filesystem.Disk
	dir      string                          // of its undo data
	look     func(string) (fileState, error) // what is at a path of the project
	journal  journal
	steps    map[string][]int // numbers of the journal's steps by path, the newest first
}

// LastUndoable reads what [Folder.Undo] would take back: the newest transaction
// whose outcome is here, and that was not taken back by other means. The error is
// [ErrNothingToUndo] when nothing is kept; when what is kept is of another branch
// it is [ErrNotHere], or [ErrAsBefore] where all that the newest one changed is as
// it was before.
func LastUndoable(d filesystem.Disk) (*Undoable, error) {
	list, err := levels(d)
	if err != nil {
		return nil, err
	}
	err = ErrNothingToUndo
	for _, l := range list {
		u, readErr := readUndoable(d, l)
		if readErr != nil {
			return nil, readErr
		}
		here, hereErr := u.isHere()
		if here || hereErr != nil {
			return u, hereErr
		}
		if !errors.Is(err, ErrNothingToUndo) {
			continue
		}
		err = ErrNotHere
		if before, beforeErr := u.isAsBefore(); before || beforeErr != nil {
			err = errors.Join(ErrAsBefore, beforeErr)
		}
	}
	return nil, err
}

func readUndoable(d filesystem.Disk, l level) (*Undoable, error) {
	j, err := readJournal(d, l.journal())
	if err != nil {
		return nil, err
	}
	u := &Undoable{Command: j.Command, disk: d, dir: l.dir, journal: j, steps: map[string][]int{}}
	u.look = func(name string) (fileState, error) { return look(d, name) }
	for i, s := range j.Steps {
		if u.steps[s.Path] == nil {
			u.Paths = append(u.Paths, s.Path)
		}
		u.steps[s.Path] = append(u.steps[s.Path], i)
	}
	slices.Reverse(u.Paths)
	return u, nil
}

// first and left are what was at a path before the transaction, and after it.
func (u *Undoable) first(name string) string {
	steps := u.steps[name]
	return u.journal.Steps[steps[len(steps)-1]].Was
}

func (u *Undoable) left(name string) string { return u.journal.Steps[u.steps[name][0]].New }

// Was returns what a path held before the transaction; nil is nothing. The
// error is fs.ErrNotExist when the transaction did not change the path.
func (u *Undoable) Was(name string) (*filesystem.Entry, error) {
	steps := u.steps[name]
	if len(steps) == 0 {
		return nil, &fs.PathError{Op: "undo", Path: name, Err: fs.ErrNotExist}
	}
	return u.was(steps[len(steps)-1])
}

func (u *Undoable) was(i int) (*filesystem.Entry, error) {
	s := u.journal.Steps[i]
	if s.Was == "" {
		return nil, nil
	}
	kept := path.Join(u.dir, "old", strconv.Itoa(i))
	found, err := look(u.disk, kept)
	if err != nil {
		return nil, err
	}
	if found.fingerprint != s.Was {
		return nil, fmt.Errorf("read %s: not what was in %s before", kept, s.Path)
	}
	return found.entry(s.Path), nil
}

// attachments reads what [Folder.Attach] kept.
func (u *Undoable) attachments() (map[string][]byte, error) {
	entries, err := u.disk.ReadDir(u.dir)
	if err != nil {
		return nil, filesystem.PathError("read", u.dir, err)
	}
	files := map[string][]byte{}
	for _, e := range entries {
		if !e.Type().IsRegular() || e.Name() == "done" || strings.HasPrefix(e.Name(), ".") {
			continue
		}
		name := path.Join(u.dir, e.Name())
		if files[e.Name()], err = u.disk.ReadFile(name); err != nil {
			return nil, filesystem.PathError("read", name, err)
		}
	}
	return files, nil
}

// Undo takes the transaction of [LastUndoable] back, as a transaction of its
// own; the next Undo takes the one before it. What somebody wrote between two
// transactions that were joined is put into [AsideDir]; so is what was written
// since the last one, if aside says so.
//
// The error is one of [LastUndoable], or a [*LaterChangesError] when a path is
// not as that transaction left it.
func (f *Folder) Undo(ctx context.Context, aside bool) (*Undoable, error) {
	u, changes, err := f.prepareUndo(aside)
	if err != nil {
		return nil, err
	}
	t := transaction{
		disk: f.disk, changes: changes, journal: journal{Replaces: u.dir},
		modes: map[string]fs.FileMode{}, prunes: append([]string{}, u.journal.Folders...),
	}
	for _, dir := range u.journal.Emptied {
		t.modes[dir.Path] = dir.Mode
	}
	known := len(f.aside)
	if err := f.run(ctx, t); err != nil {
		return nil, err
	}
	u.Aside = append(u.Aside, f.aside[known:]...)
	return u, nil
}

// CheckUndo tells what [Folder.Undo] would take back, or why it would refuse.
func (f *Folder) CheckUndo(aside bool) (*Undoable, error) {
	u, _, err := f.prepareUndo(aside)
	return u, err
}

// prepareUndo finds the transaction to undo, and the changes that take it back.
func (f *Folder) prepareUndo(aside bool) (*Undoable, []Change, error) {
	if err := f.recover(); err != nil {
		return nil, nil, err
	}
	u, err := LastUndoable(f.disk)
	if err != nil {
		return nil, nil, err
	}
	if u.Attached, err = u.attachments(); err != nil {
		return nil, nil, err
	}
	changes, err := u.changes(aside)
	return u, changes, err
}
