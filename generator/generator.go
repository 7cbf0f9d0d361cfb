// Package generator is the engine of mlvb: it turns a template and answers
// into a project, all of it or nothing.
//
//	Load → Resolve → Render → NewPlan → apply → record
//
// It knows no terminal, no clock and no environment: what it needs is passed in.
package generator

import (
	"context"
	"errors"
	"time"
)

// Options is what [New] needs.
type Options struct {
	Template *Template
	Source   string  // folder that the template came from; empty for a built-in one
	Inputs   []Input // answers, in the order of precedence
	Dir      string  // of the project; absent or nearly empty
	Tool     string  // version of mlvb, for the record
	Git      *Git    // nil makes no repository
	Now      time.Time
	DryRun   bool // plan only, write nothing
}

// Result is what [New] did, or would do in a dry run.
type Result struct {
	Answers    Answers
	Notices    []Notice
	Plan       Plan
	Record     Record
	Repository Repository
	GitError   error // why Repository is RepositoryFailed
	Recovered  bool  // a killed run before this one was undone first
}

// New makes a project in Options.Dir, all of it or nothing.
//
// Errors are those of [Manifest.Resolve], [Template.Render] and [*TargetError].
func New(ctx context.Context, o Options) (Result, error) { return Result{}, errors.ErrUnsupported }

// Recover undoes what a killed run left in the project in dir. It reports
// whether there was anything to undo.
func Recover(dir string) (bool, error) { return false, errors.ErrUnsupported }
