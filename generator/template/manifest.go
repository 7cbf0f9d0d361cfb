package template

import (
	"maps"
	"regexp"
	"slices"

	"mlvb/generator/files"
	"mlvb/generator/syntax"
)

// ManifestFile is the name of the manifest, at the root of a template.
const ManifestFile = "template.yaml"

// Manifest is what a template says of itself: the contents of template.yaml.
type Manifest struct {
	Schema    int
	Name      string
	Version   string // three parts, such as 1.0.0 or 1.1.0-dev
	Title     syntax.Text
	Questions []Question
	Presets   map[string]Input
	Layers    []Layer
	Files     []FileRule
	Secrets   *SecretsFile
	Add       AddRules
	Moved     []Moved
	Renamed   []Rename
	News      map[string][]NewsItem // by version: what update tells the user
}

// Kind is what sort of answer a question takes.
type Kind string

// The kinds of questions.
const (
	KindText   Kind = "text"
	KindBool   Kind = "bool"
	KindChoice Kind = "choice"
)

// Question is one thing that a template wants to know.
type Question struct {
	Name     string // lower-case letters, digits and _
	Kind     Kind
	Prompt   syntax.Text
	Hint     syntax.Text
	Rules    []Rule
	Required bool
	Default  any // a string may hold template actions over .folder and .name
	Choices  []string
	Secret   bool // goes to the secrets file only
	When     Condition
}

// Level is how hard a rule is.
type Level string

// The levels of rules.
const (
	LevelError   Level = "error"
	LevelWarning Level = "warning"
)

// Rule refuses an answer, or warns of it. Exactly one of Match, Reject (RE2
// expressions, compiled when first asked for) and Differs is set.
type Rule struct {
	Match   func() *regexp.Regexp // the answer must match
	Reject  func() *regexp.Regexp // the answer must not match
	Differs string                // the answer must differ from that of this question
	Level   Level
	Say     syntax.Text // follows the answer: `appid "x" ` + Say
	Hint    syntax.Text
}

// Layer is a folder of the template that is laid over the ones before it.
type Layer struct {
	From string // folder beside template.yaml
	To   string // folder of the project; empty is its root
	When Condition
}

// FileRule is what the manifest says of the files that match a glob.
type FileRule struct {
	Glob       string // over the path in the project; ** spans folders
	When       Condition
	Merge      files.Merge
	Executable bool
}

// SecretsFile is where secret answers go: To is From as rendered, with the
// value of each line NAME= filled in from the secret question of that name in
// lower case.
type SecretsFile struct {
	From string
	To   string
	When Condition
}

// AddRules is what `mlvb add` needs to know of a template, beside the
// sub-package in its app.json. All of it is optional.
type AddRules struct {
	Component string   // folder within the sub-package that works without the rest
	AppID     string   // question that the mini-program's own AppID answers
	Title     string   // question that the title in its navigation bar answers
	Server    []string // what belongs to a server beside the mini-program: folders and files of the project
	NoServer  Input    // answers where there is no server
}

// WantsServer reports whether the answers ask for a server.
func (r AddRules) WantsServer(a Answers) bool {
	for question, none := range r.NoServer {
		if a.Values[question] != none {
			return len(r.Server) > 0
		}
	}
	return false
}

// Moved tells update that the template moved a file or a folder.
type Moved struct{ From, To string }

// Rename tells update that the template renamed a question.
type Rename struct{ Question, To string }

// Preset returns the named set of answers. The error is an [*UnknownError].
func (m *Manifest) Preset(name string) (Input, error) {
	preset, ok := m.Presets[name]
	if !ok {
		return nil, &UnknownError{What: "preset", Name: name, Known: m.presetNames()}
	}
	return preset, nil
}

// Question returns the question with that name.
func (m *Manifest) Question(name string) (Question, bool) {
	i := slices.IndexFunc(m.Questions, func(q Question) bool { return q.Name == name })
	if i < 0 {
		return Question{}, false
	}
	return m.Questions[i], true
}

func (m *Manifest) questionNames() []string {
	names := make([]string, len(m.Questions))
	for i, q := range m.Questions {
		names[i] = q.Name
	}
	return names
}

func (m *Manifest) presetNames() []string { return slices.Sorted(maps.Keys(m.Presets)) }
