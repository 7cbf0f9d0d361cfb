package generator

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path"
	"strings"

	"mlvb/generator/merge"
)

// MiniProgram is what its configuration says of a mini-program.
type MiniProgram struct {
	Root  string // folder of app.json within the project, with slashes; "." is the project itself
	AppID string // empty when there is none
	Name  string // of the project in DevTools; may be empty
	Title string // in the navigation bar; may be empty

	pages, roots []string // of the main package, and of the sub-packages
}

// ReadMiniProgram reads the project.config.json in dir and app.json. Members of
// another shape than WeChat's tell nothing. The error is a [*ProjectError] with
// ProjectNotMiniapp, ProjectBadRoot or ProjectBadJSON.
func ReadMiniProgram(dir string) (MiniProgram, error) {
	m := MiniProgram{Root: "."}
	config, err := readConfig(dir, projectConfig)
	if err != nil {
		return m, err
	}
	root := ""
	for key, to := range map[string]*string{"miniprogramRoot": &root, "appid": &m.AppID, "projectname": &m.Name} {
		config.read(key, to)
	}
	if m.Root = path.Clean(strings.ReplaceAll(root, `\`, "/")); m.Root != "." && checkPath(m.Root) != nil {
		return m, &ProjectError{Reason: ProjectBadRoot, Dir: dir, Path: projectConfig, Version: root}
	}
	app, err := readConfig(dir, path.Join(m.Root, appConfig))
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
		var list []subpackage
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
	switch fault := (&ProjectError{Reason: ProjectBadJSON, Dir: dir, Path: name, Err: err}); {
	case err == nil:
		return m, nil
	case errors.As(err, &syntax):
		return nil, fault
	case errors.As(err, &shape):
		fault.Err = &merge.SyntaxError{Line: 1, Column: 1, Reason: "not an object"}
		return nil, fault
	default:
		fault.Reason = ProjectNotMiniapp
		return nil, fault
	}
}

func readJSONFile(dir, name string, to any) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	data, err := root.ReadFile(name)
	if err != nil {
		return err
	}
	if _, err := merge.JSON(nil, data, data, merge.Rules{}); err != nil {
		return err
	}
	return json.Unmarshal(bytes.TrimPrefix(data, []byte("\ufeff")), to)
}

// Framework is what the sources of a mini-program are written for.
type Framework string

// The frameworks.
const (
	FrameworkNative Framework = "native"
	FrameworkTaro   Framework = "taro"
	FrameworkUniApp Framework = "uni-app"
)

// DetectFramework tells what the sources in dir are written for. Where that is
// not WeChat itself, app.json is the work of a compiler.
func DetectFramework(dir string) Framework {
	var pack struct {
		Dependencies    map[string]any `json:"dependencies"`
		DevDependencies map[string]any `json:"devDependencies"`
	}
	if readJSONFile(dir, "package.json", &pack) == nil {
		for _, list := range []map[string]any{pack.Dependencies, pack.DevDependencies} {
			for name := range list {
				switch {
				case strings.HasPrefix(name, "@tarojs/"):
					return FrameworkTaro
				case strings.HasPrefix(name, "@dcloudio/"):
					return FrameworkUniApp
				}
			}
		}
	}
	if there(dir, "pages.json") && there(dir, "manifest.json") { // made by HBuilderX
		return FrameworkUniApp
	}
	return FrameworkNative
}

func there(dir, name string) bool {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return false
	}
	defer root.Close()
	_, err = root.Lstat(name)
	return err == nil
}

// subpackage is one of app.json's.
type subpackage struct {
	Root string
	raw  json.RawMessage
}

// subpackages reads those of an app.json, with the name that their list has:
// WeChat takes both.
func subpackages(app []byte) (key string, list []subpackage, err error) {
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
		s := subpackage{raw: raw}
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

// livePackage finds the sub-package of a rendered template: the path of its
// app.json, and of the folder.
func livePackage(t Tree) (app, folder string, err error) {
	for _, f := range t {
		if path.Base(f.Path) != appConfig {
			continue
		}
		_, list, err := subpackages(f.Content)
		if err != nil {
			return "", "", fmt.Errorf("read %s of the template: %w", f.Path, err)
		}
		if len(list) > 0 {
			return f.Path, path.Join(path.Dir(f.Path), list[0].Root), nil
		}
	}
	return "", "", errNoSubpackage
}
