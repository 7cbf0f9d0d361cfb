package txn

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"runtime"
)

// found is what a path holds.
type found struct {
	content []byte
	perm    fs.FileMode
	state   string // see [state]; "" when nothing is there
}

// look reads what is at a path, without following links.
func look(d Disk, name string) (found, error) {
	if err := checkParents(d, name); err != nil {
		return found{}, err
	}
	info, err := d.Lstat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return found{}, nil
	case err != nil:
		return found{}, err
	case info.Mode()&fs.ModeSymlink != 0:
		return found{}, &LinkError{Path: name}
	case !info.Mode().IsRegular():
		return found{}, &ChangedError{Path: name}
	}
	content, err := d.ReadFile(name)
	if err != nil {
		return found{}, err
	}
	return found{content, info.Mode().Perm(), state(content, info.Mode())}, nil
}

// is reports whether what was found is what is expected.
func (f found) is(want *Entry) bool {
	if want == nil || f.state == "" {
		return want == nil && f.state == ""
	}
	return bytes.Equal(f.content, want.Content) && executable(f.perm) == executable(want.Mode)
}

// state is a short name for the contents of a file and whether it can be
// executed.
func state(content []byte, mode fs.FileMode) string {
	sum := sha256.Sum256(content)
	name := hex.EncodeToString(sum[:])
	if executable(mode) {
		name += "x"
	}
	return name
}

// says reports whether a file is of a state, or would be with the other line
// endings: git writes those that its configuration asks for.
func (f found) says(wanted string) bool {
	if f.state == "" || bytes.IndexByte(f.content, 0) >= 0 {
		return f.state == wanted
	}
	unix := bytes.ReplaceAll(f.content, []byte("\r\n"), []byte("\n"))
	return state(unix, f.perm) == wanted ||
		state(bytes.ReplaceAll(unix, []byte("\n"), []byte("\r\n")), f.perm) == wanted
}

// executable reports whether a mode lets the owner execute. Windows has no
// such thing.
func executable(mode fs.FileMode) bool { return runtime.GOOS != "windows" && mode&0o100 != 0 }
