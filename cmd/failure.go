package cmd

import (
	"context"
	"errors"
	"strings"
	"syscall"

	"mlvb/generator/syntax"
)

// The exit codes of mlvb, the same for every command.
const (
	exitDone        = 0
	exitFailed      = 1
	exitRefused     = 2 // a flag, a name or an answer was not accepted
	exitConflicts   = 3 // done, with conflicts left to settle
	exitOutdated    = 4 // a newer template is there, or files have drifted
	exitInterrupted = 130
)

// A failure is an error as the user reads it, in the user's language.
type failure struct {
	code int
	say  string // a sentence without a capital or a full stop
	hint string // the next step, or ""
}

func (f *failure) Error() string { return f.say }

func refuse(say, hint string) error { return &failure{exitRefused, say, hint} }

func failed(say, hint string) error { return &failure{exitFailed, say, hint} }

// report prints the error and returns the exit code that it stands for.
func (c *console) report(ctx context.Context, err error) int {
	switch {
	case err == nil && c.out.err == nil:
		return exitDone
	case err == nil && errors.Is(c.out.err, syscall.EPIPE):
		return exitFailed // the reader left: it knows
	case err == nil:
		err = c.out.err
	case ctx.Err() != nil || errors.Is(err, errInterrupted):
		err = &failure{exitInterrupted, c.say("interrupted"), ""}
	}
	f := c.explain(err)
	c.fail(f.say, f.hint)
	_ = c.failJSON(f) // that it can't be written changes nothing: the command failed
	return f.code
}

// didYouMean is a hint to the candidate nearest to the word; when none is
// near, it lists them all.
func (c *console) didYouMean(word string, known []string, prefix string) string {
	if near := syntax.Nearest(word, known); near != "" {
		return c.say("hints.didYouMean", prefix+near)
	}
	return c.say("hints.oneOf", strings.Join(known, c.say("comma")))
}
