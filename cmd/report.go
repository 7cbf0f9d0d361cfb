package cmd

import (
	"context"
	"errors"
	"strings"
	"syscall"

	"mlvb/cmd/console"
	"mlvb/generator/syntax"
)

// report tells why the command stopped, if it did not end well, and returns
// the exit code that it stands for. Results that can't be written are a failure
// where they are all that the command was for.
func report(ctx context.Context, c *console.Console, err error) int {
	lost := c.Out.Lost()
	if c.Done && lost != nil {
		if !errors.Is(lost, syscall.EPIPE) {
			c.Warn(c.Say("output.lost", cause(c, lost)), "")
		}
		lost = nil
	}
	switch {
	case err == nil && lost == nil:
		return console.ExitDone
	case err == nil && errors.Is(lost, syscall.EPIPE):
		return console.ExitFailed // the reader left: it knows
	case err == nil:
		err = lost
	case ctx.Err() != nil || errors.Is(err, console.ErrInterrupted):
		err = console.NewFailure(console.ExitInterrupted, c.Say("interrupted"), "")
	}
	return c.Report(explain(c, err))
}

// didYouMean is a hint to the candidate nearest to the word; when none is
// near, it lists them all.
func didYouMean(c *console.Console, word string, known []string, prefix string) string {
	if near := syntax.Nearest(word, known); near != "" {
		return c.Say("hints.didYouMean", prefix+near)
	}
	return c.Say("hints.oneOf", strings.Join(known, c.Say("comma")))
}
