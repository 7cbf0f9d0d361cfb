package generator

import (
	"errors"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"mlvb/generator/project"
	"mlvb/generator/txn"
)

// broken is a command that is killed or that fails, what its user does then,
// and the next command.
type broken struct {
	*world
	command command
	half    bool // an earlier run left something
	before  contents
	whole   []contents // what the command makes of it when nothing goes wrong
	touched []string   // paths that the user changed meanwhile
	amid    []string   // those of them that were changed while it ran
	failed  bool       // by an error that may have kept it from removing an empty folder
	left    contents   // what the broken run left
	edited  contents   // what the user made of that
}

// breakOff prepares a command that is to be broken off. Where an earlier one
// left something, it begins with what recovery makes of that.
func (w *world) breakOff(c command) *broken {
	w.t.Helper()
	w.note("to be broken off: mlvb %s", c)
	dir := w.copied()
	before, said := w.recovered(dir)
	b := &broken{world: w, command: c, half: len(w.read().only(isWork)) > 0, before: before, whole: []contents{before, before}}
	if !said.Done || c.Name != "undo" { // that one does nothing more
		b.whole[1] = w.afterWhole(c, dir)
	}
	return b
}

// recovered is what recovery makes of a folder, and whether it says so.
func (w *world) recovered(dir string) (contents, project.Recovery) {
	w.t.Helper()
	if _, err := os.Lstat(dir); err != nil {
		return contents{}, project.Recovery{}
	}
	said, err := Recover(dir)
	if err != nil {
		w.fatalf("Recover: %v", err)
	}
	return w.readFolder(dir), said
}

// afterWhole is what a command makes of a copy of the folder.
func (w *world) afterWhole(c command, dir string) contents {
	w.t.Helper()
	c.run(w.t.Context(), dir, w.versions[c.Version], nil)
	return w.readFolder(dir)
}

// copied is a copy of the folder, under the same name.
func (w *world) copied() (dir string) {
	w.t.Helper()
	dir = filepath.Join(w.t.TempDir(), "app")
	if _, err := os.Lstat(w.dir); err != nil {
		return dir
	}
	if err := os.CopyFS(dir, os.DirFS(w.dir)); err != nil {
		w.fatalf("%v", err)
	}
	w.linkAlike(dir)
	return dir
}

// linkAlike gives the files in a copy two names where the original has two, as
// where a run was killed amid a rename that is made of two steps.
func (w *world) linkAlike(dir string) {
	w.t.Helper()
	all := w.read()
	for _, work := range all.only(func(name string) bool { return isWork(name) || isBeside(name) }).paths() {
		for _, name := range all.only(func(name string) bool { return isProjects(name) || isAside(name) }).paths() {
			if all[work] != all[name] {
				continue
			}
			a, errA := os.Lstat(w.path(work))
			b, errB := os.Lstat(w.path(name))
			if errA != nil || errB != nil || !os.SameFile(a, b) {
				continue
			}
			from, to := filepath.Join(dir, filepath.FromSlash(name)), filepath.Join(dir, filepath.FromSlash(work))
			if err := errors.Join(os.Remove(to), os.Link(from, to)); err != nil {
				w.fatalf("%v", err)
			}
		}
	}
}

// recover has the user edit what is left, and checks what recovery makes of it.
// It returns a copy of the folder where that is done.
func (b *broken) recover() (dir string, recovered contents, said project.Recovery) {
	b.t.Helper()
	b.left = b.read()
	b.focus = slices.DeleteFunc(b.before.differences(b.left), func(name string) bool { return !isUsers(name) || strings.HasSuffix(name, "/") })
	git := b.git
	b.git = false // half a run is not committed
	for range b.intN(4) {
		b.edit()
	}
	b.git, b.focus = git, nil
	_ = os.Remove(b.path(".git/index.lock")) // as git tells users to
	b.edited = b.read()
	b.touched = append(b.touched, b.left.differences(b.edited)...)
	b.noteMoved()
	dir = b.copied()
	recovered, said = b.recovered(dir)
	b.checkRecovered(recovered, said)
	made := maps.Clone(recovered) // without what the user wrote since
	for _, name := range slices.DeleteFunc(slices.Clone(b.touched), func(name string) bool { return !isUsers(name) }) {
		made[name] = b.whole[1][name]
	}
	b.rememberLevels(b.command.Name == "resolve", b.before, made)
	if len(b.amid) > 0 {
		b.forgetLevels()
	}
	return dir, recovered, said
}

