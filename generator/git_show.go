package generator

import (
	"mlvb/generator/git"
	"mlvb/generator/plan"
)

// gitConflicts are the conflicts that git can show: those of files that are
// there.
func gitConflicts(p plan.Plan) []git.Conflict {
	var list []git.Conflict
	for _, s := range p {
		if s.Conflict != nil && s.Conflict.Kind != plan.ConflictInWay {
			list = append(list, git.Conflict{Path: s.Path, From: s.From, Base: s.NextBase, Ours: s.Was, Theirs: s.Conflict.Theirs})
		}
	}
	return list
}
