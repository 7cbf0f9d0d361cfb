package generator

import (
	"context"

	"mlvb/generator/files"
	"mlvb/generator/plan"
	"mlvb/generator/txn"
	"mlvb/generator/wechat"
)

// see looks at the paths of conflicts and of trees.
func see(ctx context.Context, disk txn.Disk, conflicts []plan.Conflict, trees ...files.Tree) (files.Snapshot, error) {
	var names []string
	for _, t := range trees {
		names = append(names, t.Paths()...)
	}
	for _, c := range conflicts {
		names = append(names, c.Path)
		if c.Beside != "" {
			names = append(names, c.Beside)
		}
	}
	return files.Look(ctx, disk, names)
}

// look reads what the project has of the paths that matter.
func (u *updating) look(ctx context.Context) error {
	var err error
	if u.sight, err = see(ctx, u.disk, u.conflicts, u.base, u.theirs); err != nil {
		return targetFault(u.Dir, err)
	}
	return u.decided()
}

// userWins reports whether the user's files stay as they are where there is no
// base. That is so unless a style of conflicts asks for something else; ours is
// the same where a base was lost.
func (u *updating) userWins() bool {
	lost := u.result.Base == BaseLost && u.Conflicts == plan.Ours
	return lost || u.Conflicts == "" && (u.result.Base == BaseLost || u.command == commandAdopt)
}

// plan compares the three sides.
func (u *updating) plan() error {
	parts := u.useWholes()
	var open []plan.Conflict
	for _, c := range u.conflicts {
		if !c.Settled(u.sight.File(c.Path), u.sight.File(c.Beside)) {
			open = append(open, c)
		}
	}
	u.result.NotJSON = notJSON(u.base, u.sight)
	u.result.Plan = plan.Make(plan.Sides{Base: u.base, Ours: u.sight, Theirs: u.theirs}, plan.Policy{
		Moves: u.layout.Moves(&u.Template.Manifest), Open: open, WrittenBack: u.writtenBack(),
		Style: u.Conflicts, UserWins: u.userWins(), From: u.record.Template.Version, To: u.Template.Version,
	})
	for _, s := range u.result.Plan {
		if s.Conflict != nil {
			u.result.Conflicts = append(u.result.Conflicts, *s.Conflict)
		}
		if s.NextBase != nil && !s.NextBase.Secret {
			u.next = append(u.next, stored(*s.NextBase, parts))
		}
		if (s.Writes() || s.Action == plan.ActionRemove) && wechat.KeptByDevTools(s.Path) {
			u.result.DevTools = append(u.result.DevTools, s.Path)
		}
	}
	u.next.Sort()
	return nil
}
