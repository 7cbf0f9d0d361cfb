package txn

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"

	"mlvb/generator/filesystem"
)

// Folder is a folder that this process has for itself, as far as other runs of
// mlvb go.
type Folder struct {
	disk      filesystem.Disk
	lock      io.Closer
	recovered bool
	aside     []string
	kept      string // folder of the undo data of the last commit; empty for none
}

// Open takes a folder for this process and undoes what a killed run left in
// it, whichever command that was. The folder must be closed. The error is
// [filesystem.ErrBusy] when another process has the folder: it does not wait.
func Open(d filesystem.Disk) (*Folder, error) {
	lock, err := d.Lock(".")
	if err != nil && !errors.Is(err, filesystem.ErrNoLocks) {
		return nil, filesystem.PathError("lock", ".", err)
	}
	sweep(d)
	f := &Folder{disk: d, lock: lock}
	if err := f.recover(); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// recover brings the folder in order: after a killed run, and before each
// commit after one of this process that could not clear up.
func (f *Folder) recover() error {
	undone, aside, err := recoverFolder(f.disk)
	f.recovered = f.recovered || undone
	f.aside = append(f.aside, aside...)
	return err
}

// HasLeftovers reports whether there is a transaction in the folder dir, of a
// killed run or of a live one. The folder need not be a project: a killed run
// may have been about to make or to remove the record. It looks at two names and
// changes nothing; [Interrupted] tells the two apart, and [Open] is what brings
// the folder in order.
func HasLeftovers(dir string) bool {
	info, err := os.Lstat(filepath.Join(dir, Dir))
	if err != nil || !info.IsDir() {
		return false
	}
	_, err = os.Lstat(filepath.Join(dir, filepath.FromSlash(Work)))
	return err == nil
}

// Interrupted reports whether a killed run left a transaction that [Open] would
// undo or complete. It changes nothing. The error is [filesystem.ErrBusy] where
// the transaction is that of a live run.
func Interrupted(d filesystem.Disk) (bool, error) {
	left, err := hasWork(d)
	if err != nil || !left {
		return false, err
	}
	lock, err := d.Lock(".")
	if errors.Is(err, filesystem.ErrNoLocks) {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	return true, lock.Close()
}

// hasWork reports whether there is a transaction, of a live run or of a killed
// one.
func hasWork(d filesystem.Disk) (bool, error) {
	if err := checkParents(d, Work); err != nil {
		return false, err
	}
	return exists(d, Work)
}

// Littered reports whether killed runs left anything that [Open] would undo or
// sweep away. It changes nothing.
func Littered(d filesystem.Disk) (bool, error) {
	left, err := Interrupted(d)
	if err != nil || left {
		return left, err
	}
	entries, err := d.ReadDir(".")
	if err != nil {
		return false, filesystem.PathError("read", ".", err)
	}
	return slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return isStage(d, e) }), nil
}

// Recovered reports whether a killed run had to be undone.
func (f *Folder) Recovered() bool { return f.recovered }

// Aside returns where files are, below [AsideDir], that lost their place in the
// project: what a killed run or a failed commit had replaced and could not put
// back, because somebody wrote to the path since; and what was saved to a path
// in the very moment in which a commit replaced it. Every command that opened
// the folder has to name them to the user.
func (f *Folder) Aside() []string { return slices.Clone(f.aside) }

// Close lets others have the folder.
func (f *Folder) Close() error {
	if f.lock == nil {
		return nil
	}
	return f.lock.Close()
}

// Commit makes the changes, in their order, or none of them: when it returns
// an error the folder is as it was. It checks that every path is what
// Change.Was says; if one is not, the error is a [*ChangedError]. It is
// [ErrTwoChanges] where two changes have one path.
//
// Folders that become empty by removals go.
func (f *Folder) Commit(ctx context.Context, changes []Change) error {
	return f.CommitUndoable(ctx, "", changes)
}

// CommitUndoable is [Folder.Commit], and keeps what [Folder.Undo] needs under
// the name of a command. The last five transactions are kept.
func (f *Folder) CommitUndoable(ctx context.Context, command string, changes []Change) error {
	return f.run(ctx, transaction{disk: f.disk, changes: changes, journal: journal{Command: command}})
}

// CommitJoined is [Folder.CommitUndoable] for what completes the transaction
// that is kept: Undo takes both back under the name of that one. Where none is
// kept, or what is kept did not lead here, it is kept by itself.
func (f *Folder) CommitJoined(ctx context.Context, command string, changes []Change) error {
	if err := f.recover(); err != nil {
		return err
	}
	t := transaction{disk: f.disk, changes: changes, journal: journal{Command: command}}
	last, err := LastUndoable(f.disk)
	switch {
	case err == nil && last.ledTo(changes):
		t.joined = last
	case err != nil && !errors.Is(err, ErrNothingToUndo) && !errors.Is(err, ErrAsBefore) && !errors.Is(err, ErrNotHere):
		return err
	}
	return f.run(ctx, t)
}

// Attach keeps a file beside the undo data of the last commit, under a plain
// name. [Folder.Undo] gives it back in [Undoable.Attached].
func (f *Folder) Attach(name string, content []byte) error {
	if f.kept == "" {
		return &fs.PathError{Op: "write", Path: name, Err: ErrNothingToUndo}
	}
	file := path.Join(f.kept, name)
	if _, err := f.disk.WriteFile(file, content, 0o600, true); err != nil {
		return filesystem.PathError("write", file, err)
	}
	return nil
}

func (f *Folder) run(ctx context.Context, t transaction) error {
	f.kept = ""
	if err := t.checkPaths(); err != nil {
		return err
	}
	if err := f.recover(); err != nil {
		return err
	}
	if err := t.stage(ctx); err != nil {
		return errors.Join(err, clearWork(f.disk))
	}
	if err := t.apply(); err != nil {
		aside, rollBackErr := rollBack(f.disk, t.journal)
		f.aside = append(f.aside, aside...)
		return errors.Join(err, rollBackErr)
	}
	// The changes are made: what fails from here on is done by the next run.
	kept, aside, _ := finish(f.disk)
	f.kept, f.aside = kept, append(f.aside, aside...)
	return nil
}
