package generator

import (
	"mlvb/generator/files"
	"mlvb/generator/plan"
	"mlvb/generator/project"
)

// conflictPaths are the paths that tell whether conflicts are settled.
func conflictPaths(conflicts []plan.Conflict) []string {
	var names []string
	for _, c := range conflicts {
		names = append(names, c.Path)
		if c.Beside != "" {
			names = append(names, c.Beside)
		}
	}
	return names
}

// withoutSettled takes the conflicts that somebody settled out of the list:
// their files begin the next merge with what the template had. The error is a
// [*project.Error] when markers are left.
func withoutSettled(dir string, base files.Tree, conflicts []plan.Conflict, ours files.Snapshot) (files.Tree, []plan.Conflict, error) {
	if len(conflicts) == 0 {
		return base, nil, nil
	}
	byPath := files.ByPath(base)
	marked := &project.Error{Reason: project.MarkersLeft, Dir: dir}
	var open []plan.Conflict
	for _, c := range conflicts {
		switch {
		case c.Settled(ours.File(c.Path), ours.File(c.Beside)):
			byPath[c.Path] = c.Theirs
		case c.Kind == plan.ConflictInText:
			marked.Paths = append(marked.Paths, c.Path)
		default:
			open = append(open, c)
		}
	}
	if len(marked.Paths) > 0 {
		return nil, nil, marked
	}
	return files.FromMap(byPath), open, nil
}
