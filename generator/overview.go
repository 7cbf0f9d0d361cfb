package generator

import (
	"context"

	"mlvb/generator/files"
	"mlvb/generator/git"
	"mlvb/generator/project"
	"mlvb/generator/template"
)

// overview is a project that is only looked at: its state, with the base in the
// form in which it is compared, and what is on disk.
type overview struct {
	project.State
	folder *project.Folder
	ours   files.Snapshot
}

// readOverview reads a project for the version of mlvb that is running. Newest
// is the template that its files are compared by; nil where it is not known.
// The caller closes overview.folder.
func readOverview(ctx context.Context, dir, tool string, newest *template.Template) (overview, error) {
	folder, err := project.OpenToRead(dir, nil)
	if err != nil {
		return overview{}, err
	}
	v := overview{folder: folder}
	if v.State, err = folder.Read(tool); err == nil {
		v.ours, err = folder.Look(ctx, append(conflictPaths(v.Conflicts), v.Base.Paths()...))
	}
	if err != nil {
		folder.Close()
		return overview{}, err
	}
	if newest != nil {
		v.Base = newest.SetMerges(v.Base)
	}
	v.Base = v.Layout.ExpandBase(v.Base, v.ours)
	return v, nil
}

// notCheckedOut are the files that are missing since a sparse checkout leaves
// them out.
func (v overview) notCheckedOut() map[string]bool {
	if !anyAbsent(v.Base, v.ours) {
		return nil
	}
	return git.NotCheckedOut(v.folder.Dir)
}
