package txn

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// Folder is a folder that this process has for itself, as far as other runs of
// mlvb go.
type Folder struct {
	disk      Disk
	lock      io.Closer
	recovered bool
}

// Open takes a folder for this process and undoes what a killed run left in
// it. The folder must be closed. The error is ErrBusy when another process has
// the folder.
func Open(d Disk) (*Folder, error) {
	lock, err := d.Lock(".")
	if err != nil && !errors.Is(err, errNoLocks) {
		return nil, err
	}
	sweep(d)
	f := &Folder{disk: d, lock: lock}
	if f.recovered, err = recoverFolder(d); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// Interrupted reports whether a killed run left something that [Open] would
// undo. It changes nothing.
func Interrupted(d Disk) (bool, error) {
	if err := checkParents(d, Work); err != nil {
		return false, err
	}
	_, err := d.Lstat(Work)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}

// Littered reports whether killed runs left anything that [Open] would undo or
// sweep away. It changes nothing.
func Littered(d Disk) (bool, error) {
	left, err := Interrupted(d)
	if err != nil || left {
		return left, err
	}
	entries, err := d.ReadDir(".")
	return slices.ContainsFunc(entries, isStage), err
}

// Recovered reports whether a killed run had to be undone.
func (f *Folder) Recovered() bool { return f.recovered }

// Close lets others have the folder.
func (f *Folder) Close() error {
	if f.lock == nil {
		return nil
	}
	return f.lock.Close()
}

// Commit makes the changes, in their order, or none of them: when it returns
// an error the folder is as it was. It checks that every path is what
// Change.Was says; if one is not, the error is a [*ChangedError].
//
// Folders that become empty go.
func (f *Folder) Commit(ctx context.Context, changes []Change) error {
	return f.CommitUndoable(ctx, "", changes)
}

// CommitUndoable is [Folder.Commit], and keeps what [Folder.Undo] needs under
// the name of a command, in place of what was kept before.
func (f *Folder) CommitUndoable(ctx context.Context, command string, changes []Change) error {
	return f.run(ctx, transaction{disk: f.disk, changes: changes, journal: journal{Command: command}})
}

// CommitJoined is [Folder.CommitUndoable] for what completes the transaction
// that is kept: Undo takes both back under the name of that one. Where none is
// kept, or what is kept did not lead here, it is kept by itself.
func (f *Folder) CommitJoined(ctx context.Context, command string, changes []Change) error {
	t := transaction{disk: f.disk, changes: changes, journal: journal{Command: command}}
	last, err := LastUndoable(f.disk)
	switch {
	case err == nil && last.ledTo(changes):
		t.before = last
	case err != nil && !errors.Is(err, ErrNothingToUndo):
		return err
	}
	return f.run(ctx, t)
}

func (f *Folder) run(ctx context.Context, t transaction) error {
	if err := t.stage(ctx); err != nil {
		return errors.Join(err, clearWork(f.disk))
	}
	if err := t.apply(); err != nil {
		return errors.Join(err, rollBack(f.disk, t.journal))
	}
	// The changes are made: what fails from here on is done by the next run.
	if t.journal.Command != "" {
		_ = keepWork(f.disk)
	} else {
		_ = clearWork(f.disk)
	}
	return nil
}

// checkParents refuses a path on whose way there is a link or a file.
func checkParents(d Disk, name string) error {
	at := ""
	for part := range strings.SplitSeq(path.Dir(name), "/") {
		at = path.Join(at, part)
		info, err := d.Lstat(at)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return err
		case info.Mode()&fs.ModeSymlink != 0:
			return &LinkError{Path: at}
		case !info.IsDir():
			return &ChangedError{Path: at}
		}
	}
	return nil
}
