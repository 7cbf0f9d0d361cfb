package txn

import (
	"errors"
	"path"
	"slices"
	"strconv"
)

// unwinding works out how to take a transaction back.
type unwinding struct {
	*Undoable
	changes []Change
	aside   []*Entry // what somebody wrote, by the path that it was at
	later   []string // paths that are not as the transaction left them
}

// changes are those that take the transaction back, its last one first, and
// put aside what somebody wrote.
func (u *Undoable) changes(aside bool) ([]Change, error) {
	w := unwinding{Undoable: u}
	for _, name := range u.Paths {
		if err := w.path(name, aside); err != nil {
			return nil, err
		}
	}
	if len(w.later) > 0 {
		return nil, &LaterChangesError{Paths: slices.Sorted(slices.Values(w.later))}
	}
	if err := w.putAside(); err != nil {
		return nil, err
	}
	return w.changes, nil
}

// path takes one path back through all that happened to it.
func (w *unwinding) path(name string, aside bool) error {
	now, err := look(w.disk, name)
	var link *LinkError
	var changed *ChangedError
	switch {
	case errors.As(err, &link), errors.As(err, &changed):
		w.later = append(w.later, name)
		return nil
	case err != nil:
		return err
	}
	steps := w.steps[name]
	first, err := w.was(steps[len(steps)-1])
	if err != nil {
		return err
	}
	left := w.journal.Steps[steps[0]].New
	asBefore := now.state == first.state() || now.state != left && now.says(first.state())
	if !asBefore && !now.says(left) {
		if !aside {
			w.later = append(w.later, name)
			return nil
		}
		if now.state != "" {
			w.aside = append(w.aside, now.entry(name))
		}
	}
	if err := w.between(steps, first.state()); err != nil {
		return err
	}
	if asBefore {
		return nil
	}
	c := Change{Entry: Entry{Path: name}, Remove: first == nil, Was: now.entry(name)}
	if first != nil {
		c.Entry = *first
	}
	w.changes = append(w.changes, c)
	return nil
}

// between finds what somebody wrote between two transactions that were joined.
func (w *unwinding) between(steps []int, first string) error {
	for i, older := range steps[1:] {
		was := w.journal.Steps[steps[i]].Was
		if was == w.journal.Steps[older].New || was == first {
			continue
		}
		written, err := w.was(steps[i])
		if err != nil {
			return err
		}
		if written != nil {
			w.aside = append(w.aside, written)
		}
	}
	return nil
}

// putAside adds the changes that put aside what somebody wrote, where git does
// not see it: it may be secret.
func (w *unwinding) putAside() error {
	written := map[string]string{} // states of what is put aside now, by path
	for _, e := range w.aside {
		to, there, err := w.asideFor(e, written)
		if err != nil {
			return err
		}
		if !slices.Contains(w.Aside, to) {
			w.Aside = append(w.Aside, to)
		}
		if there {
			continue
		}
		written[to] = e.state()
		w.changes = append(w.changes, Change{Entry: Entry{Path: to, Content: e.Content, Mode: e.Mode, Exact: true}})
	}
	if len(written) == 0 {
		return nil
	}
	ignore := Entry{Path: AsideDir + "/.gitignore", Content: []byte("*\n"), Mode: 0o644}
	if at, err := look(w.disk, ignore.Path); err != nil || at.state != "" {
		return err
	}
	w.changes = append(w.changes, Change{Entry: ignore})
	return nil
}

// asideFor finds a name for a file that is put aside, and tells whether that
// very file is there already.
func (w *unwinding) asideFor(e *Entry, written map[string]string) (name string, there bool, err error) {
	for n := 1; ; n++ {
		name = path.Join(AsideDir, e.Path)
		if n > 1 {
			name += "." + strconv.Itoa(n)
		}
		at, err := look(w.disk, name)
		if err != nil {
			return "", false, err
		}
		if state := at.state + written[name]; state == "" || state == e.state() {
			return name, state != "", nil
		}
	}
}
