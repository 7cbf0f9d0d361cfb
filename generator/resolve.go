package generator

import (
	"context"
	"slices"

	"mlvb/generator/files"
	"mlvb/generator/filesystem"
	"mlvb/generator/merge"
	"mlvb/generator/paths"
	"mlvb/generator/plan"
	"mlvb/generator/project"
	"mlvb/generator/txn"
)

// Side is whose version settles a conflict.
type Side string

// The sides. The zero value takes the file as it is now.
const (
	SideOurs   Side = "ours"
	SideTheirs Side = "theirs"
)

// ResolveOptions is what [Resolve] needs.
type ResolveOptions struct {
	Dir   string
	Paths []string // none: all conflicts
	Side  Side
	Tool  string // version of mlvb

	openDisk project.OpenDisk // for tests; nil is filesystem.OpenDisk
}

// ResolveResult is what [Resolve] did.
type ResolveResult struct {
	Settled []string        // paths
	Left    []plan.Conflict // what is still to be decided
	Unknown []string        // paths given that have no conflict

	Recovery project.Recovery // set where Resolve failed, too
}

// Resolve clears the conflicts that are settled: markers are gone, a value was
// changed, the file beside is gone. A path that is named settles without a
// change of a value, too. With a side, that side's version is put in place
// first. For [Undo] it is part of the command that left the conflicts. Errors
// are [*project.Error] and what the system says.
func Resolve(ctx context.Context, o ResolveOptions) (r ResolveResult, err error) {
	folder, err := project.Open(o.Dir, o.openDisk)
	if err != nil {
		return ResolveResult{}, err
	}
	defer folder.CloseInto(&r.Recovery)
	state, err := folder.Read(o.Tool)
	if err == nil {
		err = state.NeedBase(o.Dir)
	}
	if err != nil {
		return ResolveResult{}, err
	}
	ours, err := folder.Look(ctx, conflictPaths(state.Conflicts))
	if err != nil {
		return ResolveResult{}, err
	}
	decisions, left, err := o.decide(state.Conflicts, ours)
	if err != nil {
		return ResolveResult{}, err
	}
	changes, err := decisions.changes(folder, state, left)
	if err != nil {
		return ResolveResult{}, err
	}
	if err := folder.CommitJoined(ctx, commandResolve, append(changes, decisions.witnesses(changes, ours)...)); err != nil {
		return ResolveResult{}, err
	}
	return ResolveResult{Settled: decisions.settled(), Left: left, Unknown: o.unknown(state.Conflicts)}, nil
}

// unknown are the paths given that have no conflict.
func (o ResolveOptions) unknown(conflicts []plan.Conflict) []string {
	return slices.DeleteFunc(slices.Clone(o.Paths), func(name string) bool {
		return slices.ContainsFunc(conflicts, func(c plan.Conflict) bool { return paths.Within(c.Path, []string{name}) })
	})
}

// decision is a conflict that is settled, and the steps that this takes.
type decision struct {
	conflict plan.Conflict
	steps    plan.Plan
}

type decisions []decision

// decide settles the conflicts that can be settled now; the others are left.
func (o ResolveOptions) decide(conflicts []plan.Conflict, ours files.Snapshot) (list decisions, left []plan.Conflict, err error) {
	for _, c := range conflicts {
		if !paths.Within(c.Path, o.Paths) {
			left = append(left, c)
			continue
		}
		d := decision{conflict: c}
		content, settled, err := o.content(c, ours)
		if err != nil {
			return nil, nil, err
		}
		if !settled {
			left = append(left, c)
			continue
		}
		if content != nil {
			d.steps = append(d.steps, c.Decide(ours.File(c.Path), content))
		}
		if beside := ours.File(c.Beside); beside != nil && c.Theirs != nil && beside.Same(c.Theirs) {
			d.steps = append(d.steps, plan.Step{Path: c.Beside, Action: plan.ActionRemove, Why: plan.WhyChosen, Was: beside})
		}
		list = append(list, d)
	}
	return list, left, nil
}

// content is what to write to settle a conflict; nil, if the file may stay as
// it is.
func (o ResolveOptions) content(c plan.Conflict, ours files.Snapshot) (content []byte, settled bool, err error) {
	now := ours.File(c.Path)
	side := merge.Ours
	if o.Side == SideTheirs {
		side = merge.Theirs
	}
	switch {
	case o.Side == "" && len(o.Paths) > 0 && c.Kind != plan.ConflictInText:
		return nil, now == nil || len(merge.MarkedConflicts(now.Content)) == 0, nil // by name, as it is
	case o.Side == "":
		return nil, c.Settled(now, ours.File(c.Beside)), nil
	case c.Kind == plan.ConflictInText && now != nil:
		if content, err = c.TakeSide(now.Content, side); err != nil {
			err = &project.Error{Reason: project.MarkersLeft, Dir: o.Dir, Paths: []string{c.Path}, Err: err}
		}
		return content, err == nil, err
	case c.Kind == plan.ConflictInJSON && now != nil && o.Side == SideTheirs:
		if content, err = c.TakeValues(now.Content); err != nil {
			err = &project.Error{Reason: project.BadJSON, Dir: o.Dir, Path: c.Path, Err: err}
		}
		return content, err == nil, err
	case o.Side == SideTheirs && c.Theirs != nil && (now != nil || ours.At(c.Path).Kind == filesystem.Absent):
		return c.Theirs.Content, true, nil
	}
	return nil, o.Side == SideOurs, nil
}

func (list decisions) settled() []string {
	var names []string
	for _, d := range list {
		names = append(names, d.conflict.Path)
	}
	return names
}

// changes put the decisions in place. The next merge of a settled file begins
// with what the template had.
func (list decisions) changes(folder *project.Folder, state project.State, left []plan.Conflict) ([]txn.Change, error) {
	if len(list) == 0 {
		return nil, nil
	}
	base := files.ByPath(state.Base)
	var steps plan.Plan
	for _, d := range list {
		putTheirs(base, d.conflict)
		steps = append(steps, d.steps...)
	}
	record := state.Record
	record.Layout = state.Layout
	return folder.Changes(steps, state, state.Next(record, files.FromMap(base), left))
}

// witnesses make the files that somebody settled part of the transaction, as
// they are: undo then knows them as its end.
func (list decisions) witnesses(changes []txn.Change, ours files.Snapshot) []txn.Change {
	noted := map[string]bool{"": true}
	for _, c := range changes {
		noted[c.Path] = true
	}
	var kept []txn.Change
	for _, d := range list {
		for _, name := range []string{d.conflict.Path, d.conflict.Beside} {
			at := ours.At(name)
			if noted[name] || at.Kind != filesystem.Absent && at.Kind != filesystem.Regular {
				continue
			}
			noted[name] = true
			c := txn.Change{Entry: filesystem.Entry{Path: name}, Keep: true}
			if at.Kind == filesystem.Regular {
				c.Was = &at.Entry
			}
			kept = append(kept, c)
		}
	}
	return kept
}
