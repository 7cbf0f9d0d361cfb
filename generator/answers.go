package generator

import "errors"

// Input holds answers as they came, by question: strings from flags, strings,
// bools and numbers from a file.
type Input map[string]any

// Answers are settled answers: every question of the template has one. A
// question that was not asked has the zero value of its kind.
type Answers struct {
	Values  map[string]any    // string or bool by question, and the built-ins name and folder
	Secrets map[string]Secret // by secret question; never rendered, recorded or printed
	Asked   []string          // the questions that applied, in the manifest's order
}

// Secret is an answer that must not be shown. It prints as stars.
type Secret string

// String hides the value.
func (Secret) String() string { return "***" }

// GoString hides the value.
func (Secret) GoString() string { return "***" }

// MarshalText hides the value.
func (Secret) MarshalText() ([]byte, error) { return []byte("***"), nil }

// Notice is a warning about an answer that was accepted.
type Notice struct {
	Question string
	Value    any // nil where it is secret
	Say      Text
	Hint     Text
}

// Resolve settles the answers to the manifest's questions. The folder is the
// name of the project's folder. Inputs come in the order of precedence: for
// each question the first that has an answer decides (flags, answers file,
// preset, prompts), and the default after them.
//
// The error is an [*UnknownError], [*AnswerError] or [*MissingError].
func (m *Manifest) Resolve(folder string, inputs ...Input) (Answers, []Notice, error) {
	return Answers{}, nil, errors.ErrUnsupported
}

// Preset returns the named set of answers. The error is an [*UnknownError].
func (m *Manifest) Preset(name string) (Input, error) { return nil, errors.ErrUnsupported }

// Question returns the question with that name.
func (m *Manifest) Question(name string) (Question, bool) { return Question{}, false }

// Check says whether a value would be accepted, given the answers so far. A
// prompt calls it for what was typed. The error is an [*AnswerError], or a
// [*MissingError] when the value is empty and must not be.
func (q Question) Check(value any, so Answers) (*Notice, error) { return nil, errors.ErrUnsupported }

// Fallback returns the answer that the question has by default, ready to be
// shown, and false when it has none.
func (q Question) Fallback(so Answers) (any, bool) { return nil, false }

// Slug turns the name of a folder into one that npm and Go accept:
// lower-case ASCII letters, digits and hyphens. It is live-app where nothing
// of the name would be left.
func Slug(folder string) string { return "" }
