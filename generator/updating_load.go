package generator

import (
	"errors"
	"io/fs"
	"path/filepath"

	"mlvb/generator/files"
	"mlvb/generator/plan"
	"mlvb/generator/project"
	"mlvb/generator/syntax"
	"mlvb/generator/template"
	"mlvb/generator/txn"
	"mlvb/generator/wechat"
)

// folderName is the name of the project's folder.
func folderName(dir string) (string, error) {
	dir, err := filepath.Abs(dir)
	return filepath.Base(dir), err
}

// openRecord reads the record of a project. The error is a [*ProjectError].
func openRecord(dir, tool string) (project.Record, error) {
	r, err := project.ReadRecord(dir)
	var syntax *syntax.Error
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return r, &project.Error{Reason: project.NotAProject, Dir: dir, Path: project.RecordFile}
	case errors.As(err, &syntax):
		return r, &project.Error{Reason: project.Broken, Dir: dir, Path: project.RecordFile, Err: err}
	case err != nil:
		return r, err
	case template.Newer(r.Tool, tool):
		return r, &project.Error{Reason: project.MadeByNewer, Dir: dir, Version: r.Tool}
	}
	return r, nil
}

// load reads what the last command recorded, and the template meanwhile.
func (u *updating) load() error {
	digested := make(chan error, 1)
	go func() {
		var err error
		u.digest, err = u.Template.Digest()
		digested <- err
	}()
	base, err := u.loadRecorded()
	if digestErr := <-digested; err == nil {
		err = digestErr
	}
	if err != nil {
		return err
	}
	if u.command == commandSet && u.digest != u.record.Template.Digest {
		if err := u.checkGiven(); err != nil {
			return err
		}
		return &project.Error{Reason: project.OtherVersion, Dir: u.Dir, Version: u.record.Template.Version}
	}
	return u.useBase(base)
}

// recordedBase is the base on disk, or why there is none.
type recordedBase struct {
	tree files.Tree
	err  error
}

func (u *updating) loadRecorded() (b recordedBase, err error) {
	if u.record, err = openRecord(u.Dir, u.Tool); err != nil {
		return b, err
	}
	if u.record.Template.Name != u.Template.Name {
		return b, &project.Error{Reason: project.OtherTemplate, Dir: u.Dir, Version: u.record.Template.Name}
	}
	if u.Source == "" && template.Newer(u.record.Template.Version, u.Template.Version) {
		return b, &project.Error{Reason: project.MadeByNewer, Dir: u.Dir, Version: u.record.Template.Version}
	}
	if u.conflicts, err = openConflicts(u.Dir); err != nil {
		return b, err
	}
	b.tree, b.err = baseOf(u.Dir, u.record)
	now := u.record
	u.result.RootMove = project.Follow(u.Dir, u.disk, &now, b.tree, u.conflicts)
	u.layout = now.Layout
	return b, nil
}

func openConflicts(dir string) ([]plan.Conflict, error) {
	conflicts, err := project.ReadConflicts(dir)
	switch {
	case errors.Is(err, plan.ErrNewerConflicts):
		return nil, &project.Error{Reason: project.MadeByNewer, Dir: dir, Path: project.ConflictsFile}
	case err != nil:
		return nil, &project.Error{Reason: project.Broken, Dir: dir, Path: project.ConflictsFile, Err: err}
	}
	return conflicts, nil
}

// useBase takes the base that was read. Where that is broken, the template
// renders it anew, if it is the one that the record names.
func (u *updating) useBase(b recordedBase) error {
	switch {
	case errors.Is(b.err, fs.ErrPermission):
		return b.err
	case b.err == nil:
		u.base, u.recorded, u.result.Base = u.Template.SetMerges(b.tree), u.record.Base, BaseRecorded
		return nil
	case u.digest != u.record.Template.Digest && u.Conflicts == "" && project.BaseInGit(u.Dir):
		return &project.Error{Reason: project.BaseLost, Dir: u.Dir, Path: project.BaseFile, Err: b.err}
	case u.digest != u.record.Template.Digest:
		u.result.Base = BaseLost
		return nil
	}
	a, _, err := u.answers([]template.Input{u.Template.Recall(u.record.Answers)})
	if err != nil {
		return err
	}
	base, err := u.rendered(a)
	u.base, u.result.Base = base.WithoutSecrets(), BaseRendered
	return err
}

// decided takes the conflicts that somebody settled out of the list: their
// files begin the next merge with what the template had. The error is a
// [*ProjectError] when markers are left.
func (u *updating) decided() error {
	base := files.ByPath(u.base)
	marked := &project.Error{Reason: project.MarkersLeft, Dir: u.Dir}
	for _, c := range u.conflicts {
		ours := u.sight.File(c.Path)
		if c.Settled(ours, u.sight.File(c.Beside)) {
			base[c.Path] = c.Theirs
		} else if c.Kind == plan.ConflictInText {
			marked.Paths = append(marked.Paths, c.Path)
		}
	}
	if len(marked.Paths) > 0 {
		return marked
	}
	if len(u.conflicts) > 0 {
		u.base = files.FromMap(base)
	}
	return nil
}

// writtenBack finds the files whose change by the last update was written over
// by a program that had the old ones in memory, with the bases that the merges
// of that update began with.
func (u *updating) writtenBack() map[string]*files.File {
	last, err := txn.LastUndoable(u.disk)
	if err != nil || u.result.Base != BaseRecorded {
		return nil
	}
	archive, err := last.Was(project.BaseFile)
	if err != nil || archive == nil {
		return nil
	}
	var before files.Tree
	found := map[string]*files.File{}
	for _, name := range wechat.DevToolsFiles(last.Paths) {
		was, err := last.Was(name)
		ours := u.sight.File(name)
		if err != nil || was == nil || ours == nil || !ours.Same(&files.File{Content: was.Content, Merge: files.MergeJSON}) {
			continue
		}
		if before == nil {
			if before, err = files.Unpack(archive.Content); err != nil {
				return nil
			}
		}
		if base, ok := before.Find(name); ok {
			found[name] = &base
		}
	}
	return found
}
