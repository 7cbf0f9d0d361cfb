package generator

import (
	"bytes"
	"context"
	"errors"
	"reflect"

	"mlvb/generator/txn"
)

// sameBut reports whether two records differ in nothing but the version of
// mlvb that wrote them.
func (r Record) sameBut(other Record) bool {
	return r.Schema == other.Schema && r.Template == other.Template && r.Base == other.Base &&
		reflect.DeepEqual(r.Answers, other.Answers) && r.Layout.equal(other.Layout)
}

// changes works out what is to be written.
func (u *updating) changes() error {
	var err error
	u.list, err = u.changeList()
	u.result.Changed = len(u.list) > 0
	return err
}

// changeList is what the plan does to the disk, and the record after that.
func (u *updating) changeList() ([]txn.Change, error) {
	list := u.result.Plan.changes()
	files, err := u.recordFiles()
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		was, err := txn.Look(u.disk, f.Path)
		if err != nil {
			return nil, targetFault(u.Dir, err)
		}
		switch {
		case was == nil && f.Content == nil:
		case f.Content == nil:
			list = append(list, txn.Change{Entry: txn.Entry{Path: f.Path}, Remove: true, Was: was})
		case was == nil || !bytes.Equal(was.Content, f.Content):
			e := f.entry()
			if was != nil {
				e.Mode, e.Exact = was.Mode, true
			}
			list = append(list, txn.Change{Entry: e, Was: was})
		}
	}
	return list, nil
}

// recordFiles are the files of the record as they have to be, the ones that
// make it count last; no content is no file.
func (u *updating) recordFiles() ([]File, error) {
	conflicts := File{Path: conflictsFile}
	if len(u.result.Conflicts) > 0 {
		var err error
		if conflicts.Content, err = formatConflicts(u.result.Conflicts); err != nil {
			return nil, err
		}
	}
	archive, err := u.archive()
	if err != nil {
		return nil, err
	}
	files := []File{conflicts}
	for _, f := range u.result.Record.files(archive) {
		switch f.Path {
		case baseFile:
			if archive == nil {
				continue
			}
		case ignoreFile, attributeFile:
			if at, err := txn.Look(u.disk, f.Path); err == nil && at != nil {
				continue // the user may have added to it
			}
		}
		files = append(files, f)
	}
	return files, nil
}

// archive packs the next base, and nothing if the one on disk is it.
func (u *updating) archive() ([]byte, error) {
	if u.recorded == u.result.Record.Base {
		return nil, nil
	}
	return u.next.pack()
}

func (u *updating) commit(ctx context.Context, folder *txn.Folder) error {
	if len(u.list) == 0 {
		return nil
	}
	keep := folder.CommitUndoable
	if u.command == commandResolve {
		keep = folder.CommitJoined
	}
	if err := keep(ctx, u.command, u.list); err != nil {
		return err
	}
	u.result.GitError = u.showConflicts(folder)
	return nil
}

// projectFault tells what txn had against an undo.
func projectFault(dir string, err error) error {
	var later *txn.LaterChangesError
	switch {
	case errors.Is(err, txn.ErrNothingToUndo):
		return &ProjectError{Reason: ProjectNothingToUndo, Dir: dir}
	case errors.Is(err, txn.ErrAsBefore), errors.Is(err, txn.ErrNotHere):
		return &ProjectError{Reason: ProjectAsBefore, Dir: dir}
	case errors.As(err, &later):
		return &ProjectError{Reason: ProjectChanged, Dir: dir, Paths: later.Paths}
	}
	return targetFault(dir, err)
}
