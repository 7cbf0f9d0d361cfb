package txn

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"

	"mlvb/generator/filesystem"
)

// recovery takes a transaction back, or completes one that is done. Both can be
// broken off at any point and begun anew.
type recovery struct {
	disk    filesystem.Disk
	journal journal
	folder  asideFolder
	aside   []string // paths of what was put aside, each once
}

// recoverFolder brings a folder in order after a killed run. It reports whether
// a transaction was taken back, and where files are that could not go back.
func recoverFolder(d filesystem.Disk) (undone bool, aside []string, err error) {
	left, err := hasWork(d)
	if err != nil {
		return false, nil, err
	}
	if !left {
		return false, nil, removeIfEmpty(d, Dir)
	}
	done, err := exists(d, doneFile)
	if err != nil {
		return false, nil, err
	}
	if done {
		_, aside, err = finish(d)
		return false, aside, err
	}
	j, err := readJournal(d, journalFile)
	if errors.Is(err, fs.ErrNotExist) {
		return true, nil, clearWork(d) // nothing had been changed yet
	}
	if err != nil {
		return false, nil, err
	}
	aside, err = rollBack(d, j)
	return true, aside, err
}

// rollBack takes the steps of a journal back, the last first. What somebody
// else wrote since stays where it is: what should have come back to its place
// is put aside.
func rollBack(d filesystem.Disk, j journal) ([]string, error) {
	r := recovery{disk: d, journal: j, folder: asideFolder{disk: d}}
	if err := r.makeFolders(); err != nil {
		return nil, err
	}
	var errs []error
	for i, s := range slices.Backward(j.Steps) {
		if err := r.takeBack(i, s); err != nil {
			errs = append(errs, err) // the others go back all the same
		}
	}
	if err := errors.Join(errs...); err != nil {
		return r.aside, fmt.Errorf("take the changes back: %w", err)
	}
	if err := r.putStraysAside(false); err != nil {
		return r.aside, fmt.Errorf("take the changes back: %w", err)
	}
	removeEmpty(d, slices.Backward(j.Folders))
	if err := removeFile(d, journalFile); err != nil {
		return r.aside, err
	}
	return r.aside, clearWork(d)
}

// makeFolders makes the folders that roll-back needs, where they are missing:
// a transaction of the first schema has none of them.
func (r *recovery) makeFolders() error {
	for _, dir := range []string{replacedDir, withdrawnDir} {
		there, err := exists(r.disk, dir)
		if err == nil && !there {
			err = r.disk.Mkdir(dir, 0o755)
		}
		if err != nil {
			return filesystem.PathError("mkdir", dir, err)
		}
	}
	return nil
}

// takeBack takes one path back to what it was, unless somebody changed it since.
func (r *recovery) takeBack(i int, s step) error {
	if s.Was == s.New {
		return nil
	}
	source, was, err := r.findReplaced(i, s)
	if err != nil {
		return err
	}
	if source == "" {
		if s.Was != "" {
			return nil // this step was not made yet
		}
		return r.withdraw(i, s)
	}
	now, err := look(r.disk, s.Path)
	switch {
	case isObstacle(err):
		return nil
	case err != nil:
		return err
	case now.fingerprint == was.fingerprint:
		return nil
	case now.fingerprint == "":
		return r.putBack(s, source)
	case now.fingerprint == s.New:
		return r.swapBack(i, s, source)
	}
	return nil
}

// findReplaced finds the file that a step replaced or removed; "" is none.
func (r *recovery) findReplaced(i int, s step) (name string, was fileState, err error) {
	if s.Was == "" {
		return "", was, nil
	}
	names := []string{r.journal.replaced(i), r.journal.staged(i)}
	if r.journal.Schema == firstSchema {
		waits, err := exists(r.disk, stagedInWork(i))
		if err != nil || waits {
			return "", was, err
		}
		names = []string{saved(i)}
	}
	for _, name := range names {
		was, err := look(r.disk, name)
		if isObstacle(err) || err == nil && was.fingerprint != "" && was.fingerprint != s.New {
			return name, was, nil
		}
		if err != nil {
			return "", was, err
		}
	}
	return "", fileState{}, nil
}

// withdraw takes a new file away, if it is the transaction's. One that somebody
// put there in that very moment comes back.
func (r *recovery) withdraw(i int, s step) error {
	now, err := look(r.disk, s.Path)
	if isObstacle(err) || err == nil && now.fingerprint != s.New {
		return nil
	}
	if err != nil {
		return err
	}
	ours, err := r.isOurs(i, s)
	if err != nil || !ours {
		return err
	}
	if err := r.rename(s.Path, r.journal.withdrawn(i), r.disk.Rename); err != nil {
		return err
	}
	taken, err := look(r.disk, r.journal.withdrawn(i))
	if isObstacle(err) || err == nil && taken.fingerprint != s.New {
		return r.rename(r.journal.withdrawn(i), s.Path, r.disk.RenameNew)
	}
	return err
}

// isOurs reports whether the file at a path is the one that was staged: that
// does not wait in its place any more, or is the same file under two names, as
// where a run was killed while it gave a file its second name.
func (r *recovery) isOurs(i int, s step) (bool, error) {
	for _, name := range []string{r.journal.staged(i), stagedInWork(i)} {
		staged, err := r.disk.Lstat(name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return false, filesystem.PathError("read", name, err)
		}
		there, err := r.disk.Lstat(s.Path)
		if err != nil {
			return false, filesystem.PathError("read", s.Path, err)
		}
		return os.SameFile(staged, there), nil
	}
	return true, nil
}

// putBack fills a path where nothing is: the transaction removed the file, or
// was killed between the two renames that replace one.
func (r *recovery) putBack(s step, source string) error {
	if _, err := makeParents(r.disk, path.Dir(s.Path)); err != nil {
		return err
	}
	return r.rename(source, s.Path, r.disk.RenameNew)
}

// swapBack puts the old file in the place of the new one.
func (r *recovery) swapBack(i int, s step, source string) error {
	err := r.disk.Exchange(source, s.Path)
	if !errors.Is(err, errors.ErrUnsupported) {
		return r.renamed(s.Path, err)
	}
	if err := r.rename(s.Path, r.journal.withdrawn(i), r.disk.Rename); err != nil {
		return err
	}
	return r.rename(source, s.Path, r.disk.RenameNew)
}

// rename renames to or from a path of the project. That somebody was faster is
// no error: what can't go there is put aside.
func (r *recovery) rename(from, to string, rename func(from, to string) error) error {
	return r.renamed(to, rename(from, to))
}

func (r *recovery) renamed(name string, err error) error {
	if err == nil || errors.Is(err, fs.ErrExist) || errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return filesystem.PathError("write", name, err)
}
