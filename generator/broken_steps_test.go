package generator

import (
	"flag"
	"fmt"
	"maps"
	"testing"

	"mlvb/generator/filesystem/faultdisk"
	"mlvb/generator/plan"
	"mlvb/generator/sample"
)

// faultEvery is how far apart the steps are at which a test lets the disk fail.
func faultEvery() int { return sample.Size(7, 1) }

var stride = flag.Int("stride", sample.Size(197, 23), "TestCommandsAtEveryStep breaks commands at one of so many steps; with 1 at all")

// atStep is a folder and a command that is broken off in it at every step.
type atStep struct {
	name    string
	stage   string
	before  []command // done before that
	command command
}

var everyCommand = []atStep{
	{"new", "absent", nil, command{Name: "new", Git: true}},
	{"new in a folder", "target", nil, command{Name: "new", Git: true}},
	{"update", "made", nil, command{Name: "update", Version: 3}},
	{"update to the template's side", "made", nil, command{Name: "update", Version: 3, Style: plan.Theirs}},
	{"second update", "made", []command{{Name: "update", Version: 1}}, command{Name: "update", Version: 3}},
	{"set", "made", nil, command{Name: "set", Title: "other"}},
	{"update of a part", "added", nil, command{Name: "update", Version: 3}},
	{"add", "mini-program", nil, command{Name: "add", Into: "sub/live"}},
	{"adopt", "mini-program", nil, command{Name: "adopt", Style: plan.Markers}},
	{"resolve", "made", []command{{Name: "update", Version: 3}}, command{Name: "resolve", Version: 3}},
	{"resolve ours", "made", []command{{Name: "update", Version: 3}}, command{Name: "resolve", Side: SideOurs, Version: 3}},
	{"resolve theirs", "made", []command{{Name: "update", Version: 3}}, command{Name: "resolve", Side: SideTheirs, Version: 3}},
	{"undo", "made", []command{{Name: "update", Version: 3}}, command{Name: "undo", Aside: true}},
	{"undo of a resolve", "made", []command{{Name: "update", Version: 3}, {Name: "resolve", Side: SideTheirs, Version: 3}}, command{Name: "undo", Aside: true}},
	{"undo of an add", "added", nil, command{Name: "undo"}},
	{"undo of an adopt", "adopted", nil, command{Name: "undo", Aside: true}},
}

// TestCommandsAtEveryStep breaks every command at every operation on the disk,
// in every way, and has the user and another command go on from there. Unless
// -stride is 1, it tries a sample of the steps.
func TestCommandsAtEveryStep(t *testing.T) {
	for number, tt := range everyCommand {
		t.Run(tt.name, func(t *testing.T) {
			start := newWorld(t, fmt.Sprintf("-seed %d", *firstSeed), seeded(*firstSeed+uint64(number)))
			start.begin(tt.stage)
			for _, c := range tt.before {
				start.conflicting()
				start.do(c)
			}
			start.conflicting()
			whole := start.fork("", 0).breakOff(tt.command).whole
			works := !maps.Equal(whole[0], whole[1]) // it may be refused after what the user did
			for kind, o := range kindsOfFaults {
				steps := 0
				for at, fired := (number*7+kind*31)%*stride, true; fired; at += *stride {
					o.At = at
					fired = start.fork(fmt.Sprintf("-run 'AtEveryStep/%s' -seed %d: kind %d, step %d", tt.name, *firstSeed, kind, at), at).breakAt(tt.command, o)
					steps = at
				}
				if works && steps+*stride < 20 {
					t.Errorf("kind %d: it has only some %d steps", kind, steps)
				}
			}
		})
	}
}

var kindsOfFaults = []faultdisk.Options{
	{Fault: faultdisk.Death},
	{Fault: faultdisk.Death, OldRenames: true},
	{Fault: faultdisk.Death, Device: deviceOf},
	{Fault: faultdisk.Once},
	{Fault: faultdisk.Full},
	{Fault: faultdisk.Once, Device: deviceOf, OldRenames: true},
}

// conflicting has the user edit what the template changes, too.
func (w *world) conflicting() {
	for range 8 {
		w.edit()
	}
}

// fork is a world of its own that begins as this one is.
func (w *world) fork(name string, seed int) *world {
	f := *w
	f.name, f.choices, f.dir = name, seeded(uint64(seed)), w.copied()
	f.levels = maps.Clone(w.levels)
	f.log = append([]string{}, w.log...)
	return &f
}

func (w *world) breakAt(c command, o faultdisk.Options) (fired bool) {
	w.t.Helper()
	b := w.breakOff(c)
	fired = b.failAt(o)
	b.goOn()
	return fired
}
