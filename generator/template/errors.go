package template

import (
	"fmt"
	"strings"

	"mlvb/generator/syntax"
)

// AnswerError refuses an answer.
type AnswerError struct {
	Question string
	Value    any         // nil where it is secret
	Secret   bool        // the question is secret: Value is withheld
	Say      syntax.Text // follows the answer: `appid "x" ` + Say
	Hint     syntax.Text // the next step; may be empty
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
	return &UnknownError{What: what, Name: name, Nearest: syntax.Nearest(name, known), Known: known}
}

// Error names what is unknown and what is known.
func (e *UnknownError) Error() string {
	if e.Nearest != "" {
		return fmt.Sprintf("unknown %s %q: did you mean %q?", e.What, e.Name, e.Nearest)
	}
	return fmt.Sprintf("unknown %s %q: want one of %s", e.What, e.Name, strings.Join(e.Known, ", "))
}
