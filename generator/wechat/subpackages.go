package wechat

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"strings"

	"mlvb/generator/files"
	"mlvb/generator/merge"
)

// OnlySubpackages returns an app.json that has nothing but some of the
// sub-packages of another one: those with a root in roots, which maps old to
// new roots. The list is called key; an empty key keeps its name, and so does an
// empty name each sub-package. It is not ok where there are none, or the file
// can't be read.
func OnlySubpackages(app []byte, roots map[string]string, name, key string) ([]byte, bool) {
	theirKey, list, err := Subpackages(app)
	if err != nil {
		return nil, false
	}
	if key == "" {
		key = theirKey
	}
	var kept []json.RawMessage
	for _, s := range list {
		to, ok := roots[s.Root]
		if !ok {
			continue
		}
		if to != s.Root {
			s.raw = withMember(s.raw, "root", to)
		}
		if name != "" {
			s.raw = withMember(s.raw, "name", name)
		}
		kept = append(kept, s.raw)
	}
	if len(kept) == 0 {
		return nil, false
	}
	text, err := json.MarshalIndent(map[string][]json.RawMessage{key: kept}, "", "  ")
	return append(text, '\n'), err == nil
}

// withMember is an object with another value for one member. What can't be read
// stays as it is.
func withMember(object []byte, name string, value any) []byte {
	text, _ := json.Marshal(value)
	changed, err := merge.TakeAll(object, []merge.JSONConflict{{Path: merge.Path{name}, Theirs: text}}, merge.Theirs)
	if err != nil {
		return object
	}
	return changed
}

// Subpackage is an entry in the list of sub-packages of an app.json.
type Subpackage struct {
	Root  string   `json:"root"` // its folder within the mini-program, without slashes around it
	Name  string   `json:"name"` // may be empty
	Pages []string `json:"pages"`

	raw json.RawMessage
}

// Subpackages reads the list of sub-packages of an app.json, and its key:
// WeChat takes both subpackages and subPackages.
func Subpackages(app []byte) (key string, list []Subpackage, err error) {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(bytes.TrimPrefix(app, []byte("\ufeff")), &members); err != nil {
		return "", nil, err
	}
	key = "subpackages"
	if members[key] == nil && members["subPackages"] != nil {
		key = "subPackages"
	}
	var raws []json.RawMessage
	if members[key] == nil {
		return key, nil, nil
	}
	if err := json.Unmarshal(members[key], &raws); err != nil {
		return key, nil, err
	}
	for _, raw := range raws {
		s := Subpackage{raw: raw}
		if err := json.Unmarshal(raw, &s); err != nil {
			return key, nil, err
		}
		s.Root = strings.Trim(s.Root, "/")
		list = append(list, s)
	}
	return key, list, nil
}

// errNoSubpackage says that a template can't be added to a mini-program.
var errNoSubpackage = errors.New("the template has no sub-package: there is nothing to add")

// FindPackage finds the first sub-package of a rendered template: the path of
// its app.json, and the sub-package with its folder as Root, from the project on.
func FindPackage(t files.Tree) (app string, found Subpackage, err error) {
	for _, f := range t {
		if path.Base(f.Path) != AppConfig {
			continue
		}
		_, list, err := Subpackages(f.Content)
		if err != nil {
			return "", found, fmt.Errorf("read %s of the template: %w", f.Path, err)
		}
		if len(list) > 0 {
			found = list[0]
			found.Root = path.Join(path.Dir(f.Path), found.Root)
			return f.Path, found, nil
		}
	}
	return "", found, errNoSubpackage
}
