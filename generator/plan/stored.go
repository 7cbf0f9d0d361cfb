package plan

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	"mlvb/generator/files"
	"mlvb/generator/merge"
)

// conflictsSchema is the one version of that file's shape.
const conflictsSchema = 1

type conflictList struct {
	Schema    int              `json:"schema"`
	Conflicts []storedConflict `json:"conflicts"`
}

// storedConflict is a conflict with what later commands need to settle it.
type storedConflict struct {
	Conflict
	MarkerSize int          `json:"markerSize,omitempty"` // 0 is the usual one
	Steps      []merge.Path `json:"steps,omitempty"`      // of Values, in their order
	Template   *storedFile  `json:"template"`             // null where the template has no such file
}

type storedFile struct {
	Content    []byte      `json:"content"`
	Executable bool        `json:"executable,omitempty"`
	Merge      files.Merge `json:"merge"`
}

// ErrNewerConflicts says that a newer mlvb wrote the list.
var ErrNewerConflicts = errors.New("the schema is not known to this mlvb")

// ParseConflicts reads what [FormatConflicts] wrote. The error is
// [ErrNewerConflicts] where a newer mlvb wrote it.
func ParseConflicts(data []byte) ([]Conflict, error) {
	var list conflictList
	if err := json.Unmarshal(data, &struct{ Schema *int }{&list.Schema}); err == nil && list.Schema > conflictsSchema {
		return nil, ErrNewerConflicts
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&list); err != nil {
		return nil, err
	}
	if list.Schema != conflictsSchema {
		return nil, fmt.Errorf("there is no schema %d", list.Schema)
	}
	conflicts := make([]Conflict, 0, len(list.Conflicts))
	for _, s := range list.Conflicts {
		c, err := s.load()
		if err != nil {
			return nil, err
		}
		conflicts = append(conflicts, c)
	}
	return conflicts, nil
}

func (s storedConflict) load() (Conflict, error) {
	c := s.Conflict
	for _, name := range []string{c.Path, c.Beside} {
		if err := files.CheckPath(name); err != nil && (name == c.Path || name != "") {
			return c, err
		}
	}
	if len(s.Steps) != len(c.Values) || s.MarkerSize < 0 || s.MarkerSize > files.MaxFile {
		return c, fmt.Errorf("the conflict in %s is not as mlvb wrote it", c.Path)
	}
	for i := range c.Values {
		c.Values[i].steps = s.Steps[i]
	}
	c.Markers = merge.Markers{Labels: labels(c.From, c.To), Size: s.MarkerSize}
	if s.Template != nil {
		c.Theirs = &files.File{Path: c.Path, Content: s.Template.Content, Executable: s.Template.Executable, Merge: s.Template.Merge}
	}
	return c, nil
}

// FormatConflicts writes conflicts as JSON, with all that later commands need
// to settle them.
func FormatConflicts(conflicts []Conflict) ([]byte, error) {
	list := conflictList{Schema: conflictsSchema}
	for _, c := range conflicts {
		s := storedConflict{Conflict: c, MarkerSize: c.Markers.Size}
		for _, v := range c.Values {
			s.Steps = append(s.Steps, v.steps)
		}
		if c.Theirs != nil {
			s.Template = &storedFile{c.Theirs.Content, c.Theirs.Executable, c.Theirs.Merge}
		}
		list.Conflicts = append(list.Conflicts, s)
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(list)
	return b.Bytes(), err
}

// labels name the versions in conflict markers. They are the same in every
// language: later runs have to find them.
func labels(from, to string) merge.Labels {
	if from == "" {
		return merge.Labels{Ours: "yours", Base: "nothing", Theirs: "template " + to}
	}
	return merge.Labels{Ours: "yours", Base: "template " + from, Theirs: "template " + to}
}
