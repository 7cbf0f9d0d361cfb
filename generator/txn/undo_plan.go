package txn

import (
	"errors"
	"path"
	"slices"
	"strconv"
)

// undoPlan works out how to take a transaction back.
type undoPlan struct {
	*Undoable
	changes []Change
	aside   []*Entry // what somebody wrote, by the path that it was at
	later   []string // paths that are not as the transaction left them
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
	if err := p.putAside(); err != nil {
		return nil, err
	}
	return p.changes, nil
}

// path takes one path back through all that happened to it.
func (p *undoPlan) path(name string, aside bool) error {
	now, err := look(p.disk, name)
	var link *LinkError
	var changed *ChangedError
	switch {
	case errors.As(err, &link), errors.As(err, &changed):
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
	left := p.journal.Steps[steps[0]].New
	asBefore := now.fingerprint == first.fingerprint() || now.fingerprint != left && now.matches(first.fingerprint())
	if !asBefore && !now.matches(left) {
		if !aside {
			p.later = append(p.later, name)
			return nil
		}
		if now.fingerprint != "" {
			p.aside = append(p.aside, now.entry(name))
		}
	}
	if err := p.between(steps, first.fingerprint()); err != nil {
		return err
	}
	if asBefore {
		return nil
	}
	c := Change{Entry: Entry{Path: name}, Remove: first == nil, Was: now.entry(name)}
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

// putAside adds the changes that put aside what somebody wrote, where git does
// not see it: it may be secret.
func (p *undoPlan) putAside() error {
	written := map[string]string{} // states of what is put aside now, by path
	for _, e := range p.aside {
		to, there, err := p.asideFor(e, written)
		if err != nil {
			return err
		}
		if !slices.Contains(p.Aside, to) {
			p.Aside = append(p.Aside, to)
		}
		if there {
			continue
		}
		written[to] = e.fingerprint()
		p.changes = append(p.changes, Change{Entry: Entry{Path: to, Content: e.Content, Mode: e.Mode, Exact: true}})
	}
	if len(written) == 0 {
		return nil
	}
	ignore := Entry{Path: AsideDir + "/.gitignore", Content: []byte("*\n"), Mode: 0o644}
	if at, err := look(p.disk, ignore.Path); err != nil || at.fingerprint != "" {
		return err
	}
	p.changes = append(p.changes, Change{Entry: ignore})
	return nil
}

// asideFor finds a name for a file that is put aside, and tells whether that
// very file is there already.
func (p *undoPlan) asideFor(e *Entry, written map[string]string) (name string, there bool, err error) {
	for n := 1; ; n++ {
		name = path.Join(AsideDir, e.Path)
		if n > 1 {
			name += "." + strconv.Itoa(n)
		}
		at, err := look(p.disk, name)
		if err != nil {
			return "", false, err
		}
		if state := at.fingerprint + written[name]; state == "" || state == e.fingerprint() {
			return name, state != "", nil
		}
	}
}
