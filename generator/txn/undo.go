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
)

const undoFile = UndoDir + "/done" // the journal of the transaction that is kept

// ErrNothingToUndo says that no transaction is kept.
var ErrNothingToUndo = errors.New("there is nothing to undo")

// LaterChangesError tells of paths that changed since the transaction that is
// to be undone.
type LaterChangesError struct{ Paths []string }

// Error names the paths.
func (e *LaterChangesError) Error() string {
	return strings.Join(e.Paths, ", ") + " changed since: undoing would lose that"
}

// Undoable is the transaction that is kept.
type Undoable struct {
	Command string
	Paths   []string // in the order of the changes
	disk    Disk
	journal journal
}

// LastUndoable reads what [Folder.Undo] would take back. The error is
// [ErrNothingToUndo] when nothing is kept.
func LastUndoable(d Disk) (*Undoable, error) {
	if err := checkParents(d, undoFile); err != nil {
		return nil, err
	}
	j, err := readJournal(d, undoFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrNothingToUndo
	}
	if err != nil {
		return nil, err
	}
	u := &Undoable{Command: j.Command, disk: d, journal: j}
	for _, s := range j.Steps {
		u.Paths = append(u.Paths, s.Path)
	}
	return u, nil
}

// Was returns what a path held before the transaction; nil is nothing. The
// error is fs.ErrNotExist when the transaction did not change the path.
func (u *Undoable) Was(name string) (*Entry, error) {
	i := slices.Index(u.Paths, name)
	if i < 0 {
		return nil, &fs.PathError{Op: "undo", Path: name, Err: fs.ErrNotExist}
	}
	return u.was(i)
}

func (u *Undoable) was(i int) (*Entry, error) {
	s := u.journal.Steps[i]
	if s.Was == "" {
		return nil, nil
	}
	kept := UndoDir + "/old/" + strconv.Itoa(i)
	found, err := look(u.disk, kept)
	if err != nil {
		return nil, err
	}
	if found.state != s.Was {
		return nil, fmt.Errorf("read %s: not what was in %s before", kept, s.Path)
	}
	return &Entry{Path: s.Path, Content: found.content, Mode: found.perm}, nil
}

// Undo takes the last transaction that is kept back, as a transaction of its
// own. The error is [ErrNothingToUndo], or a [*LaterChangesError] when a path is not
// as that transaction left it.
func (f *Folder) Undo(ctx context.Context) (*Undoable, error) {
	u, err := LastUndoable(f.disk)
	if err != nil {
		return nil, err
	}
	changes, err := u.changes()
	if err != nil {
		return nil, err
	}
	if err := f.Commit(ctx, changes); err != nil {
		return nil, err
	}
	// All is as it was: from here on nothing may fail.
	_ = f.disk.Remove(undoFile)
	_ = f.disk.RemoveAll(UndoDir)
	for _, dir := range slices.Backward(u.journal.Folders) {
		if checkParents(f.disk, dir) == nil {
			_ = f.disk.Remove(dir) // unless there is something in it
		}
	}
	_ = removeIfEmpty(f.disk, Dir)
	return u, nil
}

// changes are those that take the transaction back, its last one first.
func (u *Undoable) changes() ([]Change, error) {
	var changes []Change
	var later []string
	for i, s := range slices.Backward(u.journal.Steps) {
		now, err := look(u.disk, s.Path)
		var link *LinkError
		var changed *ChangedError
		if err != nil && !errors.As(err, &link) && !errors.As(err, &changed) {
			return nil, err
		}
		if err != nil || now.state != s.New {
			later = append(later, s.Path)
			continue
		}
		was, err := u.was(i)
		if err != nil {
			return nil, err
		}
		c := Change{Entry: Entry{Path: s.Path}, Remove: was == nil, Was: now.entry(s.Path)}
		if was != nil {
			c.Entry = *was
		}
		if was != nil || c.Was != nil {
			changes = append(changes, c)
		}
	}
	if len(later) > 0 {
		slices.Sort(later)
		return nil, &LaterChangesError{Paths: later}
	}
	return changes, nil
}

func (f found) entry(name string) *Entry {
	if f.state == "" {
		return nil
	}
	return &Entry{Path: name, Content: f.content, Mode: f.perm}
}

// Look returns the file at a path, and nil when nothing is there. It follows no
// link: the error is a [*LinkError], or a [*ChangedError] for a folder.
func Look(d Disk, name string) (*Entry, error) {
	f, err := look(d, name)
	if err != nil {
		return nil, err
	}
	return f.entry(path.Clean(name)), nil
}

// keepWork puts a transaction that is done where Undo looks for it.
func keepWork(d Disk) error {
	for _, gone := range []string{stagedDir, UndoDir} {
		if err := d.RemoveAll(gone); err != nil {
			return pathError("remove", gone, err)
		}
	}
	return d.Rename(Work, UndoDir)
}
