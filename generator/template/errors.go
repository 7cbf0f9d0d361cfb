package template

import (
	"fmt"

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
	What  string   // "answer" or "preset"
	Name  string   // as given
	Known []string // in the manifest's order; presets by name
}

// Error names what is unknown.
func (e *UnknownError) Error() string { return fmt.Sprintf("unknown %s %q", e.What, e.Name) }
