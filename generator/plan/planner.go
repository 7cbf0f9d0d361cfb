package plan

import (
	"maps"
	"slices"
	"strings"

	"mlvb/generator/files"
	"mlvb/generator/filesystem"
)

// planner makes a plan.
type planner struct {
	Policy
	base, theirs files.Tree
	ours         Disk
	open         map[string]Conflict // Policy.Open by path
	moved        map[string]string   // new path to old path
	aliases      map[string]bool     // names on disk that the system takes for others, which the template has
}

func (p *planner) plan() Plan {
	base, theirs := files.ByPath(p.base), files.ByPath(p.theirs)
	gone := map[string]bool{} // old paths of files that move
	for _, old := range p.moved {
		gone[old] = true
	}
	paths := slices.Collect(maps.Keys(theirs))
	for name := range base {
		if theirs[name] == nil && !gone[name] {
			paths = append(paths, name)
		}
	}
	slices.Sort(paths)
	p.aliases = map[string]bool{}
	for name := range theirs {
		if s := p.ours.At(name); s.Kind == filesystem.Regular && s.At != "" {
			p.aliases[s.At] = true
		}
	}
	plan := make(Plan, 0, len(paths))
	for _, name := range paths {
		var steps []Step
		if old, ok := p.moved[name]; ok {
			steps = p.move(old, name, base[old], theirs[name])
		} else {
			steps = p.stay(name, base[name], theirs[name])
		}
		plan = append(plan, steps...)
	}
	slices.SortStableFunc(plan, func(a, b Step) int { return strings.Compare(a.Path, b.Path) })
	return plan.clearWays()
}

// fileAt is the file that the user has, and nil when there is none.
func fileAt(s filesystem.PathInfo, like *files.File) *files.File {
	if s.Kind != filesystem.Regular {
		return nil
	}
	return &files.File{Path: s.Path, Content: s.Content, Executable: s.Mode&0o100 != 0, Perm: s.Mode, Merge: like.Merge, Secret: like.Secret}
}

// stay plans a path that the template did not move.
func (p *planner) stay(name string, base, theirs *files.File) []Step {
	s := p.ours.At(name)
	like := theirs
	if like == nil {
		like = base
	}
	if theirs == nil && p.aliases[name] {
		return nil // the template has it in another case, which is no other file here
	}
	if s.Kind != filesystem.Absent && s.Kind != filesystem.Regular {
		return p.inWay(name, s, versions{base: base, theirs: theirs})
	}
	if before := p.WrittenBack[name]; before != nil && theirs != nil {
		base = before
	}
	t := versions{base, fileAt(s, like), theirs}
	if t.ours == nil && base != nil && p.Sparse[name] {
		return p.notCheckedOut(name, base)
	}
	if t.ours == nil && t.theirs == nil {
		return nil // gone on both sides
	}
	step := p.decide(t)
	step.Path, step.Was = name, t.ours
	if p.WrittenBack[name] != nil && (step.Action == ActionUpdate || step.Action == ActionMerge) {
		step.Why = WhyWrittenBack
	}
	return []Step{p.finish(step, t)}
}

// notCheckedOut keeps the base of a file, so that what the template changed in it
// is merged once it is there.
func (p *planner) notCheckedOut(name string, base *files.File) []Step {
	return []Step{{Path: name, Action: ActionKeep, Why: WhyNotCheckedOut, NextBase: base}}
}

// move plans a file that the template moved: what the user did to it moves
// along.
func (p *planner) move(old, name string, base, theirs *files.File) []Step {
	from, to := p.ours.At(old), p.ours.At(name)
	if to.Kind == filesystem.NameClash && to.At == old {
		to = filesystem.PathInfo{} // moves to another case on a system that tells them apart
	}
	switch {
	case from.Kind == filesystem.Regular && to.Kind == filesystem.Absent:
	case from.Kind != filesystem.Regular && to.Kind == filesystem.Regular:
		return p.stay(name, base, theirs) // the user moved it already
	case from.Kind == filesystem.Regular && to.Kind == filesystem.Regular:
		return append(p.stay(old, base, nil), p.stay(name, nil, theirs)...)
	case to.Kind == filesystem.Absent && p.Sparse[old]:
		return p.notCheckedOut(old, base)
	case to.Kind == filesystem.Absent:
		t := versions{base: base, theirs: theirs}
		step := t.staysAway()
		step.Path = name
		return []Step{p.finish(step, t)}
	default:
		return p.inWay(name, to, versions{base: base, theirs: theirs})
	}
	t := versions{base, fileAt(from, theirs), theirs}
	step := p.decide(t)
	step.Path, step.From, step.Was = name, old, t.ours
	if !step.Writes() {
		step.File = *t.ours
		step.File.Path = name
	}
	switch {
	case step.Action == ActionConflict:
	case step.Why == WhyChosen:
		step.Action = ActionMove
	default:
		step.Action, step.Why = ActionMove, WhyTemplateMoved
	}
	return []Step{p.finish(step, t)}
}

// finish completes a step. The next merge begins with what the template has
// now or, while a conflict is open, with what this one began with: else the
// template's change would be lost once the conflict is settled.
func (p *planner) finish(s Step, t versions) Step {
	s.NextBase = t.theirs
	if s.Conflict == nil {
		return s
	}
	s.NextBase = t.base
	if s.NextBase != nil && s.NextBase.Path != s.Path && s.Conflict.Kind != ConflictInWay {
		moved := *s.NextBase
		moved.Path = s.Path
		s.NextBase = &moved
	}
	c := s.Conflict
	c.Path, c.Why, c.From, c.To, c.Theirs = s.Path, s.Why, p.fromVersion(s.Path), p.To, t.theirs
	if s.beside != nil {
		p.putBeside(&s)
	}
	return s
}

// fromVersion is the version of the base of a file. An earlier conflict that
// is still open has kept the one that it began with.
func (p *planner) fromVersion(name string) string {
	if c, ok := p.open[name]; ok {
		return c.From
	}
	return p.From
}

// putBeside finds a name for the template's version of a file.
func (p *planner) putBeside(s *Step) {
	name := s.Path + ".template"
	if earlier := p.open[s.Path]; earlier.Beside != "" {
		name = earlier.Beside
		// Once it differs from what mlvb wrote, it is the user's.
		if f := fileAt(p.ours.At(name), s.beside); f != nil && earlier.Theirs != nil && files.SameBytes(f, earlier.Theirs) {
			s.besideWas = f
		}
	}
	for s.besideWas == nil && p.ours.Exists(name) {
		name += ".new"
	}
	f := *s.beside
	f.Path, f.Perm = name, 0
	if s.besideWas != nil {
		f.Perm = s.besideWas.Perm
	}
	s.beside, s.Conflict.Beside = &f, name
}
