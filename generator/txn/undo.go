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

// ErrAsBefore says that nothing of the transaction is there to be undone, as on
// a branch that does not have it.
var ErrAsBefore = errors.New("all is as it was before")

// LaterChangesError tells of paths that changed since the transaction that is
// to be undone.
type LaterChangesError struct{ Paths []string }

// Error names the paths.
func (e *LaterChangesError) Error() string {
	return strings.Join(e.Paths, ", ") + " changed since: undoing would lose that"
}

// Undoable is the transaction that is kept, with those that joined it.
type Undoable struct {
	Command string
	Paths   []string // that it changed, each once, the last one first
	Aside   []string // where [Folder.Undo] put what somebody wrote since
	disk    Disk
	journal journal
	steps   map[string][]int // numbers of the journal's steps by path, the newest first
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
	u := &Undoable{Command: j.Command, disk: d, journal: j, steps: map[string][]int{}}
	for i, s := range j.Steps {
		if u.steps[s.Path] == nil {
			u.Paths = append(u.Paths, s.Path)
		}
		u.steps[s.Path] = append(u.steps[s.Path], i)
	}
	slices.Reverse(u.Paths)
	return u, nil
}

// Was returns what a path held before the transaction; nil is nothing. The
// error is fs.ErrNotExist when the transaction did not change the path.
func (u *Undoable) Was(name string) (*Entry, error) {
	steps := u.steps[name]
	if len(steps) == 0 {
		return nil, &fs.PathError{Op: "undo", Path: name, Err: fs.ErrNotExist}
	}
	return u.was(steps[len(steps)-1])
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
	if found.fingerprint != s.Was {
		return nil, fmt.Errorf("read %s: not what was in %s before", kept, s.Path)
	}
	return found.entry(s.Path), nil
}

// Undo takes the last transaction that is kept back, as a transaction of its
// own. What somebody wrote between two transactions that were joined is put
// into [AsideDir]; so is what was written since the last one, if aside says so.
//
// The error is [ErrNothingToUndo], [ErrAsBefore], or a [*LaterChangesError] when
// a path is not as that transaction left it.
func (f *Folder) Undo(ctx context.Context, aside bool) (*Undoable, error) {
	u, err := LastUndoable(f.disk)
	if err != nil {
		return nil, err
	}
	changes, err := u.changes(aside)
	if err != nil {
		return nil, err
	}
	if len(changes) == 0 && len(u.Paths) > 0 {
		return nil, ErrAsBefore
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

func (f fileState) entry(name string) *Entry {
	if f.fingerprint == "" {
		return nil
	}
	return &Entry{Path: name, Content: f.content, Mode: f.perm, Exact: true}
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
	for _, gone := range []string{stagedDir, journalFile, UndoDir} {
		if err := d.RemoveAll(gone); err != nil {
			return pathError("remove", gone, err)
		}
	}
	return d.Rename(Work, UndoDir)
}
