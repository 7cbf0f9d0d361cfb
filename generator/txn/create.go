package txn

import (
	"errors"
	"io/fs"
	"path"
	"strings"

	"mlvb/generator/filesystem"
)

// Create makes the folder name in parent: fill writes its contents into a
// folder that lies in a stage beside it, and which takes the name when all went
// well. When anything fails, nothing of it stays, the parents of name that it
// made included.
//
// What killed runs left in that place goes first; what belongs to a live run
// is not touched.
func Create(parent filesystem.Disk, name string, fill func(folder filesystem.Disk) error) (err error) {
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
		return filesystem.PathError("open", path.Dir(name), err)
	}
	defer beside.Close()
	sweep(beside)
	s, err := newStage(beside)
	if err != nil {
		return err
	}
	defer s.lock.Close()
	if err = s.fill(fill); err == nil {
		err = beside.RenameNew(s.content(), path.Base(name))
	}
	removeErr := s.remove()
	if err == nil {
		return nil // what can't be removed of the stage is swept away by the next run
	}
	return errors.Join(err, removeErr)
}

// makeParents makes the folders on the way to a folder and the folder itself,
// and returns those that were not there.
func makeParents(d filesystem.Disk, dir string) (made []string, err error) {
	at := ""
	for part := range strings.SplitSeq(dir, "/") {
		at = path.Join(at, part)
		err := d.Mkdir(at, 0o755)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return made, filesystem.PathError("mkdir", at, err)
		}
		made = append(made, at)
	}
	return made, nil
}

// removeFolders removes folders that are empty, the last first.
func removeFolders(d filesystem.Disk, dirs []string) {
	for i := len(dirs) - 1; i >= 0; i-- {
		if d.Remove(dirs[i]) != nil {
			return // somebody put something there
		}
	}
}
