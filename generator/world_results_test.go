package generator

import (
	"errors"
	"slices"
	"strings"

	"mlvb/generator/plan"
	"mlvb/generator/project"
	"mlvb/generator/txn"
)

// checkUpdated holds the result of a merge to what is on disk, and a second run
// of it to changing nothing.
func (w *world) checkUpdated(c command, r UpdateResult, before, after contents) {
	w.t.Helper()
	if changed := len(before.only(isProjects).differences(after.only(isProjects))) > 0; changed != r.Changed {
		w.fatalf("%s: it says that changed is %v", c, r.Changed)
	}
	for _, s := range r.Plan {
		w.checkStep(s, before, after)
	}
	for _, conflict := range r.Conflicts {
		if conflict.Beside != "" && after.file(conflict.Beside) != string(conflict.Theirs.Content) {
			w.fatalf("%s: what the template has is not in %s", c, conflict.Beside)
		}
	}
	if got := w.openConflicts(); len(got) != len(r.Conflicts) {
		w.fatalf("%s: it tells of %d conflicts, and noted %d", c, len(r.Conflicts), len(got))
	}
	if record, err := project.ReadRecord(w.dir); err != nil || record.Base != r.Record.Base || record.Template != r.Record.Template {
		w.fatalf("%s: the record is %+v, %v", c, record, err)
	}
	again := command{Name: "update", Version: c.Version, Style: c.Style, DryRun: true}
	o := again.run(w.t.Context(), w.dir, w.versions[c.Version], nil)
	if o.err == nil && o.updated.Changed {
		w.fatalf("%s: a second one would change something: %+v", c, o.updated.Plan.Changed())
	}
}

// checkStep holds a step of a plan to what is on disk.
func (w *world) checkStep(s plan.Step, before, after contents) {
	w.t.Helper()
	switch {
	case s.Writes() && after.file(s.Path) != string(s.File.Content):
		w.fatalf("%s %s: there is %q, not %q", s.Action, s.Path, after[s.Path], s.File.Content)
	case s.From != "" && s.Writes() && after[s.From] != "":
		w.fatalf("%s is still there, which moved", s.From)
	case s.Action == plan.ActionRemove && after[s.Path] != "":
		w.fatalf("%s is still there", s.Path)
	case s.Action == plan.ActionAdd && before[s.Path] != "":
		w.fatalf("%s is no new file", s.Path)
	case s.Action == plan.ActionKeep && !s.Writes() && before[s.Path] != after[s.Path]:
		w.fatalf("%s was to stay, and became %q", s.Path, after[s.Path])
	}
}

// checkSettled holds the result of a resolve to the list of open conflicts.
func (w *world) checkSettled(r ResolveResult, before contents) {
	w.t.Helper()
	open := map[string]bool{}
	for _, c := range w.openConflicts() {
		open[c.Path] = true
	}
	if len(open) != len(r.Left) || len(r.Settled)+len(r.Left) != len(w.was(before)) {
		w.fatalf("resolve settled %q, left %d of %d, and noted %d", r.Settled, len(r.Left), len(w.was(before)), len(open))
	}
	for _, name := range r.Settled {
		if open[name] {
			w.fatalf("%s is settled, and open", name)
		}
	}
}

// checkUndone holds the result of an undo to what was there before the
// transaction that it took back.
func (w *world) checkUndone(r UndoResult, before, after contents) {
	w.t.Helper()
	var was level
	for dir := range before.levels() {
		if !after.levels()[dir] {
			was = w.levels[dir]
		}
	}
	if was.before == nil {
		return // somebody worked on the files while it was made
	}
	for _, name := range r.Paths {
		if isAside(name) {
			continue
		}
		if !was.wasAt(name, after[name]) {
			w.fatalf("undo of %s: %s is %q, and was %q", r.Command, name, after[name], was.before[name])
		}
	}
	for _, name := range r.Aside {
		if after[name] == "" || !strings.HasPrefix(name, txn.AsideDir) {
			w.fatalf("undo of %s: %s is not there", r.Command, name)
		}
	}
	for _, name := range before.only(isAside).differences(after.only(isAside)) {
		if before[name] != "" {
			w.fatalf("undo of %s: %s changed, which was put aside", r.Command, name)
		}
	}
}

func sameButLineEndings(a, b string) bool {
	return strings.ReplaceAll(a, "\r\n", "\n") == strings.ReplaceAll(b, "\r\n", "\n")
}

// checkStatus holds what status says to what is on disk, and to what resolve and
// undo do with a copy of it.
func (w *world) checkStatus(s Status, now contents) {
	w.t.Helper()
	for _, name := range s.Removed {
		if now[name] != "" {
			w.fatalf("status says that %s was removed", name)
		}
	}
	resolved := command{Name: "resolve"}.run(w.t.Context(), w.copied(), nil, nil)
	if resolved.err == nil && !slices.Equal(resolved.settled.Settled, s.Settled) {
		w.fatalf("status says that %q is settled, and resolve settles %q", s.Settled, resolved.settled.Settled)
	}
	undone := command{Name: "undo", Aside: true}.run(w.t.Context(), w.copied(), nil, nil)
	var fault *project.Error
	if errors.As(undone.err, &fault) && fault.Reason == project.ChangedSince && len(s.Undo) > 0 {
		return // a folder or a link is in the way of what it would bring back
	}
	var can []string
	if undone.err == nil {
		can = append([]string{undone.undone.Command}, undone.undone.Next...)
	}
	if !slices.Equal(can, s.Undo) {
		w.fatalf("status says that %q can be undone, and undo says %q (%s)", s.Undo, can, undone)
	}
}
