package txn

import (
	"errors"
	"io/fs"
	"iter"
	"slices"

	"mlvb/generator/filesystem"
)

// finish completes a transaction whose changes are all made: it puts aside what
// somebody saved into a file just as that was replaced, removes what is not
// needed any more, and keeps the rest for undo. It can be broken off and begun
// anew at any point. It returns the folder of the undo data, and where files are
// that were put aside.
func finish(d filesystem.Disk) (kept string, aside []string, err error) {
	done, err := readJournal(d, doneFile)
	if err != nil {
		return "", nil, err
	}
	ran, err := readJournal(d, journalFile) // where that one is not the whole of what is kept
	if errors.Is(err, fs.ErrNotExist) {
		ran, err = done, nil
	}
	if err != nil {
		return "", nil, err
	}
	r := recovery{disk: d, journal: ran, folder: asideFolder{disk: d}}
	if err := r.putStraysAside(true); err != nil {
		return "", r.aside, err
	}
	var emptied []string
	for _, f := range ran.Emptied {
		emptied = append(emptied, f.Path)
	}
	removeEmpty(d, slices.Backward(emptied))
	if done.Replaces != "" {
		if err := removeLevel(d, done.Replaces); err != nil {
			return "", r.aside, err
		}
	}
	if !done.undoable() {
		return "", r.aside, clearWork(d)
	}
	kept, err = keepLevel(d, done)
	return kept, r.aside, err
}

// removeEmpty removes folders, in that order, unless there is something in them.
// What somebody put in the place of such a folder, a file or a link, stays.
func removeEmpty(d filesystem.Disk, dirs iter.Seq2[int, string]) {
	for _, dir := range dirs {
		if checkParents(d, dir) != nil {
			continue
		}
		if info, err := d.Lstat(dir); err == nil && info.IsDir() {
			_ = d.Remove(dir)
		}
	}
}

// clearWork removes what a transaction needed for itself.
func clearWork(d filesystem.Disk) error {
	if err := d.RemoveAll(Work); err != nil {
		return filesystem.PathError("remove", Work, err)
	}
	return removeIfEmpty(d, Dir)
}

// removeFile removes a file, or an empty folder, if it is there.
func removeFile(d filesystem.Disk, name string) error {
	if err := d.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return filesystem.PathError("remove", name, err)
	}
	return nil
}

func removeIfEmpty(d filesystem.Disk, dir string) error {
	entries, err := d.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil && len(entries) == 0 {
		err = d.Remove(dir)
	}
	if err != nil {
		return filesystem.PathError("remove", dir, err)
	}
	return nil
}
