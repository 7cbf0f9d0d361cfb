package txn

import (
	"slices"

	"mlvb/generator/filesystem"
)

// undoPlan works out how to take a transaction back.
type undoPlan struct {
	*Undoable
	changes []Change
	aside   []*filesystem.Entry // what somebody wrote, by the path that it was at
	later   []string            // paths that are not as the transaction left them
}

// changes are those that take the transaction back, its last one first, and
// put aside what somebody wrote.
func (u *Undoable) changes(aside bool) ([]Change, error) {
	p := undoPlan{Undoable: u}
	for _, name := range u.Paths {
		if err := p.path(name, aside); err != nil {
			return nil, err
		}
	}
	if len(p.later) > 0 {
		return nil, &LaterChangesError{Paths: slices.Sorted(slices.Values(p.later))}
	}
	copies, err := p.putAside()
	if err != nil {
		return nil, err
	}
	return append(copies, p.changes...), nil
}

// path takes one path back through all that happened to it.
func (p *undoPlan) path(name string, aside bool) error {
	now, err := p.look(name)
	switch {
	case isObstacle(err):
		p.later = append(p.later, name)
		return nil
	case err != nil:
		return err
	}
	steps := p.steps[name]
	first, err := p.was(steps[len(steps)-1])
	if err != nil {
		return err
	}
	left := p.left(name)
	// Equal but for line endings, as git's checkout may make them, is as before, unless the bytes are the command's own.
	asBefore := now.fingerprint == fingerprintOf(first) || now.fingerprint != left && now.matches(fingerprintOf(first))
	if !asBefore && !now.matches(left) {
		if !aside {
			p.later = append(p.later, name)
			return nil
		}
		if now.fingerprint != "" {
			p.aside = append(p.aside, now.entry(name))
		}
	}
	if err := p.between(steps, fingerprintOf(first)); err != nil {
		return err
	}
	if asBefore {
		return nil
	}
	c := Change{Entry: filesystem.Entry{Path: name}, Remove: first == nil, Was: now.entry(name)}
	if first != nil {
		c.Entry = *first
	}
	p.changes = append(p.changes, c)
	return nil
}

// between finds what somebody wrote between two transactions that were joined.
func (p *undoPlan) between(steps []int, first string) error {
	for i, older := range steps[1:] {
		was := p.journal.Steps[steps[i]].Was
		if was == p.journal.Steps[older].New || was == first {
			continue
		}
		written, err := p.was(steps[i])
		if err != nil {
			return err
		}
		if written != nil {
			p.aside = append(p.aside, written)
		}
	}
	return nil
}

// putAside returns the changes that put aside what somebody wrote.
func (p *undoPlan) putAside() ([]Change, error) {
	folder := asideFolder{disk: p.disk}
	var changes []Change
	for _, e := range p.aside {
		to, there, err := folder.place(e.Path, fingerprintOf(e))
		if err != nil {
			return nil, err
		}
		if !slices.Contains(p.Aside, to) {
			p.Aside = append(p.Aside, to)
		}
		if there {
			continue
		}
		folder.plan(to, fingerprintOf(e))
		changes = append(changes, Change{Entry: filesystem.Entry{Path: to, Content: e.Content, Mode: e.Mode, Exact: true}})
	}
	if len(changes) > 0 && !folder.hidden {
		rule := filesystem.Entry{Path: folder.ignoreFile(), Content: []byte(ignoreAll), Mode: 0o644}
		changes = append([]Change{{Entry: rule}}, changes...)
	}
	return changes, nil
}
