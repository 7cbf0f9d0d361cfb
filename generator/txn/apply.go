package txn

import (
	"cmp"
	"errors"
	"io/fs"
	"path"
	"strings"

	"mlvb/generator/filesystem"
)

// apply makes the changes that are staged. When it returns no error, the
// transaction is done: from there on nothing is rolled back.
func (t *transaction) apply() error {
	for _, c := range t.changes {
		if err := t.checkBefore(c); err != nil {
			return err
		}
	}
	if err := t.makeFolders(); err != nil {
		return err
	}
	for i, c := range t.changes {
		if c.Keep {
			continue
		}
		if err := t.change(i, c); err != nil {
			return err
		}
	}
	journal := journalFile
	if t.joined != nil {
		journal = joinedFile
	}
	if err := t.disk.Rename(journal, doneFile); err != nil {
		return filesystem.PathError("write", doneFile, err)
	}
	return nil
}

// checkBefore refuses a path that is not as the plan has it.
func (t *transaction) checkBefore(c Change) error {
	now, err := look(t.disk, c.Path)
	if err == nil && !now.equals(c.Was) {
		err = &ChangedError{Path: c.Path}
	}
	return err
}

// makeFolders makes the missing folders. One that somebody made meanwhile is
// not the transaction's any more.
func (t *transaction) makeFolders() error {
	folders := t.journal.Folders
	t.journal.Folders = nil // for roll-back: those that were made
	for _, dir := range folders {
		mode := cmp.Or(t.modes[dir], 0o755)
		err := t.disk.Mkdir(dir, mode)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return filesystem.PathError("mkdir", dir, err)
		}
		t.journal.Folders = append(t.journal.Folders, dir)
		if t.modes[dir] != 0 {
			_ = t.disk.Chmod(dir, mode) // the umask may have taken something; not every file system has modes
		}
	}
	return nil
}

// change makes the change with that number. It looks at the path right before,
// and after that at the file which was replaced.
func (t *transaction) change(i int, c Change) error {
	if err := t.checkBefore(c); err != nil {
		return err
	}
	err := t.replace(i, c)
	if filesystem.IsOtherDevice(err) {
		if err := t.stageBeside(i); err != nil {
			return err
		}
		err = t.replace(i, c)
	}
	switch {
	case errors.Is(err, fs.ErrExist), errors.Is(err, fs.ErrNotExist):
		return &ChangedError{Path: c.Path} // between the look and the rename
	case err != nil:
		return filesystem.PathError("write", c.Path, err)
	}
	return t.checkReplaced(i, c)
}

// replace puts the new file into its place, and the old one where it is safe.
func (t *transaction) replace(i int, c Change) error {
	switch {
	case c.Remove:
		return t.disk.Rename(c.Path, t.journal.replaced(i))
	case c.Was == nil:
		return t.disk.RenameNew(t.journal.staged(i), c.Path)
	}
	err := t.disk.Exchange(t.journal.staged(i), c.Path)
	if !errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	if err := t.disk.Rename(c.Path, t.journal.replaced(i)); err != nil {
		return err
	}
	return t.disk.RenameNew(t.journal.staged(i), c.Path)
}

// checkReplaced compares the file that was replaced with the plan. Where
// somebody saved it after the last look, roll-back brings that back.
func (t *transaction) checkReplaced(i int, c Change) error {
	if c.Was == nil {
		return nil
	}
	name := t.journal.replaced(i)
	there, err := exists(t.disk, name)
	if err != nil {
		return err
	}
	if !there {
		name = t.journal.staged(i)
	}
	was, err := look(t.disk, name)
	if isObstacle(err) || err == nil && !was.equals(c.Was) {
		return &ChangedError{Path: c.Path}
	}
	return err
}

// stageBeside stages the files for one folder, and for those below it, in the
// very folders that they go to: these are on another device. The journal tells
// of it first, so that a killed run leaves nothing there that roll-back does
// not know.
func (t *transaction) stageBeside(i int) error {
	dir := path.Dir(t.changes[i].Path)
	var moved []int
	for k := i; k < len(t.changes); k++ {
		s := &t.journal.Steps[k]
		if !s.Beside && (dir == "." || strings.HasPrefix(s.Path, dir+"/")) {
			s.Beside = true
			moved = append(moved, k)
		}
	}
	if err := t.journal.write(t.disk, journalFile); err != nil {
		return err
	}
	for _, k := range moved {
		if t.changes[k].Keep || t.changes[k].Remove {
			continue
		}
		if err := t.moveBeside(k); err != nil {
			return err
		}
	}
	return nil
}

// moveBeside moves a staged file to where it waits beside its path.
func (t *transaction) moveBeside(i int) error {
	unfinished, staged := t.journal.beside(i, "unfinished"), t.journal.staged(i)
	if _, err := write(t.disk, unfinished, &t.changes[i].Entry); err != nil {
		return filesystem.PathError("write", unfinished, err)
	}
	if err := t.disk.Rename(unfinished, staged); err != nil {
		return filesystem.PathError("write", staged, err)
	}
	if err := t.disk.Remove(stagedInWork(i)); err != nil {
		return filesystem.PathError("remove", stagedInWork(i), err)
	}
	return nil
}
