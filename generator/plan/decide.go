package plan

import (
	"path"

	"mlvb/generator/files"
)

// versions are those of one file on the three sides; nil is no file.
type versions struct{ base, ours, theirs *files.File }

// decide compares the three sides of one path, of which ours or theirs is
// there. The step has no path yet.
func (p *planner) decide(t versions) Step {
	base, ours, theirs := t.base, t.ours, t.theirs
	switch {
	case theirs == nil && base.Merge == files.MergeOnce:
		return Step{Action: ActionKeep, Why: WhyOnce}
	case theirs == nil && ours != nil && p.hidesSecrets(ours.Path):
		return Step{Action: ActionKeep, Why: WhyHidesSecrets}
	case theirs == nil && ours.Same(base):
		return Step{Action: ActionRemove, Why: WhyTemplateRemoved}
	case theirs == nil:
		return Step{Action: ActionKeep, Why: WhyTemplateRemoved}
	case ours == nil && base == nil:
		return Step{Action: ActionAdd, Why: WhyNew, File: *theirs}
	case ours == nil:
		return t.staysAway()
	case theirs.Merge == files.MergeOnce:
		return Step{Action: ActionKeep, Why: WhyOnce}
	case base != nil && files.SameBytes(ours, base) && !files.SameBytes(theirs, base):
		return Step{Action: ActionUpdate, Why: WhyTemplateChanged, File: t.written(theirs.Content)}
	case base != nil && theirs.Same(base):
		return p.decideMode(t)
	case ours.Same(theirs):
		return Step{Action: ActionKeep, Why: WhySame}
	case base == nil && p.UserWins:
		return Step{Action: ActionKeep, Why: WhyNoBase}
	case base == nil && p.KeepsExisting != nil && p.KeepsExisting(theirs.Path):
		return Step{Action: ActionKeep, Why: WhyYours}
	}
	return p.merge(t)
}

// hidesSecrets reports whether git sees the file for secrets without this one.
func (p *planner) hidesSecrets(name string) bool {
	return p.Secrets != "" && name == path.Join(path.Dir(p.Secrets), ".gitignore") && p.ours.Exists(p.Secrets)
}

// staysAway is for a file that the user removed, or moved elsewhere.
func (t versions) staysAway() Step {
	if t.theirs.Merge == files.MergeOnce || t.theirs.Same(t.base) {
		return Step{Action: ActionKeep, Why: WhyYouRemoved}
	}
	return Step{Action: ActionKeep, Why: WhyMissed, missed: t.base}
}

// decideMode is for a file whose contents the template did not change.
func (p *planner) decideMode(t versions) Step {
	switch {
	case t.ours.Executable != t.mode():
		return Step{Action: ActionUpdate, Why: WhyTemplateChanged, File: t.written(t.ours.Content)}
	case t.ours.Same(t.base):
		return Step{Action: ActionKeep, Why: WhySame}
	}
	return Step{Action: ActionKeep, Why: WhyYouChanged}
}

// mode tells whether the result can be executed: as the user says, if the user
// changed that, else as the template does.
func (t versions) mode() bool {
	if t.ours == nil || t.base != nil && t.ours.Executable == t.base.Executable {
		return t.theirs.Executable
	}
	return t.ours.Executable
}

// written is the file with new contents.
func (t versions) written(content []byte) files.File {
	f := *t.theirs
	f.Content, f.Executable = content, t.mode()
	if t.ours != nil {
		f.Perm = t.ours.Perm
	}
	return f
}
