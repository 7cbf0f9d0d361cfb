// Package syntax reads YAML that people write, strictly, and words what is wrong
// with it: with file, line and column, in the user's language, and with the name
// that was probably meant.
package syntax

import (
	"cmp"
	"fmt"
)

// Error is a fault in a file that somebody wrote: a manifest, a
// template, a file of answers, a record.
type Error struct {
	File   string
	Line   int // from 1; 0 when unknown
	Column int // in characters, from 1; 0 when unknown
	Msg    string
	Say    Text // Msg for users; empty where only who writes templates can come across it

	Markers bool // a merge of git's left a conflict there
}

// Error is file:line:column: message.
func (e *Error) Error() string { return e.place() + ": " + e.Msg }

// In is the error in a language, as far as there are words for it.
func (e *Error) In(locale string) string {
	return e.place() + ": " + cmp.Or(e.Say.In(locale), e.Msg)
}

func (e *Error) place() string {
	switch {
	case e.Line == 0:
		return e.File
	case e.Column == 0:
		return fmt.Sprintf("%s:%d", e.File, e.Line)
	}
	return fmt.Sprintf("%s:%d:%d", e.File, e.Line, e.Column)
}
