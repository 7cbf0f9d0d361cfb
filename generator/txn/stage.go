package txn

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"

	"mlvb/generator/filesystem"
)

// stage is a folder in which a new folder is made. Its name has a token, and it
// holds a file that repeats the token: a folder that a user happened to call so
// has no such file, and a copy under another name has another token.
type stage struct {
	beside filesystem.Disk
	name   string
	lock   io.Closer
}

// Names in a stage.
const (
	proofFile     = "made-by-mlvb"
	contentFolder = "folder"
)

// proof is what the file says that marks a stage.
func proof(name string) string {
	return "mlvb makes a folder in here, and removes " + name + " after that.\n"
}

func (s stage) proofFile() string { return path.Join(s.name, proofFile) }
func (s stage) content() string   { return path.Join(s.name, contentFolder) }

// newStage makes a stage and locks it.
func newStage(beside filesystem.Disk) (stage, error) {
	s := stage{beside: beside, name: StagePrefix + newToken()}
	if err := beside.Mkdir(s.name, 0o755); err != nil {
		return s, filesystem.PathError("mkdir", s.name, err)
	}
	var err error
	if s.lock, err = lockStage(beside, s.name); err != nil {
		return s, errors.Join(err, beside.Remove(s.name))
	}
	_, err = beside.WriteFile(s.proofFile(), []byte(proof(s.name)), 0o644, false)
	if err == nil {
		err = beside.Mkdir(s.content(), 0o755)
	}
	if err != nil {
		return s, errors.Join(filesystem.PathError("make", s.name, err), s.remove(), s.lock.Close())
	}
	return s, nil
}

// lockStage locks a new stage. The error is [filesystem.ErrBusy] where another run took it
// for a leftover before that.
func lockStage(beside filesystem.Disk, name string) (io.Closer, error) {
	before, err := beside.Lstat(name)
	if err != nil {
		return nil, filesystem.PathError("lock", name, err)
	}
	lock, err := beside.Lock(name)
	if errors.Is(err, filesystem.ErrNoLocks) {
		return io.NopCloser(nil), nil
	}
	if err != nil {
		return nil, filesystem.PathError("lock", name, err)
	}
	after, err := beside.Lstat(name)
	if err == nil && os.SameFile(before, after) {
		return lock, nil
	}
	return nil, errors.Join(filesystem.ErrBusy, lock.Close())
}

// fill has the folder closed when it returns: Windows renames no folder that is
// open.
func (s stage) fill(fill func(folder filesystem.Disk) error) error {
	folder, err := s.beside.Sub(s.content())
	if err != nil {
		return filesystem.PathError("open", s.content(), err)
	}
	defer folder.Close()
	return fill(folder)
}

// remove removes a stage, the proof that it is one last but for the folder. It
// tries twice: virus scanners keep new files open for a moment.
func (s stage) remove() error {
	if s.removeOnce() == nil {
		return nil
	}
	return s.removeOnce()
}

func (s stage) removeOnce() error {
	for _, name := range []string{s.content(), s.proofFile()} {
		if err := s.beside.RemoveAll(name); err != nil {
			return filesystem.PathError("remove", name, err)
		}
	}
	return removeFile(s.beside, s.name)
}

// sweep removes the stages that killed runs left: those that nobody locks. It
// does what it can; what it can't remove is in nobody's way.
func sweep(beside filesystem.Disk) {
	entries, _ := beside.ReadDir(".")
	for _, e := range entries {
		if !isStage(beside, e) {
			continue
		}
		lock, err := beside.Lock(e.Name())
		if err != nil {
			continue
		}
		if isStage(beside, e) { // as before the lock
			_ = stage{beside: beside, name: e.Name()}.remove()
		}
		_ = lock.Close()
	}
}

// isStage reports whether a folder is proven to be a stage. It is too where a
// run was killed before the proof was whole, or after it went: then nothing
// else is in it, and its name has a token.
func isStage(beside filesystem.Disk, e fs.DirEntry) bool {
	token, ok := strings.CutPrefix(e.Name(), StagePrefix)
	if !ok || !e.IsDir() || len(token) < 20 || strings.Trim(token, tokenLetters) != "" {
		return false
	}
	s := stage{beside: beside, name: e.Name()}
	said, err := beside.ReadFile(s.proofFile())
	if err == nil && string(said) == proof(s.name) {
		return true
	}
	entries, listErr := beside.ReadDir(s.name)
	if listErr != nil {
		return false
	}
	unfinished := err == nil && strings.HasPrefix(proof(s.name), string(said))
	return len(entries) == 0 || len(entries) == 1 && unfinished
}
