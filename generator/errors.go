package generator

import (
	"cmp"
	"fmt"
	"path/filepath"
	"strings"
)

// AnswerError refuses an answer.
type AnswerError struct {
	Question string
	Value    any  // nil where it is secret
	Secret   bool // the question is secret: Value is withheld
	Say      Text // follows the answer: `appid "x" ` + Say
	Hint     Text // the next step; may be empty
}

// MissingError tells of a question that has neither answer nor default.
type MissingError struct {
	Question Question
}

// Error names the question.
func (e *MissingError) Error() string { return fmt.Sprintf("no answer to %s", e.Question.Name) }

// UnknownError tells of a name that the template does not know.
type UnknownError struct {
	What    string   // "answer" or "preset"
	Name    string   // as given
	Nearest string   // the known name that looks most like it; empty when none does
	Known   []string // in the manifest's order; presets by name
}

func unknown(what, name string, known []string) *UnknownError {
	return &UnknownError{What: what, Name: name, Nearest: nearest(name, known), Known: known}
}

// Error names what is unknown and what is known.
func (e *UnknownError) Error() string {
	if e.Nearest != "" {
		return fmt.Sprintf("unknown %s %q: did you mean %q?", e.What, e.Name, e.Nearest)
	}
	return fmt.Sprintf("unknown %s %q: want one of %s", e.What, e.Name, strings.Join(e.Known, ", "))
}

// SyntaxError is a fault in a file that somebody wrote: a manifest, a
// template, a file of answers, a record.
type SyntaxError struct {
	File   string
	Line   int // from 1; 0 when unknown
	Column int // in characters, from 1; 0 when unknown
	Msg    string
	Say    Text // Msg for users; empty where only who writes templates can come across it

	Markers bool // a merge of git's left a conflict there
}

// Error is file:line:column: message.
func (e *SyntaxError) Error() string { return e.place() + ": " + e.Msg }

// In is the error in a language, as far as there are words for it.
func (e *SyntaxError) In(locale string) string {
	return e.place() + ": " + cmp.Or(e.Say.In(locale), e.Msg)
}

func (e *SyntaxError) place() string {
	switch {
	case e.Line == 0:
		return e.File
	case e.Column == 0:
		return fmt.Sprintf("%s:%d", e.File, e.Line)
	}
	return fmt.Sprintf("%s:%d:%d", e.File, e.Line, e.Column)
}

// TargetReason is why a project can't be written to a folder.
type TargetReason string

// The reasons of a [TargetError].
const (
	TargetIsFile      TargetReason = "is-file"      // Dir, or a parent of it, is not a folder
	TargetIsLink      TargetReason = "is-link"      // Dir or Path is a symbolic link
	TargetNotWritable TargetReason = "not-writable" // Err says why
	TargetNotEmpty    TargetReason = "not-empty"    // Path is the first thing that is in the way
	TargetIsProject   TargetReason = "is-project"   // it has a record already
	TargetCollides    TargetReason = "collides"     // Path is there, and the template would write it
	TargetChanged     TargetReason = "changed"      // Path changed while mlvb was running
	TargetBusy        TargetReason = "busy"         // another mlvb works in it
	TargetInterrupted TargetReason = "interrupted"  // a run was killed; any command but a dry run repairs it
)

// TargetError tells why a project can't be written to a folder.
type TargetError struct {
	Reason TargetReason
	Dir    string // as the caller named it
	Path   string // within Dir, with slashes; empty where Dir itself is meant
	Err    error  // the cause, may be nil
}

// Error names the path and says what to do.
func (e *TargetError) Error() string {
	at := filepath.Join(e.Dir, filepath.FromSlash(e.Path))
	switch e.Reason {
	case TargetIsFile:
		return at + " is a file: choose another name"
	case TargetIsLink:
		return at + " is a link: name the folder itself"
	case TargetNotWritable:
		return fmt.Sprintf("%s can't be written to: %v", e.Dir, e.Err)
	case TargetNotEmpty:
		return fmt.Sprintf("%s is not empty, it holds %s: choose another name", e.Dir, e.Path)
	case TargetIsProject:
		return e.Dir + " is a project already: run mlvb update in it"
	case TargetCollides:
		return at + " is there already: move it away"
	case TargetChanged:
		return at + " changed while mlvb was running: run it again"
	case TargetBusy:
		return "another mlvb is at work in " + e.Dir
	case TargetInterrupted:
		return e.Dir + " holds what an interrupted run left: run the command without a dry run to clear it"
	}
	return fmt.Sprintf("%s: %s", at, e.Reason)
}

// Unwrap returns the cause.
func (e *TargetError) Unwrap() error { return e.Err }
