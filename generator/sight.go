package generator

import (
	"context"
	"maps"
	"path"
	"slices"

	"mlvb/generator/paths"
	"mlvb/generator/txn"
)

// sight is what was seen of a project on disk: certain paths, and the names
// around them.
type sight struct {
	reader *txn.Reader
	paths  []string
	found  []txn.PathInfo
}

// see reads what a project has at the paths of conflicts and of trees. It goes
// into no folder that none of them is in.
func see(ctx context.Context, disk txn.Disk, conflicts []Conflict, trees ...Tree) (sight, error) {
	wanted := map[string]bool{}
	for _, t := range trees {
		for _, f := range t {
			wanted[f.Path] = true
		}
	}
	for _, c := range conflicts {
		wanted[c.Path] = true
		if c.Beside != "" {
			wanted[c.Beside] = true
		}
	}
	s := sight{reader: &txn.Reader{Fold: paths.Fold, Limit: maxFile}, paths: slices.Sorted(maps.Keys(wanted))}
	var err error
	s.found, err = s.reader.Read(ctx, disk, s.paths)
	return s, err
}

// stand returns what is at a path that was asked for.
func (s sight) stand(name string) txn.PathInfo {
	if i, ok := slices.BinarySearch(s.paths, name); ok {
		return s.found[i]
	}
	return txn.PathInfo{}
}

// taken reports whether a name is in a folder that was seen.
func (s sight) taken(name string) bool {
	return slices.Contains(s.reader.Names(path.Dir(name)), path.Base(name))
}

// file returns the file at a path that was asked for, and nil when there is none.
func (s sight) file(name string) *File {
	at := s.stand(name)
	if at.Kind != txn.Regular {
		return nil
	}
	return &File{Path: name, Content: at.Content, Executable: at.Mode&0o100 != 0, perm: at.Mode, Merge: guessMerge(name, at.Content)}
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
	p := planner{
		base: u.base, theirs: u.theirs,
		stand: u.sight.stand, taken: u.sight.taken,
		open: map[string]Conflict{}, undone: u.writtenBack(),
		moved: u.Template.movedTo(u.base, u.theirs, u.layout),
		style: u.Conflicts, userWins: u.userWins(),
		from: u.record.Template.Version, to: u.Template.Version,
	}
	for _, c := range u.conflicts {
		if !c.settled(u.sight.file(c.Path), u.sight.file(c.Beside)) {
			p.open[c.Path] = c
		}
	}
	u.result.NotJSON = u.sight.notJSON(u.base)
	u.result.Plan = p.plan()
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
