package generator

import (
	"context"
	"mlvb/generator/txn"
)

// see looks at the paths of conflicts and of trees.
func see(ctx context.Context, disk txn.Disk, conflicts []Conflict, trees ...Tree) (Snapshot, error) {
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
	return Look(ctx, disk, names)
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
	lost := u.result.Base == BaseLost && u.Conflicts == ConflictOurs
	return lost || u.Conflicts == "" && (u.result.Base == BaseLost || u.command == commandAdopt)
}

// plan compares the three sides.
func (u *updating) plan() error {
	parts := u.useWholes()
	var open []Conflict
	for _, c := range u.conflicts {
		if !c.settled(u.sight.File(c.Path), u.sight.File(c.Beside)) {
			open = append(open, c)
		}
	}
	u.result.NotJSON = notJSON(u.base, u.sight)
	u.result.Plan = Make(Sides{Base: u.base, Ours: u.sight, Theirs: u.theirs}, Policy{
		Moves: u.layout.moves(&u.Template.Manifest), Open: open, WrittenBack: u.writtenBack(),
		Style: u.Conflicts, UserWins: u.userWins(), From: u.record.Template.Version, To: u.Template.Version,
	})
	for _, s := range u.result.Plan {
		if s.Conflict != nil {
			u.result.Conflicts = append(u.result.Conflicts, *s.Conflict)
		}
		if s.base != nil && !s.base.Secret {
			u.next = append(u.next, stored(*s.base, parts))
		}
		if (s.Writes() || s.Action == ActionRemove) && isDevTools(s.Path) {
			u.result.DevTools = append(u.result.DevTools, s.Path)
		}
	}
	u.next.sort()
	return nil
}
