package generator

import (
	"context"
	"path"

	"mlvb/generator/host"
	"mlvb/generator/plan"
	"mlvb/generator/project"
	"mlvb/generator/template"
)

// The commands that can be undone, by the names that undo tells.
const (
	commandUpdate  = "update"
	commandSet     = "set"
	commandAdd     = "add"
	commandAdopt   = "adopt"
	commandResolve = "resolve"
)

// UpdateOptions is what [Update] and [SetAnswers] need.
type UpdateOptions struct {
	Dir       string
	Template  *template.Template
	Source    string           // folder that the template came from; empty for a built-in one
	Inputs    []template.Input // in the order of precedence; recorded answers come after them
	Conflicts plan.Style
	ServerDir string // folder of a server that is added now; empty is the template's
	Tool      string // version of mlvb, for the record
	DryRun    bool   // plan only, write nothing

	openDisk project.OpenDisk // for tests; nil is filesystem.OpenDisk
}

// UpdateResult is what a command did to a project, or would do in a dry run.
type UpdateResult struct {
	From      template.ID // zero for add and adopt
	To        template.ID
	Base      BaseState
	Answers   template.Answers
	Notices   []template.Notice // of the answers in Inputs
	Plan      plan.Plan
	Conflicts []plan.Conflict   // all that are left in the project now
	News      []template.News   // of the versions after From up to To, oldest first
	DevTools  []string          // paths written that WeChat DevTools may write back: close or reload the project there
	NotJSON   []NotJSON         // files of the user's that can't be merged by value
	RootMove  *project.RootMove // followed by this command; nil where the mini-program is where it was
	Record    project.Record
	Changed   bool             // anything is written, if only the record
	Foresight *host.Foresight  // of add: what the mini-program makes necessary; nil for other commands
	Recovery  project.Recovery // set where the command failed, too
	GitError  error            // git does not show the conflicts: the index could not be written; a warning
}

// Update brings a project to the template with the recorded answers, and with
// those in Inputs: all of it or nothing. The template's version plays no part:
// what differs is merged, what does not is left alone.
//
// Errors are those of [template.Manifest.Resolve] and [template.Template.Render],
// [*project.Error], [*project.TargetError], [*project.SecretError], and what the
// system says of a file that can't be read or written.
func Update(ctx context.Context, o UpdateOptions) (r UpdateResult, err error) {
	folder, err := o.open()
	if err != nil {
		return UpdateResult{}, err
	}
	defer folder.CloseInto(&r.Recovery)
	state, err := o.readState(folder)
	if err != nil {
		return UpdateResult{}, err
	}
	return o.updateFrom(ctx, folder, state, commandUpdate)
}

// open opens the project's folder.
func (o UpdateOptions) open() (*project.Folder, error) {
	go func() { _, _ = o.Template.Digest() }() // reads the whole template, while the project is read
	if o.DryRun {
		return project.OpenToRead(o.Dir, o.openDisk)
	}
	return project.Open(o.Dir, o.openDisk)
}

// readState reads what the last command left, and refuses a project of another
// template or of a newer one.
func (o UpdateOptions) readState(folder *project.Folder) (project.State, error) {
	state, err := folder.Read(o.Tool)
	recorded := state.Record.Template
	switch {
	case err != nil:
		return state, err
	case recorded.Name != o.Template.Name:
		return state, &project.Error{Reason: project.OtherTemplate, Dir: o.Dir, Version: recorded.Name}
	case o.Source == "" && template.Newer(recorded.Version, o.Template.Version):
		return state, &project.Error{Reason: project.MadeByNewer, Dir: o.Dir, Version: recorded.Version}
	}
	return state, nil
}

// updateFrom merges the template into a project of which this is the state.
func (o UpdateOptions) updateFrom(ctx context.Context, folder *project.Folder, state project.State, command string) (UpdateResult, error) {
	base, err := o.findBase(ctx, state)
	if err != nil {
		return UpdateResult{}, err
	}
	if err := o.refuseSecrets(state.Layout); err != nil {
		return UpdateResult{}, err
	}
	answers, notices, err := o.answers(state)
	if err != nil {
		return UpdateResult{}, err
	}
	layout, err := o.withServer(folder, state.Layout, answers)
	if err != nil {
		return UpdateResult{}, err
	}
	if !layout.Equal(state.Layout) { // more questions matter there
		state.Layout = layout
		if answers, notices, err = o.answers(state); err != nil {
			return UpdateResult{}, err
		}
	}
	m := merging{command: command, state: state, layout: layout, base: base, answers: answers, userWins: base.userWins(o.Conflicts)}
	r, err := o.merge(ctx, folder, m)
	r.Notices = notices
	return r, err
}

// withServer is the layout of a project that has only parts of the template,
// with a server where the answers now ask for one.
func (o UpdateOptions) withServer(folder *project.Folder, l project.Layout, a template.Answers) (project.Layout, error) {
	if !l.Only || !o.Template.Add.WantsServer(a) {
		return l, nil
	}
	l, err := o.placeServer(folder, l)
	if err != nil {
		return l, err
	}
	if app, place := l.App(); app != "" {
		l.Unpacked = host.Packed(path.Dir(place), beside(l, app))
	}
	return l, nil
}
