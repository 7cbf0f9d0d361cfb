package generator

import (
	"context"
	"slices"

	"mlvb/generator/files"
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

	openDisk func(dir string) (txn.Disk, error) // for tests; nil is txn.OpenDisk
}

// ResolveResult is what [Resolve] did.
type ResolveResult struct {
	Settled []string        // paths
	Left    []plan.Conflict // what is still to be decided
	Unknown []string        // paths given that have no conflict
}

// Resolve clears the conflicts that are settled: markers are gone, a value was
// changed, the file beside is gone. A path that is named settles without a
// change of a value, too. With a side, that side's version is put in place
// first. For [Undo] it is part of the command that left the conflicts. Errors
// are [*ProjectError] and what the system says.
func Resolve(ctx context.Context, o ResolveOptions) (ResolveResult, error) {
	u := &updating{
		UpdateOptions: UpdateOptions{Dir: o.Dir, Tool: o.Tool, openDisk: o.openDisk},
		command:       commandResolve,
	}
	r := resolving{ResolveOptions: o, u: u, base: map[string]*files.File{}}
	if _, err := u.runSteps(ctx, r.load, func() error { return r.look(ctx) }, r.settle, u.changes, r.noteSettled); err != nil {
		return ResolveResult{}, err
	}
	return r.result, nil
}

// resolving is a project whose conflicts are being settled.
type resolving struct {
	ResolveOptions
	u      *updating
	base   map[string]*files.File
	result ResolveResult
}

func (r *resolving) load() error {
	var err error
	u := r.u
	if u.record, err = openRecord(r.Dir, r.Tool); err != nil {
		return err
	}
	if u.conflicts, err = openConflicts(r.Dir); err != nil {
		return err
	}
	base, err := baseOf(r.Dir, u.record)
	if err != nil {
		return brokenBase(r.Dir, err)
	}
	project.Follow(r.Dir, u.disk, &u.record, base, u.conflicts)
	u.recorded, r.base = u.record.Base, files.ByPath(base)
	return nil
}

func (r *resolving) look(ctx context.Context) error {
	var err error
	r.u.sight, err = see(ctx, r.u.disk, r.u.conflicts)
	return err
}

// settle goes through the conflicts, and makes the plan of what is written.
func (r *resolving) settle() error {
	for _, name := range r.Paths {
		if !slices.ContainsFunc(r.u.conflicts, func(c plan.Conflict) bool { return paths.Within(c.Path, []string{name}) }) {
			r.result.Unknown = append(r.result.Unknown, name)
		}
	}
	for _, c := range r.u.conflicts {
		done := false
		if paths.Within(c.Path, r.Paths) {
			var err error
			if done, err = r.one(c); err != nil {
				return err
			}
		}
		if !done {
			r.result.Left = append(r.result.Left, c)
			continue
		}
		r.result.Settled = append(r.result.Settled, c.Path)
		r.base[c.Path] = c.Theirs
	}
	u := r.u
	u.next = files.FromMap(r.base)
	u.result.Conflicts = r.result.Left
	u.result.Record = u.record
	u.result.Record.Base = u.next.Digest()
	return nil
}

// noteSettled makes the files that somebody settled part of the transaction, as
// they are: who undoes it has them as that.
func (r *resolving) noteSettled() error {
	noted := map[string]bool{"": true}
	for _, c := range r.u.list {
		noted[c.Path] = true
	}
	for _, c := range r.u.conflicts {
		for _, name := range []string{c.Path, c.Beside} {
			s := r.u.sight.At(name)
			if noted[name] || !slices.Contains(r.result.Settled, c.Path) || s.Kind != txn.Absent && s.Kind != txn.Regular {
				continue
			}
			noted[name] = true
			keep := txn.Change{Entry: txn.Entry{Path: name}, Keep: true}
			if s.Kind == txn.Regular {
				keep.Was = &s.Entry
			}
			r.u.list = append(r.u.list, keep)
		}
	}
	return nil
}

// one settles a conflict, if it can be settled now.
func (r *resolving) one(c plan.Conflict) (bool, error) {
	ours, beside := r.u.sight.File(c.Path), r.u.sight.File(c.Beside)
	content, done, err := r.taken(c, ours, beside)
	if err != nil || !done {
		return false, err
	}
	if content != nil {
		r.u.result.Plan = append(r.u.result.Plan, c.Decide(ours, content))
	}
	if beside != nil && c.Theirs != nil && beside.Same(c.Theirs) {
		r.u.result.Plan = append(r.u.result.Plan, plan.Step{Path: c.Beside, Action: plan.ActionRemove, Why: plan.WhyChosen, Was: beside})
	}
	return true, nil
}

// taken returns what to write to settle a conflict; nothing, if the file may
// stay as it is.
func (r *resolving) taken(c plan.Conflict, ours, beside *files.File) (content []byte, done bool, err error) {
	side := merge.Ours
	if r.Side == SideTheirs {
		side = merge.Theirs
	}
	switch {
	case r.Side == "":
		return nil, c.Settled(ours, beside) || len(r.Paths) > 0 && c.Kind != plan.ConflictInText, nil
	case c.Kind == plan.ConflictInText && ours != nil:
		if content, err = c.Markers.Take(ours.Content, side); err != nil {
			err = &project.Error{Reason: project.MarkersLeft, Dir: r.Dir, Paths: []string{c.Path}, Err: err}
		}
		return content, err == nil, err
	case c.Kind == plan.ConflictInJSON && ours != nil && r.Side == SideTheirs:
		content, err = c.TakeValues(ours.Content)
		return content, err == nil, err
	case r.Side == SideTheirs && c.Theirs != nil && (ours != nil || r.u.sight.At(c.Path).Kind == txn.Absent):
		return c.Theirs.Content, true, nil
	}
	return nil, r.Side == SideOurs, nil
}
