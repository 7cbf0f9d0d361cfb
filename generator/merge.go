package generator

import (
	"context"
	"errors"
	"slices"

	"mlvb/generator/files"
	"mlvb/generator/filesystem"
	"mlvb/generator/git"
	"mlvb/generator/paths"
	"mlvb/generator/plan"
	"mlvb/generator/project"
	"mlvb/generator/template"
	"mlvb/generator/wechat"
)

// merging is what the one operation starts from. Update, set, add and adopt
// differ in how they come by it, and in nothing else.
type merging struct {
	command  string
	state    project.State  // that the last command left; zero where there was none
	layout   project.Layout // of the project to be
	base     mergeBase
	answers  template.Answers
	userWins bool // files without a base stay as they are
}

// merge renders the template, plans what becomes of the project's files, and
// commits that.
func (o UpdateOptions) merge(ctx context.Context, folder *project.Folder, m merging) (UpdateResult, error) {
	theirs, err := o.renderOver(ctx, m)
	if err != nil {
		return UpdateResult{}, err
	}
	ours, err := folder.Look(ctx, append(conflictPaths(m.state.Conflicts), append(m.base.tree.Paths(), theirs.Paths()...)...))
	if err != nil {
		return UpdateResult{}, err
	}
	base, open, err := withoutSettled(o.Dir, m.base.tree, m.state.Conflicts, ours)
	if err != nil {
		return UpdateResult{}, err
	}
	sides, shrink := m.layout.ExpandSides(plan.Sides{Base: base, Ours: ours, Theirs: theirs}, ours)
	policy := plan.Policy{
		Style: o.Conflicts, UserWins: m.userWins, Open: open, Moves: m.layout.Moves(&o.Template.Manifest),
		From: m.state.Record.Template.Version, To: o.Template.Version,
	}
	if s := o.Template.Secrets; s != nil {
		policy.Secrets, _ = m.layout.Place(s.To)
	}
	if anyAbsent(base, ours) {
		policy.Sparse = git.NotCheckedOut(o.Dir)
	}
	if m.base.state == BaseRecorded {
		policy.WrittenBack = folder.WrittenBack(m.base.tree, ours)
	}
	steps := plan.Make(sides, policy)
	record, err := project.NewRecord(o.Dir, o.Source, o.Tool, o.Template, m.answers, m.layout)
	if err != nil {
		return UpdateResult{}, err
	}
	next := m.state.Next(record, steps.NextBase(shrink), steps.Conflicts())
	changes, err := folder.Changes(steps, m.state, next)
	if err != nil {
		return UpdateResult{}, err
	}
	r := o.result(m, steps, next, len(changes) > 0)
	if r.From.Digest != r.To.Digest {
		r.News = o.Template.NewsSince(r.From.Version, m.hasPart(theirs))
	}
	r.NotJSON = notJSON(sides.Base, ours)
	if o.DryRun || ctx.Err() != nil {
		return r, ctx.Err()
	}
	if err := folder.Commit(ctx, m.command, changes); err != nil {
		return UpdateResult{}, err
	}
	r.GitError = showConflicts(folder, steps, m.state.Conflicts)
	return r, nil
}

// anyAbsent reports whether a file of a tree is missing on disk.
func anyAbsent(tree files.Tree, ours files.Snapshot) bool {
	return slices.ContainsFunc(tree, func(f files.File) bool { return ours.At(f.Path).Kind == filesystem.Absent })
}

// render is the template with these answers, in the project's layout.
func (o UpdateOptions) render(ctx context.Context, a template.Answers, l project.Layout) (files.Tree, error) {
	tree, err := o.Template.Render(ctx, a)
	if err != nil {
		return nil, err
	}
	return l.Apply(tree)
}

// renderOver is the template over a base. The file for secrets is written once:
// where the project had it, it is the user's.
func (o UpdateOptions) renderOver(ctx context.Context, m merging) (files.Tree, error) {
	tree, err := o.render(ctx, m.answers, m.layout)
	if err != nil {
		return nil, err
	}
	if s := o.Template.Secrets; s != nil {
		from, _ := m.layout.Place(s.From)
		if _, had := m.base.tree.Find(from); had {
			tree = tree.WithoutSecrets()
		}
	}
	return tree, nil
}

// result tells what the plan does.
func (o UpdateOptions) result(m merging, steps plan.Plan, next project.Next, changed bool) UpdateResult {
	return UpdateResult{
		From: m.state.Record.Template, To: next.Record.Template,
		Base: m.base.state, Answers: m.answers, Plan: steps, Conflicts: next.Conflicts,
		DevTools: wechat.DevToolsFiles(steps.Changed()), RootMove: m.state.RootMove,
		Record: next.Record, Changed: changed,
	}
}

// hasPart tells of a folder or file of the template whether the project has it.
func (m merging) hasPart(theirs files.Tree) func(path string) bool {
	return func(name string) bool {
		to, placed := m.layout.Place(name)
		return placed && slices.ContainsFunc(theirs, func(f files.File) bool { return paths.Within(f.Path, []string{to}) })
	}
}

// Git's index before and after conflicts were shown in it, as kept with the
// transaction for undo.
const (
	indexBefore = "index"
	indexAfter  = "index-after"
)

// showConflicts shows the conflicts of a plan in git's index. Earlier are those
// that are shown there already.
func showConflicts(folder *project.Folder, steps plan.Plan, earlier []plan.Conflict) error {
	shown := map[string]*files.File{}
	for _, c := range earlier {
		shown[c.Path] = c.Theirs
	}
	var list []git.Conflict
	for _, s := range steps {
		if s.Conflict != nil && s.Conflict.Kind != plan.ConflictInWay {
			list = append(list, git.Conflict{
				Path: s.Path, From: s.From, Base: s.NextBase, Ours: s.Was, Theirs: s.Conflict.Theirs, Shown: shown[s.Path],
			})
		}
	}
	return git.ShowConflicts(folder.Dir, list, func(s git.Shown) error {
		return errors.Join(folder.Attach(indexBefore, s.Before), folder.Attach(indexAfter, s.After))
	})
}
