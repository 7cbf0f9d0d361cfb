package wechat

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"

	"mlvb/generator/files"
	"mlvb/generator/merge"
)

// members are those of a JSON object.
type members map[string]json.RawMessage

// read leaves the value as it is where the member has another shape.
func (m members) read(key string, value any) {
	if text, ok := m[key]; ok {
		_ = json.Unmarshal(text, value)
	}
}

// readConfig reads one of the files that make a mini-program.
func readConfig(project fs.FS, name string) (members, error) {
	var m members
	err := readJSON(project, name, &m)
	var syntax *merge.SyntaxError
	var shape *json.UnmarshalTypeError
	switch fault := (&ConfigError{Reason: BadJSON, Path: name, Err: err}); {
	case err == nil:
		return m, nil
	case errors.As(err, &syntax):
		return nil, fault
	case errors.As(err, &shape):
		fault.Err = &merge.SyntaxError{Line: 1, Column: 1, Reason: "not an object"}
		return nil, fault
	default:
		fault.Reason = Unreadable
		return nil, fault
	}
}

// readJSON reads a JSON file, with or without a byte order mark. Where it is
// none the error is a [*merge.SyntaxError].
func readJSON(project fs.FS, name string, to any) error {
	info, err := fs.Stat(project, name)
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() || info.Size() > files.MaxFile { // a named pipe would keep us waiting
		return fmt.Errorf("%s is not a file of a mini-program", name)
	}
	data, err := fs.ReadFile(project, name)
	if err != nil {
		return err
	}
	if _, err := merge.JSON(nil, data, data, merge.Rules{}); err != nil {
		return err
	}
	return json.Unmarshal(bytes.TrimPrefix(data, []byte("\ufeff")), to)
}
