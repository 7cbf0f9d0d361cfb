package txn

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strconv"

	"golang.org/x/sync/errgroup"
)

// maxStaging bounds how many files are staged at once. Most of that time goes
// into waiting for the disk, so there are more than processors.
const maxStaging = 8

// transaction is one run of [Folder.Commit].
type transaction struct {
	disk    Disk
	changes []Change
	journal journal
	before  *Undoable // that it joins; nil is none
}

// stage writes all new contents and copies of all old ones, and the journal.
// Nothing outside of the folder of the transaction changes.
func (t *transaction) stage(ctx context.Context) error {
	if err := makeWork(t.disk); err != nil {
		return err
	}
	t.journal.Steps = make([]step, len(t.changes))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(maxStaging)
	for i := range t.changes {
		g.Go(func() error { return cmp.Or(ctx.Err(), t.stageChange(i)) })
	}
	if err := g.Wait(); err != nil {
		return err
	}
	for _, c := range t.changes {
		if c.Keep {
			continue
		}
		if err := t.noteFolders(c.Path); err != nil {
			return err
		}
	}
	if t.before != nil {
		if err := t.stageJoined(); err != nil {
			return err
		}
	}
	return t.journal.write(t.disk, journalFile)
}

// makeWork makes the folders of a transaction. None of what is in them is
// anything to git: new contents may be secret.
func makeWork(d Disk) error {
	for _, dir := range []string{Dir, Work, stagedDir, savedDir} {
		err := d.Mkdir(dir, 0o755)
		if err != nil && (dir != Dir || !errors.Is(err, fs.ErrExist)) {
			return pathError("mkdir", dir, err)
		}
		if dir != Work {
			continue
		}
		if _, err := d.WriteFile(ignoreFile, []byte("*\n"), 0o644, false); err != nil {
			return pathError("write", ignoreFile, err)
		}
	}
	return nil
}

// stageChange stages the change with that number, with a copy of what it
// replaces.
func (t *transaction) stageChange(i int) error {
	c := t.changes[i]
	s := step{Path: c.Path}
	was, err := look(t.disk, c.Path)
	if err != nil {
		return err
	}
	if !was.equals(c.Was) {
		return &ChangedError{Path: c.Path}
	}
	if s.Was = was.fingerprint; was.fingerprint != "" {
		if _, err := write(t.disk, saved(i), was.entry(c.Path)); err != nil {
			return pathError("save", c.Path, err)
		}
	}
	switch {
	case c.Keep:
		s.New = s.Was
	case !c.Remove:
		mode, err := write(t.disk, staged(i), &c.Entry)
		if err != nil {
			return pathError("write", c.Path, err)
		}
		s.New = fingerprint(c.Content, mode)
	}
	t.journal.Steps[i] = s
	return nil
}

// write writes an entry under another name, and returns the mode that came of
// it: not every file system has all modes.
func write(d Disk, name string, e *Entry) (fs.FileMode, error) {
	info, err := d.WriteFile(name, e.Content, e.Mode.Perm(), true)
	if err == nil && e.Exact && info.Mode().Perm() != e.Mode.Perm() {
		_ = d.Chmod(name, e.Mode.Perm())
		info, err = d.Lstat(name)
	}
	if err != nil {
		return 0, err
	}
	return info.Mode(), nil
}

// noteFolders notes the folders that have to be made for a path.
func (t *transaction) noteFolders(name string) error {
	var missing []string
	for dir := path.Dir(name); dir != "." && !t.journal.madeFolder(dir); dir = path.Dir(dir) {
		_, err := t.disk.Lstat(dir)
		if err == nil {
			break
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		missing = append([]string{dir}, missing...)
	}
	t.journal.Folders = append(t.journal.Folders, missing...)
	return nil
}

// apply makes the changes that are staged.
func (t *transaction) apply() error {
	for _, c := range t.changes {
		now, err := look(t.disk, c.Path)
		if err != nil {
			return err
		}
		if !now.equals(c.Was) {
			return &ChangedError{Path: c.Path}
		}
	}
	for _, dir := range t.journal.Folders {
		if err := t.disk.Mkdir(dir, 0o755); err != nil {
			return pathError("mkdir", dir, err)
		}
	}
	for i, c := range t.changes {
		if err := t.change(i, c); err != nil {
			return err
		}
	}
	t.prune()
	switch { // it is done: from here on nothing is rolled back
	case t.before != nil:
		return t.disk.Rename(joinedFile, doneFile)
	case t.journal.Command != "":
		return t.disk.Rename(journalFile, doneFile)
	}
	return t.disk.Remove(journalFile)
}

// prune removes the folders that became empty.
func (t *transaction) prune() {
	for _, c := range t.changes {
		for dir := path.Dir(c.Path); c.Remove && dir != "."; dir = path.Dir(dir) {
			if checkParents(t.disk, dir) != nil || t.disk.Remove(dir) != nil {
				break // there is something in it
			}
		}
	}
}

func (t *transaction) change(i int, c Change) error {
	if err := checkParents(t.disk, c.Path); err != nil {
		return err
	}
	switch {
	case c.Keep:
		return nil
	case c.Remove:
		return t.disk.Remove(c.Path)
	}
	if err := t.disk.Rename(staged(i), c.Path); err != nil {
		return pathError("write", c.Path, err)
	}
	return nil
}

// clearWork removes what a transaction needed for itself.
func clearWork(d Disk) error {
	if err := d.RemoveAll(Work); err != nil {
		return fmt.Errorf("remove the staged files: %w", err)
	}
	return removeIfEmpty(d, Dir)
}

func removeIfEmpty(d Disk, dir string) error {
	entries, err := d.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil || len(entries) > 0 {
		return err
	}
	return d.Remove(dir)
}

func staged(i int) string { return stagedDir + "/" + strconv.Itoa(i) }
func saved(i int) string  { return savedDir + "/" + strconv.Itoa(i) }
