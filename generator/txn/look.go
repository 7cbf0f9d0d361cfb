package txn

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"path"
	"runtime"
	"strings"

	"mlvb/generator/filesystem"
)

// fileState is the file at a path.
type fileState struct {
	content     []byte
	perm        fs.FileMode
	fingerprint string // "" when nothing is there
}

// Look returns the file at a path, and nil when nothing is there. It follows no
// link: the error is a [*LinkError], or a [*ChangedError] for a folder.
func Look(d filesystem.Disk, name string) (*filesystem.Entry, error) {
	f, err := look(d, name)
	if err != nil {
		return nil, err
	}
	return f.entry(path.Clean(name)), nil
}

// look reads the file at a path, without following links.
func look(d filesystem.Disk, name string) (fileState, error) {
	if err := checkParents(d, name); err != nil {
		return fileState{}, err
	}
	info, err := d.Lstat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fileState{}, nil
	case err != nil:
		return fileState{}, filesystem.PathError("read", name, err)
	case info.Mode()&fs.ModeSymlink != 0:
		return fileState{}, &LinkError{Path: name}
	case !info.Mode().IsRegular():
		return fileState{}, &ChangedError{Path: name}
	}
	content, err := d.ReadFile(name)
	switch {
	case errors.Is(err, fs.ErrNotExist): // it went just now
		return fileState{}, nil
	case errors.Is(err, filesystem.ErrNotRegular):
		return fileState{}, &ChangedError{Path: name}
	case err != nil:
		return fileState{}, filesystem.PathError("read", name, err)
	}
	return fileState{content, info.Mode().Perm(), fingerprint(content, info.Mode())}, nil
}

// isObstacle reports whether look found something at a path that is no file.
func isObstacle(err error) bool {
	var link *LinkError
	var changed *ChangedError
	return errors.As(err, &link) || errors.As(err, &changed)
}

// checkParents refuses a path on whose way there is a link or a file.
func checkParents(d filesystem.Disk, name string) error {
	dir := ""
	for part := range strings.SplitSeq(path.Dir(name), "/") {
		dir = path.Join(dir, part)
		info, err := d.Lstat(dir)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return filesystem.PathError("read", dir, err)
		case info.Mode()&fs.ModeSymlink != 0:
			return &LinkError{Path: dir}
		case !info.IsDir():
			return &ChangedError{Path: dir}
		}
	}
	return nil
}

// exists reports whether anything is at a path.
func exists(d filesystem.Disk, name string) (bool, error) {
	_, err := d.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, filesystem.PathError("read", name, err)
	}
	return true, nil
}

func (f fileState) entry(name string) *filesystem.Entry {
	if f.fingerprint == "" {
		return nil
	}
	return &filesystem.Entry{Path: name, Content: f.content, Mode: f.perm, Exact: true}
}

// equals reports whether what was found is what is expected.
func (f fileState) equals(want *filesystem.Entry) bool {
	if want == nil || f.fingerprint == "" {
		return want == nil && f.fingerprint == ""
	}
	return bytes.Equal(f.content, want.Content) && executable(f.perm) == executable(want.Mode)
}

// matches reports whether a file has that fingerprint, as it is or with other
// line endings: a checkout by git changes them as core.autocrlf says.
func (f fileState) matches(wanted string) bool {
	if f.fingerprint == wanted || f.fingerprint == "" || bytes.IndexByte(f.content, 0) >= 0 {
		return f.fingerprint == wanted
	}
	unix := bytes.ReplaceAll(f.content, []byte("\r\n"), []byte("\n"))
	return fingerprint(unix, f.perm) == wanted ||
		fingerprint(bytes.ReplaceAll(unix, []byte("\n"), []byte("\r\n")), f.perm) == wanted
}

// fingerprint is a short name for the contents of a file and whether it can be
// executed.
func fingerprint(content []byte, mode fs.FileMode) string {
	sum := sha256.Sum256(content)
	name := hex.EncodeToString(sum[:])
	if executable(mode) {
		name += "x"
	}
	return name
}

func fingerprintOf(e *filesystem.Entry) string {
	if e == nil {
		return ""
	}
	return fingerprint(e.Content, e.Mode)
}

// executable reports whether a mode lets the owner execute. Windows has no
// such thing.
func executable(mode fs.FileMode) bool { return runtime.GOOS != "windows" && mode&0o100 != 0 }
