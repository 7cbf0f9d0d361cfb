package txn

import (
	"cmp"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"mlvb/generator/filesystem"
)

// maxLevels is how many transactions can be undone, one after another.
const maxLevels = 5

// level is the undo data of a transaction, in a folder of its own:
// .mlvb/undo/N, where the newest has the highest number. Older versions of mlvb
// kept one transaction, in .mlvb/undo itself: that is number 0.
type level struct {
	dir    string
	number int
}

func (l level) journal() string { return path.Join(l.dir, "done") }

// levelNumber is the number of the level in a folder.
func levelNumber(dir string) (int, bool) {
	if dir == UndoDir {
		return 0, true
	}
	name, ok := strings.CutPrefix(dir, UndoDir+"/")
	n, err := strconv.Atoi(name)
	return n, ok && err == nil && n > 0 && strconv.Itoa(n) == name
}

// levels are those that are kept, the newest first. A level without a journal
// is one whose removal was broken off.
func levels(d filesystem.Disk) ([]level, error) {
	if err := checkParents(d, UndoDir+"/1/done"); err != nil {
		return nil, err
	}
	entries, err := d.ReadDir(UndoDir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, filesystem.PathError("read", UndoDir, err)
	}
	dirs := []string{UndoDir}
	for _, e := range entries {
		if e.IsDir() {
			dirs = append(dirs, path.Join(UndoDir, e.Name()))
		}
	}
	var list []level
	for _, dir := range dirs {
		n, ok := levelNumber(dir)
		if !ok {
			continue
		}
		l := level{dir, n}
		there, err := exists(d, l.journal())
		if err != nil {
			return nil, err
		}
		if there {
			list = append(list, l)
		}
	}
	slices.SortFunc(list, func(a, b level) int { return cmp.Compare(b.number, a.number) })
	return list, nil
}

// keepLevel keeps a transaction that is done for undo, and drops the oldest
// ones. A transaction that completes another takes its number.
func keepLevel(d filesystem.Disk, done journal) (dir string, err error) {
	for _, gone := range []string{stagedDir, replacedDir, withdrawnDir, notesDir, journalFile} {
		if err := d.RemoveAll(gone); err != nil {
			return "", filesystem.PathError("remove", gone, err)
		}
	}
	list, err := levels(d)
	if err != nil {
		return "", err
	}
	number, _ := levelNumber(done.Replaces)
	if number == 0 {
		number = 1
		if len(list) > 0 {
			number = list[0].number + 1
		}
	}
	if err := d.Mkdir(UndoDir, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return "", filesystem.PathError("mkdir", UndoDir, err)
	}
	dir = path.Join(UndoDir, strconv.Itoa(number))
	if err := d.RemoveAll(dir); err != nil { // a level without a journal
		return "", filesystem.PathError("remove", dir, err)
	}
	if err := d.Rename(Work, dir); err != nil {
		return "", filesystem.PathError("write", dir, err)
	}
	for len(list) >= maxLevels {
		_ = removeLevel(d, list[len(list)-1].dir) // the next transaction does it otherwise
		list = list[:len(list)-1]
	}
	return dir, nil
}

// removeLevel removes undo data, its journal first: from then on it does not
// count.
func removeLevel(d filesystem.Disk, dir string) error {
	l := level{dir: dir}
	if err := checkParents(d, l.journal()); err != nil {
		return err
	}
	if err := removeFile(d, l.journal()); err != nil {
		return err
	}
	gone := []string{dir}
	if dir == UndoDir { // the other levels are in it
		files, err := d.ReadDir(dir)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return filesystem.PathError("read", dir, err)
		}
		gone = nil
		for _, e := range files {
			if name := path.Join(dir, e.Name()); e.Type().IsRegular() || name == path.Join(dir, "old") {
				gone = append(gone, name)
			}
		}
	}
	for _, name := range gone {
		if err := d.RemoveAll(name); err != nil {
			return filesystem.PathError("remove", name, err)
		}
	}
	return removeIfEmpty(d, UndoDir)
}
