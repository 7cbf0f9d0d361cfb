package generator

import (
	"context"
	"slices"

	"mlvb/generator/files"
	"mlvb/generator/filesystem"
	"mlvb/generator/paths"
	"mlvb/generator/plan"
	"mlvb/generator/project"
)

// Diff returns the user's own changes of the template's files against the
// base, by path. Names limit it to these files and what is in these folders.
// Errors are [*project.Error] and what the system says.
func Diff(ctx context.Context, dir string, names ...string) ([]plan.FileDiff, error) {
	v, err := readOverview(ctx, dir, "", nil)
	if err != nil {
		return nil, err
	}
	defer v.folder.Close()
	if err := v.NeedBase(dir); err != nil {
		return nil, err
	}
	for _, name := range names {
		if !slices.ContainsFunc(v.Base, func(f files.File) bool { return paths.Within(f.Path, []string{name}) }) {
			return nil, &project.Error{Reason: project.NotOfTemplate, Dir: dir, Path: name}
		}
	}
	sparse := v.notCheckedOut()
	var list []plan.FileDiff
	for _, f := range v.Base {
		ours := v.ours.File(f.Path)
		if ours == nil && sparse[f.Path] || ours != nil && ours.Same(&f) || !paths.Within(f.Path, names) {
			continue
		}
		if ours == nil && v.ours.At(f.Path).Kind != filesystem.Absent {
			continue // something else is in its place
		}
		list = append(list, plan.DiffValues(v.before(f), ours))
	}
	return list, nil
}

// before is what a file of the base is compared with. While the merge of a file
// waits for somebody, that is what the template has now: what is not in the file
// for that reason was not removed by the user.
func (v overview) before(f files.File) *files.File {
	for _, c := range v.Conflicts {
		if c.Path == f.Path && c.Theirs != nil && (c.Kind == plan.ConflictInText || c.Kind == plan.ConflictInJSON) {
			return c.Theirs
		}
	}
	return &f
}
