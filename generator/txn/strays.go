package txn

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"

	"mlvb/generator/filesystem"
)

// putStraysAside empties the places where a transaction puts the files that it
// replaces. What the project has, what the transaction itself wrote, and, when
// it is done, what it was to replace can go. Everything else is somebody's, and
// is put aside.
func (r *recovery) putStraysAside(done bool) error {
	if err := r.readNotes(); err != nil {
		return err
	}
	places, err := r.listPlaces()
	if err != nil {
		return err
	}
	for i, s := range r.journal.Steps {
		for _, name := range r.strayNames(i, s, done) {
			if !s.Beside && !places[name] {
				continue
			}
			if err := r.checkStray(i, s, name, done); err != nil {
				return err
			}
		}
		if s.Beside {
			if err := r.clearBeside(i); err != nil {
				return err
			}
		}
	}
	return nil
}

// listPlaces lists what is in the folders of replaced files.
func (r *recovery) listPlaces() (map[string]bool, error) {
	places := map[string]bool{}
	for _, dir := range []string{stagedDir, replacedDir, withdrawnDir, savedDir} {
		entries, err := r.disk.ReadDir(dir)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, filesystem.PathError("read", dir, err)
		}
		for _, e := range entries {
			places[path.Join(dir, e.Name())] = true
		}
	}
	return places, nil
}

// strayNames are the places where something of somebody's may be.
func (r *recovery) strayNames(i int, s step, done bool) []string {
	names := []string{r.journal.replaced(i), r.journal.staged(i), r.journal.withdrawn(i)}
	if r.journal.Schema == firstSchema && !done && s.Was != s.New {
		if name, _, err := r.findReplaced(i, s); err == nil && name != "" {
			names = append(names, name)
		}
	}
	return names
}

// checkStray puts a file aside unless it can go.
func (r *recovery) checkStray(i int, s step, name string, done bool) error {
	if err := checkParents(r.disk, name); isObstacle(err) {
		return nil // the folder is another one now: what was in it is not there
	}
	stray, err := look(r.disk, name)
	switch {
	case err != nil && !isObstacle(err):
		return err
	case err != nil:
		return r.putAside(i, name, stray)
	case stray.fingerprint == "", stray.fingerprint == s.New, done && stray.fingerprint == s.Was:
		return nil
	}
	now, err := look(r.disk, s.Path)
	switch {
	case err != nil && !isObstacle(err):
		return err
	case err == nil && now.fingerprint == stray.fingerprint:
		return nil
	}
	return r.putAside(i, name, stray)
}

// putAside moves a file to [AsideDir]. A note tells the next recovery where to,
// for the case that this one is killed before it could say so.
func (r *recovery) putAside(i int, name string, f fileState) error {
	to, there, err := r.folder.place(r.journal.Steps[i].Path, f.fingerprint)
	if err != nil {
		return err
	}
	if !there {
		if err := r.folder.make(to); err != nil {
			return err
		}
		if err := r.note(to); err != nil {
			return err
		}
		if err := r.move(name, to, f); err != nil {
			return filesystem.PathError("put aside", name, err)
		}
	}
	if !slices.Contains(r.aside, to) {
		r.aside = append(r.aside, to)
	}
	return nil
}

// move moves a file, to another device too: there, it goes after its copy is
// written.
func (r *recovery) move(from, to string, f fileState) error {
	err := r.disk.RenameNew(from, to)
	if !filesystem.IsOtherDevice(err) || f.fingerprint == "" {
		return err
	}
	unfinished := path.Join(Work, "unfinished")
	if err := removeFile(r.disk, unfinished); err != nil {
		return err
	}
	if _, err := write(r.disk, unfinished, f.entry(to)); err != nil {
		return err
	}
	if err := r.disk.RenameNew(unfinished, to); err != nil {
		return err
	}
	return r.disk.Remove(from)
}

// note writes down a path that a file is about to be put aside to.
func (r *recovery) note(to string) error {
	err := r.disk.Mkdir(notesDir, 0o755)
	for n := 0; err == nil || errors.Is(err, fs.ErrExist); n++ {
		_, err = r.disk.WriteFile(path.Join(notesDir, strconv.Itoa(n)), []byte(to), 0o644, false)
		if err == nil {
			return nil
		}
	}
	return filesystem.PathError("write", notesDir, err)
}

// readNotes recalls what an earlier recovery put aside.
func (r *recovery) readNotes() error {
	entries, err := r.disk.ReadDir(notesDir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return filesystem.PathError("read", notesDir, err)
	}
	for _, e := range entries {
		to, err := r.disk.ReadFile(path.Join(notesDir, e.Name()))
		if err != nil {
			return filesystem.PathError("read", notesDir, err)
		}
		if there, err := exists(r.disk, string(to)); err == nil && there && !slices.Contains(r.aside, string(to)) {
			r.aside = append(r.aside, string(to))
		}
	}
	return nil
}

// clearBeside removes what a step left beside its path.
func (r *recovery) clearBeside(i int) error {
	for _, what := range []string{"unfinished", "new", "replaced", "withdrawn"} {
		name := r.journal.beside(i, what)
		err := checkParents(r.disk, name)
		if isObstacle(err) {
			return nil // the folder went, and what was in it
		}
		if err != nil {
			return err
		}
		if err := r.disk.RemoveAll(name); err != nil {
			return fmt.Errorf("clear up: %w", filesystem.PathError("remove", name, err))
		}
	}
	return nil
}
