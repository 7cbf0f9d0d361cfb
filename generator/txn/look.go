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
type fileState struct {
	content     []byte
	perm        fs.FileMode
	fingerprint string // see [fingerprint]; "" when nothing is there
}

// look reads what is at a path, without following links.
func look(d Disk, name string) (fileState, error) {
	if err := checkParents(d, name); err != nil {
		return fileState{}, err
	}
	info, err := d.Lstat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fileState{}, nil
	case err != nil:
		return fileState{}, err
	case info.Mode()&fs.ModeSymlink != 0:
		return fileState{}, &LinkError{Path: name}
	case !info.Mode().IsRegular():
		return fileState{}, &ChangedError{Path: name}
	}
	content, err := d.ReadFile(name)
	if err != nil {
		return fileState{}, err
	}
	return fileState{content, info.Mode().Perm(), fingerprint(content, info.Mode())}, nil
}

// equals reports whether what was found is what is expected.
func (f fileState) equals(want *Entry) bool {
	if want == nil || f.fingerprint == "" {
		return want == nil && f.fingerprint == ""
	}
	return bytes.Equal(f.content, want.Content) && executable(f.perm) == executable(want.Mode)
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

// matches reports whether a file has that fingerprint, as it is or with other
// line endings: a checkout by git changes them as core.autocrlf says.
func (f fileState) matches(wanted string) bool {
	if f.fingerprint == "" || bytes.IndexByte(f.content, 0) >= 0 {
		return f.fingerprint == wanted
	}
	unix := bytes.ReplaceAll(f.content, []byte("\r\n"), []byte("\n"))
	return fingerprint(unix, f.perm) == wanted ||
		fingerprint(bytes.ReplaceAll(unix, []byte("\n"), []byte("\r\n")), f.perm) == wanted
}

// executable reports whether a mode lets the owner execute. Windows has no
// such thing.
func executable(mode fs.FileMode) bool { return runtime.GOOS != "windows" && mode&0o100 != 0 }
