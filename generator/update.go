package generator

import (
	"context"

	"mlvb/generator/plan"
	"mlvb/generator/project"
	"mlvb/generator/template"
	"mlvb/generator/txn"
)

// UpdateOptions is what [Update] and [SetAnswers] need.
type UpdateOptions struct {
	Dir       string
	Template  *template.Template
	Source    string           // folder that the template came from; empty for a built-in one
	Inputs    []template.Input // in the order of precedence; recorded answers come after them
	Conflicts plan.Style
	Tool      string // version of mlvb, for the record
	DryRun    bool   // plan only, write nothing

	openDisk func(dir string) (txn.Disk, error) // for tests; nil is txn.OpenDisk
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
	Changed   bool  // anything is written, if only the record
	Recovered bool  // a killed run before this one was undone first
	GitError  error // git does not show the conflicts: the index could not be written; a warning
}

// Update brings a project to the template with the recorded answers, and with
// those in Inputs: all of it or nothing. The template's version plays no part:
// what differs is merged, what does not is left alone.
//
// Errors are those of [Manifest.Resolve] and [Template.Render],
// [*ProjectError], [*TargetError], [*SecretError], and what the system says of
// a file that can't be read or written.
func Update(ctx context.Context, o UpdateOptions) (UpdateResult, error) {
	return o.run(ctx, commandUpdate)
}

// SetAnswers changes answers of a project whose template is the given one;
// otherwise the error is a [*ProjectError] with ProjectOutdated.
func SetAnswers(ctx context.Context, o UpdateOptions) (UpdateResult, error) {
	return o.run(ctx, commandSet)
}
