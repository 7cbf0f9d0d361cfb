package generator

import (
	"maps"
	"slices"

	"mlvb/generator/txn"
)

// planner makes a plan. It is pure: what is on disk comes through stand.
type planner struct {
	base, theirs Tree
	stand        func(path string) txn.PathInfo
	taken        func(path string) bool // whether a path that is no file of the template is there
	open         map[string]Conflict    // those of earlier runs, by path
	undone       map[string]*File       // bases of files whose last update was written back, by path
	moved        map[string]string      // new path to old path
	aliases      map[string]bool        // names on disk that the system takes for others, which the template has
	style        ConflictStyle
	userWins     bool   // in every file that there is no base for
	from, to     string // versions, for labels
}

// trio is the three versions of a file; nil is a file that is not there.
type trio struct{ base, ours, theirs *File }

func (p *planner) plan() Plan {
	base, theirs := byPath(p.base), byPath(p.theirs)
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
		if s := p.stand(name); s.Kind == txn.Regular && s.At != "" {
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
	slices.SortStableFunc(plan, byStepPath)
	return plan.clearWays()
}

func byPath(t Tree) map[string]*File {
	files := make(map[string]*File, len(t))
	for i := range t {
		files[t[i].Path] = &t[i]
	}
	return files
}

// ours is the file that the user has, and nil when there is none.
func (p *planner) ours(s txn.PathInfo, like *File) *File {
	if s.Kind != txn.Regular {
		return nil
	}
	f := &File{Path: s.Path, Content: s.Content, Executable: s.Mode&0o100 != 0, perm: s.Mode, Merge: like.Merge, Secret: like.Secret}
	return f
}

// stay plans a path that the template did not move.
func (p *planner) stay(name string, base, theirs *File) []Step {
	s := p.stand(name)
	like := theirs
	if like == nil {
		like = base
	}
	if theirs == nil && p.aliases[name] {
		return nil // the template has it in another case, which is no other file here
	}
	if s.Kind != txn.Absent && s.Kind != txn.Regular {
		return p.inWay(name, s, trio{base: base, theirs: theirs})
	}
	if undone := p.undone[name]; undone != nil && theirs != nil {
		base = undone
	}
	t := trio{base, p.ours(s, like), theirs}
	if t.ours == nil && t.theirs == nil {
		return nil // gone on both sides
	}
	step := p.decide(t)
	step.Path, step.Was = name, t.ours
	if p.undone[name] != nil && (step.Action == ActionUpdate || step.Action == ActionMerge) {
		step.Why = WhyUndone
	}
	return []Step{p.settle(step, t)}
}

// move plans a file that the template moved: what the user did to it moves
// along.
func (p *planner) move(old, name string, base, theirs *File) []Step {
	from, to := p.stand(old), p.stand(name)
	if to.Kind == txn.NameClash && to.At == old {
		to = txn.PathInfo{} // moves to another case on a system that tells them apart
	}
	switch {
	case from.Kind == txn.Regular && to.Kind == txn.Absent:
	case from.Kind != txn.Regular && to.Kind == txn.Regular:
		return p.stay(name, base, theirs) // the user moved it already
	case from.Kind == txn.Regular && to.Kind == txn.Regular:
		return append(p.stay(old, base, nil), p.stay(name, nil, theirs)...)
	case to.Kind == txn.Absent:
		t := trio{base: base, theirs: theirs}
		step := t.staysAway()
		step.Path = name
		return []Step{p.settle(step, t)}
	default:
		return p.inWay(name, to, trio{base: base, theirs: theirs})
	}
	t := trio{base, p.ours(from, theirs), theirs}
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
	return []Step{p.settle(step, t)}
}

func (p *planner) isThere(name string) bool { return p.taken != nil && p.taken(name) }

// decide compares the three sides of one path, of which ours or theirs is
// there. The step has no path yet.
func (p *planner) decide(t trio) Step {
	base, ours, theirs := t.base, t.ours, t.theirs
	switch {
	case theirs == nil && base.Merge == MergeOnce:
		return Step{Action: ActionKeep, Why: WhyOnce}
	case theirs == nil && ours.same(base):
		return Step{Action: ActionRemove, Why: WhyTemplateRemoved}
	case theirs == nil:
		return Step{Action: ActionKeep, Why: WhyTemplateRemoved}
	case ours == nil && base == nil:
		return Step{Action: ActionAdd, Why: WhyNew, File: *theirs}
	case ours == nil:
		return t.staysAway()
	case theirs.Merge == MergeOnce:
		return Step{Action: ActionKeep, Why: WhyOnce}
	case base != nil && bytesEqual(ours, base) && !bytesEqual(theirs, base):
		return Step{Action: ActionUpdate, Why: WhyTemplateChanged, File: t.written(theirs.Content)}
	case base != nil && theirs.same(base):
		return p.decideMode(t)
	case ours.same(theirs):
		return Step{Action: ActionKeep, Why: WhySame}
	case base == nil && p.userWins:
		return Step{Action: ActionKeep, Why: WhyNoBase}
	}
	return p.merge(t)
}

// staysAway is for a file that the user removed, or moved elsewhere.
func (t trio) staysAway() Step {
	if t.theirs.Merge == MergeOnce || t.theirs.same(t.base) {
		return Step{Action: ActionKeep, Why: WhyYouRemoved}
	}
	return Step{Action: ActionKeep, Why: WhyMissed, missed: t.base}
}

// decideMode is for a file whose contents the template did not change.
func (p *planner) decideMode(t trio) Step {
	switch {
	case t.ours.Executable != t.mode():
		return Step{Action: ActionUpdate, Why: WhyTemplateChanged, File: t.written(t.ours.Content)}
	case t.ours.same(t.base):
		return Step{Action: ActionKeep, Why: WhySame}
	}
	return Step{Action: ActionKeep, Why: WhyYouChanged}
}

// mode tells whether the result can be executed: as the user says, if the user
// changed that, else as the template does.
func (t trio) mode() bool {
	if t.ours == nil || t.base != nil && t.ours.Executable == t.base.Executable {
		return t.theirs.Executable
	}
	return t.ours.Executable
}

// written is the file with new contents.
func (t trio) written(content []byte) File {
	f := *t.theirs
	f.Content, f.Executable = content, t.mode()
	if t.ours != nil {
		f.perm = t.ours.perm
	}
	return f
}

// settle says with what the next merge begins: with what the template has now,
// or, as long as something is to be decided, with what it began with this time.
func (p *planner) settle(s Step, t trio) Step {
	s.base = t.theirs
	if s.Conflict == nil {
		return s
	}
	s.base = t.base
	if s.base != nil && s.base.Path != s.Path && s.Conflict.Kind != ConflictInWay {
		moved := *s.base
		moved.Path = s.Path
		s.base = &moved
	}
	c := s.Conflict
	c.Path, c.Why, c.From, c.To, c.theirs = s.Path, s.Why, p.fromVersion(s.Path), p.to, t.theirs
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
	return p.from
}

// putBeside finds a name for the template's version of a file.
func (p *planner) putBeside(s *Step) {
	name := s.Path + ".template"
	if earlier := p.open[s.Path].Beside; earlier != "" {
		if at := p.stand(earlier); at.Kind == txn.Regular {
			s.besideWas = p.ours(at, s.beside)
		}
		name = earlier
	}
	for s.besideWas == nil && p.isThere(name) {
		name += ".new"
	}
	f := *s.beside
	f.Path, f.perm = name, 0
	if s.besideWas != nil {
		f.perm = s.besideWas.perm
	}
	s.beside, s.Conflict.Beside = &f, name
}

func byStepPath(a, b Step) int {
	switch {
	case a.Path < b.Path:
		return -1
	case a.Path > b.Path:
		return 1
	}
	return 0
}
