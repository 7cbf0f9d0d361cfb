package generator

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"mlvb/generator/filesystem"
	"mlvb/generator/filesystem/faultdisk"
)

// breakable picks a command that writes, if it can be done at all.
func (w *world) breakable() command {
	_, isProject := w.isProject()
	for {
		c := w.chooseCommand()
		refused := isProject && (c.Name == "add" || c.Name == "adopt")
		if c.Name != "status" && c.Name != "diff" && !c.DryRun && !refused || w.ended() {
			return c
		}
	}
}

// disk is one of several kinds of disks: with and without the exchange of two
// names, and with parts of the project on other devices.
func (w *world) disk() faultdisk.Options {
	o := faultdisk.Options{OldRenames: w.oneIn(3)}
	if w.oneIn(3) {
		o.Device = deviceOf
	}
	return o
}

// deviceOf has some folders on devices of their own.
func deviceOf(path string) string {
	first, _, _ := strings.Cut(strings.TrimPrefix(path, "app/"), "/")
	if slices.Contains([]string{"deep", "packages", "moved1", "src"}, first) {
		return first
	}
	return "."
}

// fail runs a command on a disk that fails, and returns what it said.
func (b *broken) fail(o faultdisk.Options) (out outcome, fired bool) {
	b.t.Helper()
	var disk *faultdisk.Disk
	out = b.command.run(b.t.Context(), b.dir, b.versions[b.command.Version], func(dir string) (filesystem.Disk, error) {
		whole, err := filesystem.OpenDisk(dir)
		if err != nil {
			return nil, err
		}
		disk = faultdisk.New(whole, o)
		return disk, nil
	})
	if disk == nil {
		return out, false
	}
	_ = disk.End() // what the command closed is closed
	b.note("fault %d at step %d of %d, old renames %v, devices %v: %s", o.Fault, o.At, disk.Steps(), o.OldRenames, o.Device != nil, out)
	return out, disk.Fired()
}

// failAt breaks the command at a step. Where it lives, it has to have cleared up.
func (b *broken) failAt(o faultdisk.Options) (fired bool) {
	b.t.Helper()
	out, fired := b.fail(o)
	b.failed = fired && o.Fault != faultdisk.Death
	if inRecovery := b.half && out.err != nil; (o.Fault != faultdisk.Death || !fired) && !inRecovery {
		want := b.whole[1]
		if out.err != nil {
			want = b.before
		}
		left := b.read()
		b.checkNamed(b.before, left, out.named())
		if got := b.mixed(left, want); len(got) > 0 {
			b.fatalf("it says %q, and left another %q", out, got)
		}
	}
	return fired
}

// TestBrokenCommands breaks commands at random operations on the disk: by
// killing them, and by errors. Then the user edits files, and some other command
// has to bring the folder in order.
func TestBrokenCommands(t *testing.T) {
	for round := range *rounds {
		seed := *firstSeed + uint64(round)
		w := newWorld(t, fmt.Sprintf("-run TestBrokenCommands -rounds 1 -seed %d", seed), seeded(seed))
		w.begin(pick(w.choices, stages...))
		w.work(w.intN(12))
		for i := range 3 {
			o := w.disk()
			o.Fault = pick(w.choices, faultdisk.Death, faultdisk.Death, faultdisk.Once, faultdisk.Full)
			o.At = w.intN(pick(w.choices, 40, 150, 300))
			b := w.breakOff(w.breakable())
			if b.failAt(o); i < 2 && w.oneIn(3) {
				b.recover() // the next command, too, is broken off before it is in order
				continue
			}
			b.goOn()
		}
		w.work(5)
	}
}

// TestCommandsAndEdits has somebody else work on a file at a random operation of
// a command, which may be killed after that.
func TestCommandsAndEdits(t *testing.T) {
	for round := range *rounds {
		seed := *firstSeed + uint64(round)
		w := newWorld(t, fmt.Sprintf("-run TestCommandsAndEdits -rounds 1 -seed %d", seed), seeded(seed))
		w.begin(pick(w.choices, stages...))
		w.work(w.intN(12))
		b := w.breakOff(w.breakable())
		o := w.disk()
		o.Fault = faultdisk.None
		at := w.intN(pick(w.choices, 60, 200))
		if w.oneIn(2) {
			o.Fault, o.At = faultdisk.Death, at+1+w.intN(20)
		}
		o.Before = func(step int) {
			if step == at {
				b.editAmid()
			}
		}
		out, fired := b.fail(o)
		b.checkAmid(out, fired)
		b.goOn()
		w.work(5)
	}
}

// editAmid has the user edit a file while the command runs.
func (b *broken) editAmid() {
	was, git := b.read(), b.git
	b.git = false
	b.focus = slices.DeleteFunc(b.before.differences(b.whole[1]), func(name string) bool { return !isUsers(name) })
	b.edit()
	b.git, b.focus = git, nil
	b.amid = was.differences(b.read())
	b.touched = b.amid
	if len(was.only(isWork)) == 0 {
		b.whole = append(b.whole, b.afterWhole(b.command, b.copied()))
	}
}

// checkAmid holds a command during which somebody edited a file to the same as
// one that had the folder for itself, but for what that was.
func (b *broken) checkAmid(out outcome, fired bool) {
	b.t.Helper()
	if fired {
		return
	}
	b.checkNamed(b.before, b.read(), out.named())
	want := b.whole[1:]
	if out.err != nil {
		want = b.whole[:1]
	}
	for _, w := range want {
		if len(b.mixed(b.read(), w)) == 0 {
			return
		}
	}
	b.fatalf("it says %q, and left another %q", out, b.mixed(b.read(), want[0]))
}
