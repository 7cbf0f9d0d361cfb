// Package wechat knows what a mini-program is: its configuration files and how
// they merge, its root, pages and sub-packages, and where a sub-package may go.
// It knows nothing of mlvb's projects.
package wechat

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path"
	"strings"

	"mlvb/generator/files"
	"mlvb/generator/merge"
)

// MiniProgram is what its configuration says of a mini-program.
type MiniProgram struct {
	Root  string // folder of app.json within the project, with slashes; "." is the project itself
	AppID string // empty when there is none
	Title string // in the navigation bar; may be empty

	pages, roots []string // of the main package, and of the sub-packages
}

// ReadMiniProgram reads the project.config.json in dir and app.json. Members of
// another shape than WeChat's tell nothing. The error is a [*ConfigError].
func ReadMiniProgram(dir string) (MiniProgram, error) {
	m := MiniProgram{Root: "."}
	config, err := readConfig(dir, projectConfig)
	if err != nil {
		return m, err
	}
	root := ""
	config.read("miniprogramRoot", &root)
	config.read("appid", &m.AppID)
	if m.Root = path.Clean(strings.ReplaceAll(root, `\`, "/")); m.Root != "." && files.CheckPath(m.Root) != nil {
		return m, &ConfigError{Reason: BadRoot, Path: projectConfig, Root: root}
	}
	app, err := readConfig(dir, path.Join(m.Root, AppConfig))
	if err != nil {
		return m, err
	}
	m.readApp(app)
	return m, nil
}

func (m *MiniProgram) readApp(app members) {
	var window struct {
		Title string `json:"navigationBarTitleText"`
	}
	app.read("window", &window)
	m.Title = window.Title
	app.read("pages", &m.pages)
	for i, page := range m.pages {
		m.pages[i] = strings.Trim(page, "/")
	}
	for _, key := range []string{"subpackages", "subPackages"} {
		var list []Subpackage
		app.read(key, &list)
		for _, s := range list {
			m.roots = append(m.roots, strings.Trim(s.Root, "/"))
		}
	}
}

// members are those of a JSON object.
type members map[string]json.RawMessage

// read leaves the value as it is where the member has another shape.
func (m members) read(key string, value any) { _ = json.Unmarshal(m[key], value) }

// readConfig reads one of the two files that make a mini-program.
func readConfig(dir, name string) (members, error) {
	var m members
	err := readJSONFile(dir, name, &m)
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

func readJSONFile(dir, name string, to any) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	info, err := root.Stat(name)
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() || info.Size() > files.MaxFile { // a named pipe would keep us waiting
		return fmt.Errorf("%s is not a file of a mini-program", name)
	}
	data, err := root.ReadFile(name)
	if err != nil {
		return err
	}
	if _, err := merge.JSON(nil, data, data, merge.Rules{}); err != nil {
		return err
	}
	return json.Unmarshal(bytes.TrimPrefix(data, []byte("\ufeff")), to)
}
