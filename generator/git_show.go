package generator

// gitConflicts are the conflicts that git can show: those of files that are
// there.
func (p Plan) gitConflicts() []GitConflict {
	var list []GitConflict
	for _, s := range p {
		if s.Conflict != nil && s.Conflict.Kind != ConflictInWay {
			list = append(list, GitConflict{Path: s.Path, From: s.From, Base: s.base, Ours: s.Was, Theirs: s.Conflict.theirs})
		}
	}
	return list
}
