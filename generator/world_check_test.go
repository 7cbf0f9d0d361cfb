package generator

import (
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"mlvb/generator/plan"
	"mlvb/generator/project"
	"mlvb/generator/txn"
)

// check holds a command to what is so whatever the folder was before: nothing
// that the user typed is lost, nothing changed that the result does not tell
// of, and a failure changed nothing.
func (w *world) check(c command, o outcome, before contents) {
	w.t.Helper()
	after := w.read()
	w.checkTidy(after)
	if o.err != nil || c.DryRun || o.status != nil || c.Name == "diff" {
		before, after = before.only(isNotEmptyDir), after.only(isNotEmptyDir)
		if got := before.differences(after); len(got) > 0 {
			w.fatalf("%s (%s) changed %q", c, o, got)
		}
		if o.status != nil && o.err == nil {
			w.checkStatus(*o.status, after)
		}
		return
	}
	w.checkTyped(c, before, after)
	w.checkRecord(c, after)
	w.checkChanged(c, o, before, after)
	switch {
	case o.updated != nil:
		w.checkUpdated(c, *o.updated, before, after)
	case o.settled != nil:
		w.checkSettled(*o.settled, before)
	case o.undone != nil:
		w.checkUndone(*o.undone, before, after)
	}
	w.rememberLevels(o.settled != nil, before, after)
}

// isNotEmptyDir is false for mlvb's own folder with nothing in it, which any
// command removes.
func isNotEmptyDir(name string) bool { return name != project.Dir+"/" }

// checkTidy finds leftovers of a run.
func (w *world) checkTidy(after contents) {
	w.t.Helper()
	for name := range after {
		if w.moved[name] {
			continue
		}
		base := filepath.Base(strings.TrimSuffix(name, "/"))
		if isWork(name) || strings.HasPrefix(base, txn.StagePrefix) || strings.HasPrefix(base, ".mlvb-") {
			w.fatalf("%s is left", name)
		}
	}
}

// checkTyped finds tokens that were in the project and are not any more. Where
// the template's side was chosen, undo has them.
func (w *world) checkTyped(c command, before, after contents) {
	w.t.Helper()
	was := before.only(isUsers).typed()
	kept := after.only(isUsers).typed()
	switch undoable := after.only(isUndoData).typed(); {
	case c.Side == SideTheirs, c.Style == plan.Theirs:
		maps.Copy(kept, undoable)
	case c.Side == SideOurs:
		for token := range typedForTheirs(before) {
			kept[token] += undoable[token]
		}
	}
	if lost := missing(was, kept); len(lost) > 0 {
		w.fatalf("%s: lost %q", c, lost)
	}
}

// typedForTheirs are the tokens in the template's part of marked conflicts.
func typedForTheirs(before contents) map[string]string {
	parts := contents{}
	for name, text := range before.only(isUsers) {
		for _, section := range marked.FindAllString(text, -1) {
			if _, theirs, found := strings.Cut(section, "|||||||"); found {
				parts[name] += theirs
			}
		}
	}
	return parts.typed()
}

// checkRecord fails unless a project's base and record fit each other. Undo may
// bring back a project without a base.
func (w *world) checkRecord(c command, after contents) {
	w.t.Helper()
	r, err := project.ReadRecord(w.dir)
	if err != nil || c.Name == "undo" && after[project.BaseFile] == "" {
		return
	}
	if base, err := project.ReadBase(w.dir); err != nil || base.Digest() != r.Base {
		w.fatalf("the base does not fit the record: %v", err)
	}
	if w.git && after[project.RecordFile] != "" {
		w.mustRunGit("status", "--porcelain")
	}
}

// checkChanged fails where something changed that the result does not tell of.
func (w *world) checkChanged(c command, o outcome, before, after contents) {
	w.t.Helper()
	told := map[string]bool{}
	add := func(names ...string) {
		for _, name := range names {
			told[name] = true
		}
	}
	switch {
	case o.made != nil:
		add(o.made.Plan.Changed()...)
	case o.updated != nil:
		add(o.updated.Plan.Changed()...)
		for _, s := range o.updated.Plan {
			add(s.From)
			if s.Conflict != nil {
				add(s.Conflict.Beside)
			}
		}
	case o.settled != nil:
		for _, conflict := range w.was(before) {
			if slices.Contains(o.settled.Settled, conflict.Path) {
				add(conflict.Path, conflict.Beside)
			}
		}
	case o.undone != nil:
		add(o.undone.Paths...)
		add(o.undone.Aside...)
		add(txn.AsideDir+"/.gitignore", txn.AsideDir+".2/.gitignore")
	}
	for _, name := range before.differences(after) {
		isFolder := strings.HasSuffix(name, "/") // becomes empty, or is not any more
		if !told[name] && !isFolder && isUsers(name) {
			w.fatalf("%s changed %s without a word:\n%q\n%q", c, name, before[name], after[name])
		}
	}
}

// was are the conflicts that a folder held.
func (w *world) was(before contents) []plan.Conflict {
	text := before.file(project.ConflictsFile)
	if text == "" {
		return nil
	}
	list, err := plan.ParseConflicts([]byte(text))
	if err != nil {
		w.fatalf("%v", err)
	}
	return list
}

// rememberLevels notes what undo has to bring back. A resolve joins the
// transaction that is there.
func (w *world) rememberLevels(joins bool, before, after contents) {
	kept := after.levels()
	for dir := range kept {
		l, known := w.levels[dir]
		known = known && before[dir+"/done"] != "" // the user may have removed it
		switch {
		case after[dir+"/done"] == before[dir+"/done"]:
		case joins && known:
			l.joined = append(l.joined, before)
			w.levels[dir] = l
		default:
			w.levels[dir] = level{before: before, after: after}
		}
	}
	maps.DeleteFunc(w.levels, func(dir string, _ level) bool { return !kept[dir] })
}

// forgetLevels is for what somebody worked on while it was made.
func (w *world) forgetLevels() {
	for dir := range w.read().levels() {
		w.levels[dir] = level{}
	}
}

// level is what is known of a transaction that can be undone.
type level struct {
	before, after contents
	joined        []contents // before each of the transactions that completed it
}

// wasAt reports whether a path is as it was before the transaction, or, where
// that one did not touch it, before one that completed it.
func (l level) wasAt(name, now string) bool {
	if now == l.before[name] || sameButLineEndings(now, l.before[name]) {
		return true
	}
	return l.before[name] == l.after[name] && slices.ContainsFunc(l.joined, func(c contents) bool { return c[name] == now })
}

// levels are the folders of undo data.
func (c contents) levels() map[string]bool {
	dirs := map[string]bool{}
	for name := range c {
		if dir, ok := strings.CutSuffix(name, "/done"); ok && isUndoData(name) && strings.Count(name, "/") == 3 {
			dirs[dir] = true
		}
	}
	return dirs
}
