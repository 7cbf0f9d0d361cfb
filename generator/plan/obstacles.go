package plan

import (
	"path"

	"mlvb/generator/files"
	"mlvb/generator/filesystem"
)

// inWay plans a path where something is that is no file.
func (p *planner) inWay(name string, s filesystem.PathInfo, t versions) []Step {
	switch {
	case t.theirs == nil:
		return nil
	case t.theirs.Merge == files.MergeOnce && t.base == nil:
		return []Step{p.finish(Step{Path: name, Action: ActionKeep, Why: WhyOnce}, t)}
	case s.Kind == filesystem.NameClash && p.leaves(s.At):
		return []Step{p.finish(Step{Path: name, Action: ActionAdd, Why: WhyNew, File: *t.theirs}, versions{theirs: t.theirs})}
	case t.base != nil && t.theirs.Same(t.base):
		return []Step{p.finish(Step{Path: name, Action: ActionKeep, Why: WhyYouChanged}, t)}
	}
	why := map[filesystem.Kind]Why{
		filesystem.FileInWay: WhyFileForFolder, filesystem.FolderInWay: WhyFolderForFile, filesystem.OtherInWay: WhyFolderForFile,
		filesystem.LinkInWay: WhyLink, filesystem.NameClash: WhyNameClash, filesystem.TooLarge: WhyTooLarge,
	}[s.Kind]
	if s.Form {
		why = WhyFormClash
	}
	c := &Conflict{Kind: ConflictInWay, Obstacle: s.At}
	return []Step{p.finish(Step{Path: name, Action: ActionConflict, Why: why, Conflict: c}, t)}
}

// leaves reports whether the plan removes the file at a path.
func (p *planner) leaves(name string) bool {
	base, known := p.base.Find(name)
	_, stays := p.theirs.Find(name)
	s := p.ours.At(name)
	return known && !stays && s.Kind == filesystem.Regular && fileAt(s, &base).Same(&base)
}

// clearWays keeps what the plan would remove while it is in the way of
// something else: half of a change is worse than none.
func (p Plan) clearWays() Plan {
	inWay := map[string]Why{}
	for _, s := range p {
		if s.Conflict == nil || s.Conflict.Kind != ConflictInWay {
			continue
		}
		inWay[s.Conflict.Obstacle] = s.Why
	}
	for i, s := range p {
		if s.Action != ActionRemove {
			continue
		}
		for at := s.Path; at != "."; at = path.Dir(at) {
			if why, ok := inWay[at]; ok {
				base := *s.Was
				base.Perm = 0
				p[i] = Step{Path: s.Path, Action: ActionKeep, Why: why, Was: s.Was, NextBase: &base}
				break
			}
		}
	}
	return p
}
