package console

import (
	"errors"
	"fmt"
)

// The exit codes of mlvb, the same for every command.
const (
	ExitDone        = 0
	ExitFailed      = 1
	ExitRefused     = 2 // a flag, a name or an answer was not accepted
	ExitConflicts   = 3 // done, with conflicts left to settle
	ExitOutdated    = 4 // a newer template is there, or files have drifted
	ExitInterrupted = 130
)

// ErrInterrupted says that the user pressed Ctrl-C at a question.
var ErrInterrupted = errors.New("interrupted")

// A Failure is an error as the user reads it, in the user's language.
type Failure struct {
	Code int    // the exit code
	Say  string // a sentence without a capital or a full stop
	Hint string // the next step, or ""
}

// NewFailure returns a failure; the hint may be empty.
func NewFailure(code int, say, hint string) *Failure {
	return &Failure{Code: code, Say: say, Hint: hint}
}

// Error is the sentence.
func (f *Failure) Error() string { return f.Say }

// Refuse returns a failure with [ExitRefused].
func Refuse(say, hint string) error { return NewFailure(ExitRefused, say, hint) }

// Failed returns a failure with [ExitFailed].
func Failed(say, hint string) error { return NewFailure(ExitFailed, say, hint) }

// Report tells a person, and a program that wants JSON, why the command stopped
// and what to do next. It returns the exit code.
func (c *Console) Report(f *Failure) int {
	fmt.Fprintf(c.Err, "%s %s\n", c.ErrStyle.Red("mlvb:"), f.Say)
	if f.Hint != "" {
		fmt.Fprintf(c.Err, "%s%s\n", c.ErrStyle.Dim(c.Say("hint")), f.Hint)
	}
	_ = c.failJSON(f) // that it can't be written changes nothing: the command failed
	return f.Code
}
