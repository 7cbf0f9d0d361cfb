package project

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"strings"
	"syscall"

	"mlvb/generator/filesystem"
	"mlvb/generator/txn"
)

// TargetReason is why a project can't be written to a folder.
type TargetReason string

// The reasons of a [TargetError].
const (
	TargetIsFile      TargetReason = "is-file"      // Dir, or a parent of it, is not a folder
	TargetIsLink      TargetReason = "is-link"      // Dir or Path is a symbolic link
	TargetNotWritable TargetReason = "not-writable" // Err says why
	TargetNotEmpty    TargetReason = "not-empty"    // Path is the first thing that is in the way
	TargetIsProject   TargetReason = "is-project"   // it has a record already
	TargetCollides    TargetReason = "collides"     // Path is there, and the template would write it
	TargetChanged     TargetReason = "changed"      // Path changed while mlvb was running
	TargetBusy        TargetReason = "busy"         // another mlvb works in it
	TargetInterrupted TargetReason = "interrupted"  // a run was killed; any command but a dry run repairs it
)

// TargetError tells why a project can't be written to a folder.
type TargetError struct {
	Reason TargetReason
	Dir    string // as the caller named it
	Path   string // within Dir, with slashes; empty where Dir itself is meant
	Err    error  // the cause, may be nil
}

// Error names the place, the reason and the cause.
func (e *TargetError) Error() string {
	say := filepath.Join(e.Dir, filepath.FromSlash(e.Path)) + ": " + string(e.Reason)
	if e.Err != nil {
		say += ": " + e.Err.Error()
	}
	return say
}

// Unwrap returns the cause.
func (e *TargetError) Unwrap() error { return e.Err }

// TargetFault words what the system has against a folder; nil stays nil. The
// error is a [*TargetError] where there are words for it.
func TargetFault(dir string, err error) error {
	var target *TargetError
	var link *txn.LinkError
	var changed *txn.ChangedError
	switch {
	case err == nil, errors.As(err, &target):
		return err
	case errors.Is(err, filesystem.ErrBusy):
		return &TargetError{Reason: TargetBusy, Dir: dir}
	case errors.As(err, &link):
		return &TargetError{Reason: TargetIsLink, Dir: dir, Path: link.Path}
	case errors.As(err, &changed):
		return &TargetError{Reason: TargetChanged, Dir: dir, Path: changed.Path}
	case errors.Is(err, fs.ErrExist):
		return &TargetError{Reason: TargetChanged, Dir: dir, Err: err} // it appeared after the plan was made
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return &TargetError{Reason: TargetNotWritable, Dir: dir, Path: pathIn(err), Err: err}
	}
	return fmt.Errorf("%s: %w", dir, err)
}

// pathIn is the file that an error of the system is about, within the folder;
// empty where it is the folder itself, or a stage that nobody knows.
func pathIn(err error) string {
	var fault *fs.PathError
	if !errors.As(err, &fault) {
		return ""
	}
	name := filepath.ToSlash(fault.Path)
	if strings.HasPrefix(name, txn.StagePrefix) {
		_, name, _ = strings.Cut(name, "/")
	}
	if name == "." || path.IsAbs(name) || filepath.IsAbs(fault.Path) {
		return ""
	}
	return name
}
