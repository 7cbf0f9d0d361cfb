package project

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"mlvb/generator/files"
	"mlvb/generator/plan"
	"mlvb/generator/syntax"
	"mlvb/generator/template"
)

// State is what the last command left in .mlvb. The zero value is that of a
// folder that is no project yet.
type State struct {
	Record    Record
	Layout    Layout          // of Record, after RootMove
	Base      files.Tree      // what was last rendered; nil where BaseErr says why it can't be had
	BaseErr   error           // why Base is missing or does not belong to Record
	Conflicts []plan.Conflict // that were not settled when it was written
	RootMove  *RootMove       // nil where the mini-program is where Record knows it
}

// Read reads the state of a project for the version of mlvb that is running;
// an empty tool reads what any version wrote. The error is an [*Error].
func (f *Folder) Read(tool string) (State, error) {
	var s State
	var err error
	if s.Record, err = openRecord(f.Dir, tool); err != nil {
		return s, err
	}
	if s.Conflicts, err = readConflicts(f.Dir); err != nil {
		return s, err
	}
	// The list is in no commit yet where somebody threw an update away by git: it
	// stays, and the record goes back to an older version.
	s.Conflicts = slices.DeleteFunc(s.Conflicts, func(c plan.Conflict) bool { return c.To != s.Record.Template.Version })
	s.Base, s.BaseErr = baseOf(f.Dir, s.Record)
	s.Layout = s.Record.Layout
	return s.followRoot(f), nil
}

// CheckNoProject refuses a folder that is a project already. The error is an
// [*Error] with AlreadyAProject.
func (f *Folder) CheckNoProject() error {
	switch _, err := f.Disk.Lstat(RecordFile); {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return TargetFault(f.Dir, err)
	}
	return &Error{Reason: AlreadyAProject, Dir: f.Dir, Path: RecordFile}
}

// NeedBase refuses a state without a base. The error is an [*Error].
func (s State) NeedBase(dir string) error {
	if s.BaseErr == nil {
		return nil
	}
	return &Error{Reason: Broken, Dir: dir, Path: BaseFile, Err: s.BaseErr}
}

// openRecord reads the record, and refuses one that a newer mlvb than tool
// wrote.
func openRecord(dir, tool string) (Record, error) {
	r, err := ReadRecord(dir)
	var fault *syntax.Error
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return r, &Error{Reason: NotAProject, Dir: dir, Path: RecordFile}
	case errors.As(err, &fault):
		return r, &Error{Reason: Broken, Dir: dir, Path: RecordFile, Err: err}
	case err != nil:
		return r, err
	case template.Newer(r.Tool, tool):
		return r, &Error{Reason: MadeByNewer, Dir: dir, Version: r.Tool}
	}
	return r, nil
}

// baseOf reads the base that belongs to a record.
func baseOf(dir string, r Record) (files.Tree, error) {
	base, err := ReadBase(dir)
	if err != nil {
		return nil, err
	}
	if base.Digest() != r.Base {
		return nil, fmt.Errorf("read %s: it does not belong to the record beside it", BaseFile)
	}
	return base, nil
}
