package txn

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
)

// maxStages bounds how many runs can be making folders in one parent at once.
const maxStages = 100

// Create makes the folder name in parent: fill writes its contents into a
// folder beside it, which takes the name when all went well. When anything
// fails, nothing of it stays, the parents of name that it made included.
//
// What killed runs left in that place goes first; what belongs to a live run
// is not touched.
func Create(parent Disk, name string, fill func(stage Disk) error) (err error) {
	made, err := makeParents(parent, path.Dir(name))
	defer func() {
		if err != nil {
			removeFolders(parent, made)
		}
	}()
	if err != nil {
		return err
	}
	beside, err := parent.Sub(path.Dir(name))
	if err != nil {
		return err
	}
	defer beside.Close()
	sweep(beside)
	stageName, lock, err := newStage(beside)
	if err != nil {
		return err
	}
	defer lock.Close()
	if err = fillStage(beside, stageName, fill); err == nil {
		err = beside.Rename(stageName, path.Base(name))
	}
	if err != nil {
		return errors.Join(err, beside.RemoveAll(stageName))
	}
	return nil
}

// fillStage has the stage closed when it returns: Windows renames no folder
// that is open.
func fillStage(beside Disk, name string, fill func(stage Disk) error) error {
	stage, err := beside.Sub(name)
	if err != nil {
		return err
	}
	defer stage.Close()
	return fill(stage)
}

// makeParents makes the folders on the way to a folder and the folder itself,
// and returns those that were not there.
func makeParents(d Disk, dir string) (made []string, err error) {
	at := ""
	for part := range strings.SplitSeq(dir, "/") {
		at = path.Join(at, part)
		err := d.Mkdir(at, 0o755)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return made, pathError("mkdir", at, err)
		}
		made = append(made, at)
	}
	return made, nil
}

// removeFolders removes folders that are empty, the last first.
func removeFolders(d Disk, dirs []string) {
	for i := len(dirs) - 1; i >= 0; i-- {
		if d.Remove(dirs[i]) != nil {
			return // somebody put something there
		}
	}
}

// newStage makes an empty folder under a name of its own and locks it.
func newStage(beside Disk) (string, io.Closer, error) {
	for i := range maxStages {
		name := fmt.Sprintf("%s%d", StagePrefix, i+1)
		err := beside.Mkdir(name, 0o755)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return "", nil, pathError("mkdir", name, err)
		}
		lock, err := lockStage(beside, name)
		if errors.Is(err, ErrBusy) || errors.Is(err, fs.ErrNotExist) {
			continue // another run took it for a leftover before it was locked
		}
		if err != nil {
			return "", nil, errors.Join(err, beside.Remove(name))
		}
		return name, lock, nil
	}
	return "", nil, ErrBusy
}

// lockStage locks a new stage. The error is fs.ErrNotExist when the folder was
// removed between its making and its locking.
func lockStage(beside Disk, name string) (io.Closer, error) {
	before, err := beside.Lstat(name)
	if err != nil {
		return nil, err
	}
	lock, err := beside.Lock(name)
	if errors.Is(err, errNoLocks) {
		return io.NopCloser(nil), nil
	}
	if err != nil {
		return nil, err
	}
	after, err := beside.Lstat(name)
	if err == nil && !os.SameFile(before, after) {
		err = fs.ErrNotExist
	}
	if err != nil {
		return nil, errors.Join(err, lock.Close())
	}
	return lock, nil
}

// sweep removes the stages that killed runs left: those that nobody locks. It
// does what it can; what it can't remove is in nobody's way.
func sweep(beside Disk) {
	entries, _ := beside.ReadDir(".")
	for _, e := range entries {
		if !isStage(e) {
			continue
		}
		if lock, err := beside.Lock(e.Name()); err == nil {
			_ = beside.RemoveAll(e.Name())
			_ = lock.Close()
		}
	}
}

func isStage(e fs.DirEntry) bool { return e.IsDir() && strings.HasPrefix(e.Name(), StagePrefix) }
