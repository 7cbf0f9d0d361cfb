package generator

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"time"

	"mlvb/generator/git"
	"mlvb/generator/plan"
	"mlvb/generator/project"
	"mlvb/generator/template"
)

// command is a call of one of the engine's functions, in a form that can be
// given to another process.
type command struct {
	Name    string
	Version int // of the template
	Style   plan.Style
	Side    Side
	Paths   []string
	Title   string
	Into    string
	Aside   bool
	DryRun  bool
	Git     bool
}

// outcome is what came of a command: an error, or one of the results.
type outcome struct {
	err     error
	made    *Result
	updated *UpdateResult
	settled *ResolveResult
	undone  *UndoResult
	status  *Status

	before project.Recovery // of a command that writes nothing
}

// recovery is what the command says of an earlier one, and of files that it put
// aside itself.
func (o outcome) recovery() project.Recovery {
	switch {
	case o.made != nil:
		return o.made.Recovery
	case o.updated != nil && !o.updated.Recovery.Done && len(o.updated.Recovery.Aside) == 0:
		return o.before
	case o.updated != nil:
		return o.updated.Recovery
	case o.settled != nil:
		return o.settled.Recovery
	case o.undone != nil:
		return o.undone.Recovery
	}
	return o.before
}

// named are the files that the command says are aside.
func (o outcome) named() []string {
	if o.undone != nil {
		return slices.Concat(o.undone.Recovery.Aside, o.undone.Aside)
	}
	return o.recovery().Aside
}

// chooseCommand picks one that makes sense, or that has to be refused.
func (w *world) chooseCommand() command {
	version, ok := w.isProject()
	if !ok {
		c := command{Name: pick(w.choices, "add", "adopt", "new", "status", "undo"), Git: w.git, Version: w.intN(len(w.versions))}
		c.Into = pick(w.choices, "", "sub/live")
		return c
	}
	c := command{Name: pick(w.choices, "update", "update", "update", "resolve", "resolve", "undo", "undo", "set", "status", "diff", "add", "adopt"), Version: version}
	switch c.Name {
	case "update":
		c.Version += w.intN(len(w.versions) - version)
		c.Style = pick(w.choices, "", "", "", plan.Ours, plan.Theirs)
		c.DryRun = w.oneIn(5)
	case "set":
		c.Title = fmt.Sprint("title ", w.intN(100))
	case "resolve":
		c.Side = pick(w.choices, "", "", SideOurs, SideTheirs)
		if open := w.openConflicts(); w.oneIn(2) && len(open) > 0 {
			c.Paths = []string{pick(w.choices, open...).Path}
		}
	case "undo":
		c.Aside = w.oneIn(2)
	}
	return c
}

func (w *world) openConflicts() []plan.Conflict {
	folder, err := project.OpenToRead(w.dir, nil)
	if err != nil {
		return nil
	}
	defer folder.Close()
	state, err := folder.Read("2.0.0")
	if err != nil {
		return nil
	}
	return state.Conflicts
}

func (c command) String() string {
	text := fmt.Sprintf("%s 1.%d.0", c.Name, c.Version)
	for _, option := range []string{string(c.Style), string(c.Side), fmt.Sprint(c.Paths), c.Title, c.Into} {
		if option != "" && option != "[]" {
			text += " " + option
		}
	}
	for name, on := range map[string]bool{" --aside": c.Aside, " --dry-run": c.DryRun} {
		if on {
			text += name
		}
	}
	return text
}

// run runs a command in a folder.
func (c command) run(ctx context.Context, dir string, t *template.Template, open opener) outcome {
	o := UpdateOptions{Dir: dir, Template: t, Conflicts: c.Style, Tool: "2.0.0", DryRun: c.DryRun, openDisk: open}
	if c.Title != "" {
		o.Inputs = []template.Input{{"title": c.Title}}
	}
	var before project.Recovery
	if c.DryRun { // as commands do that write nothing
		var err error
		if before, err = Recover(dir); err != nil {
			return outcome{err: err}
		}
	}
	updated := func(r UpdateResult, err error) outcome { return outcome{err: err, updated: &r, before: before} }
	switch c.Name {
	case "new":
		n := Options{Template: t, Dir: dir, Tool: "2.0.0", openDisk: open}
		if c.Git {
			n.Git = &git.Options{Message: "first", Getenv: asAnn, Now: time.Unix(1700000000, 0).UTC()}
		}
		r, err := New(ctx, n)
		return outcome{err: err, made: &r}
	case "update":
		return updated(Update(ctx, o))
	case "set":
		return updated(SetAnswers(ctx, o))
	case "add":
		return updated(Add(ctx, AddOptions{UpdateOptions: o, Into: c.Into}))
	case "adopt":
		return updated(Adopt(ctx, o))
	case "resolve":
		r, err := Resolve(ctx, ResolveOptions{Dir: dir, Paths: c.Paths, Side: c.Side, Tool: "2.0.0", openDisk: open})
		return outcome{err: err, settled: &r}
	case "undo":
		r, err := Undo(ctx, UndoOptions{Dir: dir, Aside: c.Aside, openDisk: open})
		return outcome{err: err, undone: &r}
	}
	return c.look(ctx, dir, t)
}

// look runs a command that writes nothing: it has a killed run undone first.
func (c command) look(ctx context.Context, dir string, t *template.Template) outcome {
	before, err := Recover(dir)
	if err != nil {
		return outcome{err: err}
	}
	if c.Name == "diff" {
		_, err := Diff(ctx, dir)
		return outcome{err: err, before: before}
	}
	r, err := ReadStatus(ctx, StatusOptions{Dir: dir, Template: t, Tool: "2.0.0"})
	return outcome{err: err, status: &r, before: before}
}

// do runs a command and checks what it did, and what it said.
func (w *world) do(c command) {
	w.t.Helper()
	before := w.read()
	o := c.run(w.t.Context(), w.dir, w.versions[c.Version], nil)
	w.note("mlvb %s: %s", c, o)
	w.check(c, o, before)
}

func (o outcome) String() string {
	switch {
	case o.err != nil:
		return "error: " + filepath.Base(o.err.Error())
	case o.updated != nil:
		return fmt.Sprintf("%v, %d conflicts", o.updated.Plan.Counts(), len(o.updated.Conflicts))
	case o.settled != nil:
		return fmt.Sprintf("settled %q, %d left", o.settled.Settled, len(o.settled.Left))
	case o.undone != nil:
		return fmt.Sprintf("undid %s, aside %q", o.undone.Command, o.undone.Aside)
	}
	return "done"
}
