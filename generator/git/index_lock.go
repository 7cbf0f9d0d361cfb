package git

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// updateIndex replaces git's index the way git does: it is read and written
// under its lock, so that nothing that git adds meanwhile is lost. Where change
// returns nothing, the index stays. A repository without an index is left alone.
func (w workTree) updateIndex(change func(data []byte, x indexFile) ([]byte, error)) (err error) {
	lock := w.index() + ".lock"
	f, err := os.OpenFile(lock, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s is there: another git is at work", lock)
	}
	if err != nil {
		return err
	}
	changed, err := w.changeIndex(f, change)
	if err = errors.Join(err, f.Close()); err == nil && changed {
		err = os.Rename(lock, w.index())
	}
	if err != nil || !changed {
		return errors.Join(err, os.Remove(lock))
	}
	return nil
}

// changeIndex writes the changed index into the lock.
func (w workTree) changeIndex(lock *os.File, change func(data []byte, x indexFile) ([]byte, error)) (changed bool, err error) {
	data, x, err := w.readIndex()
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil // nothing is in git yet
	}
	if err != nil {
		return false, err
	}
	data, err = change(data, x)
	if err != nil || data == nil {
		return false, err
	}
	if info, err := os.Stat(w.index()); err == nil {
		_ = lock.Chmod(info.Mode().Perm()) // as far as the file system has modes
	}
	_, err = lock.Write(data)
	return true, err
}

// readIndex reads the index, and returns its bytes too.
func (w workTree) readIndex() ([]byte, indexFile, error) {
	data, err := readRegular(w.index())
	if err != nil {
		return nil, indexFile{}, err
	}
	x, err := parseIndex(data)
	return data, x, err
}
