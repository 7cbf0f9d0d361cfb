package plan

import "mlvb/generator/files"

// NextBase is what the next merge begins with: what the template has now, and
// the old base of each file that waits for somebody. Shrink is called for each
// file before it is kept. Secret files are never kept.
func (p Plan) NextBase(shrink func(files.File) files.File) files.Tree {
	var next files.Tree
	for _, s := range p {
		if s.NextBase != nil && !s.NextBase.Secret {
			next = append(next, shrink(*s.NextBase))
		}
	}
	next.Sort()
	return next
}

// Conflicts are those that the plan leaves for somebody to settle.
func (p Plan) Conflicts() []Conflict {
	var list []Conflict
	for _, s := range p {
		if s.Conflict != nil {
			list = append(list, *s.Conflict)
		}
	}
	return list
}

// Changed are the paths at which the plan writes or removes a file.
func (p Plan) Changed() []string {
	var list []string
	for _, s := range p {
		if s.Writes() || s.Action == ActionRemove {
			list = append(list, s.Path)
		}
	}
	return list
}