// goOn recovers by the next command. That has to do what it does after
// [Recover].
func (b *broken) goOn() {
	b.t.Helper()
	dir, recovered, said := b.recover()
	next := b.chooseCommand()
	want := next.run(b.t.Context(), dir, b.versions[next.Version], nil)
	o := next.run(b.t.Context(), b.dir, b.versions[next.Version], nil)
	b.note("next: mlvb %s: %s", next, o)
	if said.Done && o.undone != nil && o.err == nil {
		if got := recovered.differences(b.read()); o.undone.Command != "" || len(got) > 0 {
			b.fatalf("undo after a killed run: %+v, and it changed %q", o.undone, got)
		}
		return
	}
	if (o.err == nil) != (want.err == nil) {
		b.fatalf("%s: %v; after Recover: %v", next, o.err, want.err)
	}
	if now := o.recovery(); now.Done != said.Done || !slices.Equal(now.Aside, said.Aside) {
		b.fatalf("%s: it says %+v, and Recover says %+v", next, now, said)
	}
	if after := b.readFolder(dir).only(isProjects).differences(b.read().only(isProjects)); len(after) > 0 {
		b.fatalf("%s after Recover makes something else of %q", next, after)
	}
	b.check(next, o, recovered)
}

// checkRecovered holds what is there after recovery to what was before the
// broken run or to what the whole run makes, but for what the user changed.
func (b *broken) checkRecovered(recovered contents, said project.Recovery) {
	b.t.Helper()
	b.checkTidy(recovered)
	_, done := b.edited[txn.Work+"/done"]
	begun := len(b.edited.only(isWork)) > 0
	if said.Done != (begun && !done) {
		b.fatalf("Recover = %+v, but begun is %v, done %v", said, begun, done)
	}
	b.checkNamed(b.edited, recovered, said.Aside)
	edited := b.edited.only(func(name string) bool {
		if isAside(name) { // what the run put aside is in its place, too
			return b.edited[name] == b.before[name]
		}
		return isUsers(name) && !b.tookBack(name)
	})
	if lost := missing(edited.typed(), recovered.only(isUsers).typed()); len(lost) > 0 {
		b.fatalf("recovery lost %q", lost)
	}
	var faults [][]string
	for _, want := range b.whole {
		fault := b.mixed(recovered, want)
		if len(fault) == 0 {
			b.checkEdits(recovered, want, said.Done && maps.Equal(want, b.before))
			return
		}
		faults = append(faults, fault)
	}
	b.fatalf("a mixed state: it differs from what was before at %q\nfrom what the whole run makes at %q", faults[0], faults[1])
}

// tookBack reports whether a broken undo has put the file there, from the copies
// of its level: recovery may take it away again, for undo can be run again.
func (b *broken) tookBack(name string) bool {
	return b.command.Name == "undo" && b.left[name] != b.before[name] && !slices.Contains(b.touched, name)
}

// checkNamed fails where a file was put aside without a word.
func (w *world) checkNamed(before, after contents, named []string) {
	w.t.Helper()
	for name := range after.only(isAside) {
		_, there := before[name]
		if !there && path.Base(name) != ".gitignore" && !slices.Contains(named, name) {
			w.fatalf("%s was put aside, and %q named", name, named)
		}
	}
}

// noteMoved notes what a run on several devices left in folders that the user
// moved elsewhere. No run finds it there.
func (b *broken) noteMoved() {
	for name := range b.edited.only(isBeside) {
		dir := path.Dir(name) + "/"
		if !slices.ContainsFunc(b.left.paths(), func(left string) bool { return strings.HasPrefix(left, dir) }) {
			b.moved[name] = true
		}
	}
}

// mixed are the paths at which the recovered folder is another one, without
// those that the user changed.
func (b *broken) mixed(recovered, want contents) []string {
	return slices.DeleteFunc(want.only(isProjects).differences(recovered.only(isProjects)), func(name string) bool {
		return slices.ContainsFunc(b.touched, func(touched string) bool { return near(name, touched) }) ||
			!isNotEmptyDir(name) || (b.failed || len(b.touched) > 0) && strings.HasSuffix(name, "/") // a folder is empty, or not any more
	})
}

// near reports whether one path is the other, or lies in it.
func near(a, b string) bool {
	a, b = strings.TrimSuffix(a, "/"), strings.TrimSuffix(b, "/")
	return a == b || strings.HasPrefix(a, b+"/") || strings.HasPrefix(b, a+"/")
}

// checkEdits holds what the user changed meanwhile to staying, and what these
// files were before to being in aside.
func (b *broken) checkEdits(recovered, want contents, rolledBack bool) {
	b.t.Helper()
	aside := map[string]bool{}
	for _, text := range recovered.only(isAside) {
		aside[text] = true
	}
	for _, name := range b.touched {
		if !isProjects(name) || strings.HasSuffix(name, "/") {
			continue
		}
		now, mine := recovered[name], b.edited[name]
		same := now == mine || mine == "" && now == want[name] || slices.ContainsFunc(b.whole, func(c contents) bool { return mine == c[name] })
		if !same {
			b.fatalf("the user made %s %q, and recovery made it %q", name, mine, now)
		}
		was := b.before[name]
		if rolledBack && !slices.Contains(b.amid, name) && strings.HasPrefix(was, "- ") && b.left[name] != was && now != was && !aside[was] {
			b.fatalf("%s was %q before, and is nowhere now", name, was)
		}
	}
}
