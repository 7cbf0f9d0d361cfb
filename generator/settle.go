package generator

import (
	"strings"

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
			putTheirs(byPath, c)
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

// putTheirs makes the next merge of a settled file begin with what the template
// has. A file of the base that is in the way of that goes: it was kept for as
// long as the conflict was open, and the template has it no more.
func putTheirs(base map[string]*files.File, c plan.Conflict) {
	base[c.Path] = c.Theirs
	if c.Theirs == nil {
		return
	}
	for name := range base {
		if strings.HasPrefix(name, c.Path+"/") || strings.HasPrefix(c.Path, name+"/") {
			delete(base, name)
		}
	}
}
