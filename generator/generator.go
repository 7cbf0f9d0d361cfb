// Package generator is the engine of mlvb: it turns a template and answers
// into a project, all of it or nothing.
//
//	Load → Resolve → Render → NewPlan → apply → record
//
// It knows no terminal, no clock and no environment: what it needs is passed in.
package generator

import (
	"context"

	"mlvb/generator/git"
	"mlvb/generator/plan"
	"mlvb/generator/project"
	"mlvb/generator/template"
	"mlvb/generator/txn"
)

// Options is what [New] needs.
type Options struct {
	Template *template.Template
	Source   string           // folder that the template came from; empty for a built-in one
	Inputs   []template.Input // answers, in the order of precedence
	Dir      string           // of the project; absent or nearly empty
	Tool     string           // version of mlvb, for the record
	Git      *git.Options     // nil makes no repository
	DryRun   bool             // plan only, write nothing

	openDisk func(dir string) (txn.Disk, error) // for tests; nil is txn.OpenDisk
}

// Result is what [New] did, or would do in a dry run.
type Result struct {
	Answers    template.Answers
	Notices    []template.Notice
	Plan       plan.Plan
	Record     project.Record
	Repository git.Outcome
	GitError   error // why Repository is RepositoryFailed
	Recovered  bool  // a killed run before this one was undone first
}

// New makes a project in Options.Dir, all of it or nothing. The folder may be
// absent, or hold what a fresh repository holds: .git, README*, LICENSE*,
// .gitignore and .gitattributes.
//
// Errors are those of [Manifest.Resolve] and [Template.Render], [*TargetError],
// and what the system says of a file that can't be written.
func New(ctx context.Context, o Options) (Result, error) {
	exists, err := targetExists(o.Dir)
	if err != nil {
		return Result{}, err
	}
	p, err := o.prepare()
	if err != nil {
		return Result{}, err
	}
	if exists {
		err = p.into(ctx)
	} else {
		err = p.beside(ctx)
	}
	if err != nil {
		return Result{}, targetFault(o.Dir, err)
	}
	return p.result, nil
}
