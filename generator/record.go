package generator

import "errors"

// Record is what a project remembers of its making: .mlvb/project.yaml.
type Record struct {
	Schema   int            `json:"schema"`
	Tool     string         `json:"mlvb"` // version of mlvb
	Template TemplateID     `json:"template"`
	Answers  map[string]any `json:"answers"` // string or bool by question; no secrets; name is the project's slug
	Base     string         `json:"base"`    // digest of the base
}

// TemplateID names the template that a project was made from.
type TemplateID struct {
	Name    string `json:"name"`
	Version string `json:"version"`
	Digest  string `json:"digest"`
	Source  string `json:"source,omitempty"` // folder relative to the project; empty for a built-in template
}

// ReadRecord reads the record of the project in dir. The error is
// fs.ErrNotExist when dir holds no project.
func ReadRecord(dir string) (Record, error) { return Record{}, errors.ErrUnsupported }

// ReadBase reads what was last rendered into the project in dir.
func ReadBase(dir string) (Tree, error) { return nil, errors.ErrUnsupported }
