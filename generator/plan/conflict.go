package plan

import (
	"mlvb/generator/files"
	"mlvb/generator/merge"
)

// ConflictKind is how a conflict shows.
type ConflictKind string

// The kinds of conflicts.
const (
	ConflictInText ConflictKind = "text"   // Lines are between markers in the file
	ConflictInJSON ConflictKind = "json"   // Values: the user's stay in the file
	ConflictBeside ConflictKind = "beside" // the user's file stays, the template's is Beside
	ConflictInWay  ConflictKind = "in-way" // Obstacle is in the way; nothing was touched
)

// Conflict is what somebody has to decide about one path.
type Conflict struct {
	Path     string          `json:"path"`
	Kind     ConflictKind    `json:"kind"`
	Why      Why             `json:"why"`
	From     string          `json:"from"` // version of the base
	To       string          `json:"to"`   // version of the template
	Lines    []ConflictLines `json:"lines,omitempty"`
	Values   []ConflictValue `json:"values,omitempty"`
	Beside   string          `json:"beside,omitempty"`
	Obstacle string          `json:"obstacle,omitempty"` // a path: Path itself, a parent of it, or a name that differs in case only

	Theirs  *files.File   `json:"-"` // what the template has; nil is no file
	Markers merge.Markers `json:"-"` // that mlvb wrote into the file
}

// ConflictLines is a range of lines that both sides changed.
type ConflictLines struct {
	At     int       `json:"at"`    // line of the opening marker, from 1
	Yours  LineRange `json:"yours"` // lines of the user's file before the merge
	Base   LineRange `json:"base"`
	Theirs LineRange `json:"theirs"`
}

// LineRange is a range of lines. Where Count is 0, the place is before First.
type LineRange struct {
	First int `json:"first"` // from 1
	Count int `json:"count"`
}

// ConflictValue is a value of a JSON file that both sides changed, as JSON
// text; an empty text is no value.
type ConflictValue struct {
	Path   string `json:"path"` // such as setting.es6
	Base   string `json:"base"`
	Yours  string `json:"yours"`
	Theirs string `json:"theirs"`

	steps merge.Path
}

// Decide is the step that puts the content in place that somebody chose for a
// conflict. Ours is the file as it is; nil is none.
func (c Conflict) Decide(ours *files.File, content []byte) Step {
	s := Step{Path: c.Path, Action: ActionUpdate, Why: WhyChosen, Was: ours}
	s.File = versions{ours: ours, theirs: c.Theirs}.written(content)
	s.File.Path = c.Path
	return s
}
