package template

import (
	"maps"
	"slices"
	"strings"
	"unicode"

	"mlvb/generator/syntax"
)

// Input holds answers as they came, by question: strings from flags and
// prompts, strings and bools from a file.
type Input map[string]any

// Answers are the answers that were accepted: every question of the template has one. A
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
	Question string      `json:"question"`
	Value    any         `json:"value,omitempty"` // nil where it is secret
	Say      syntax.Text `json:"say"`             // follows the answer: `push_domain "x" ` + Say
	Hint     syntax.Text `json:"hint,omitempty"`
}

// The built-in values: what a template knows of the project's folder.
const (
	builtinFolder = "folder" // its name
	BuiltinName   = "name"   // its name as npm and Go accept it, see [Slug]
)

func isBuiltin(name string) bool { return name == builtinFolder || name == BuiltinName }

// Resolve answers the manifest's questions. It starts from what is known of the
// project's folder. Inputs come in the order of precedence: for each question
// the first that has an answer decides (flags, answers file, preset, prompts),
// and the default after them; an empty text asks for the default.
//
// The error is an [*UnknownError], [*AnswerError] or [*MissingError].
func (m *Manifest) Resolve(start Answers, inputs ...Input) (Answers, []Notice, error) {
	return m.ResolveOnly(m.Questions, start, inputs...)
}

// ResolveOnly is [Manifest.Resolve] for some of the questions, and for those
// that an input answers. The others are answered with the zero value of their
// kind, as if they did not apply.
func (m *Manifest) ResolveOnly(questions []Question, start Answers, inputs ...Input) (Answers, []Notice, error) {
	if err := m.checkNames(inputs); err != nil {
		return Answers{}, nil, err
	}
	included := namesOf(questions)
	a := start.clone()
	var notices []Notice
	for _, q := range m.Questions {
		value, given := FirstAnswer(inputs, q.Name)
		notice, err := a.resolve(q, value, given, given || included[q.Name])
		if err != nil {
			return Answers{}, nil, err
		}
		if notice != nil {
			notices = append(notices, *notice)
		}
	}
	return a, notices, nil
}

// namesOf is the set of the questions' names.
func namesOf(questions []Question) names {
	set := names{}
	for _, q := range questions {
		set[q.Name] = true
	}
	return set
}

func (m *Manifest) checkNames(inputs []Input) error {
	for _, in := range inputs {
		for _, name := range slices.Sorted(maps.Keys(in)) {
			if _, ok := m.Question(name); !ok {
				return &UnknownError{What: "answer", Name: name, Known: m.questionNames()}
			}
		}
	}
	return nil
}

// NewAnswers knows only what the folder's name tells.
func NewAnswers(folder string) Answers {
	shown := strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(folder, "\ufffd"))
	return Answers{
		Values:  map[string]any{builtinFolder: shown, BuiltinName: Slug(folder)},
		Secrets: map[string]Secret{},
	}
}

// resolve adds the answer to a question. One that is not included, or does not
// apply, has the zero value of its kind.
func (a *Answers) resolve(q Question, value any, given, included bool) (*Notice, error) {
	if !a.applies(q, included) {
		a.set(q, q.zero())
		if !given || value == q.zero() {
			return nil, nil
		}
		return &Notice{Question: q.Name, Value: q.refuse(value, nil, nil).Value, Say: notAsked()}, nil
	}
	accepted, notice, err := a.answer(q, value, given)
	if err != nil {
		return nil, err
	}
	a.set(q, accepted)
	a.Asked = append(a.Asked, q.Name)
	return notice, nil
}

// applies reports whether a question is to be answered, given the answers so
// far: it is included, and its condition holds.
func (a Answers) applies(q Question, included bool) bool { return included && q.When.Holds(a) }

// answer is the answer to a question that applies: the value, where one was
// given, else the default.
func (a Answers) answer(q Question, value any, given bool) (any, *Notice, error) {
	if !given || q.asksForDefault(value) {
		if value, given = q.Fallback(a); !given {
			return nil, nil, &MissingError{Question: q}
		}
	}
	return q.Accept(value, a)
}

// FirstAnswer returns the answer of the first input that has one.
func FirstAnswer(inputs []Input, question string) (any, bool) {
	for _, in := range inputs {
		if value, ok := in[question]; ok {
			return value, true
		}
	}
	return nil, false
}

// set keeps an answer, a secret apart from the others.
func (a *Answers) set(q Question, value any) {
	if text, ok := value.(string); ok && q.Secret {
		a.Secrets[q.Name] = Secret(text)
		return
	}
	a.Values[q.Name] = value
}

// Named is the start of the answers for a project that has a name of its own,
// whatever its folder is called.
func (a Answers) Named(name string) Answers {
	a = a.clone()
	a.Values[BuiltinName] = name
	return a
}

func (a Answers) clone() Answers {
	return Answers{Values: maps.Clone(a.Values), Secrets: maps.Clone(a.Secrets), Asked: slices.Clone(a.Asked)}
}

// builtins are the values that a default may refer to.
func (a Answers) builtins() map[string]any {
	return map[string]any{builtinFolder: a.Values[builtinFolder], BuiltinName: a.Values[BuiltinName]}
}

// Recorded are the answers that a project remembers: those that were asked
// for, without secrets, and the project's name.
func (a Answers) Recorded() map[string]any {
	kept := map[string]any{BuiltinName: a.Values[BuiltinName]}
	for _, name := range a.Asked {
		if value, ok := a.Values[name]; ok {
			kept[name] = value
		}
	}
	return kept
}
