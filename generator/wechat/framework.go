package wechat

import (
	"io/fs"
	"strings"
)

// Framework is what the sources of a mini-program are written for.
type Framework string

// The frameworks.
const (
	FrameworkNative Framework = "native"
	FrameworkTaro   Framework = "taro"
	FrameworkUniApp Framework = "uni-app"
)

// Manifest is what package.json says of the packages that a project needs.
type Manifest struct {
	Scripts         map[string]string `json:"scripts"`
	Dependencies    map[string]any    `json:"dependencies"`
	DevDependencies map[string]any    `json:"devDependencies"`
}

// ReadManifest reads package.json. One that can't be read says nothing.
func ReadManifest(project fs.FS) Manifest {
	var m Manifest
	_ = readJSON(project, "package.json", &m)
	return m
}

// Needs reports whether one of the packages has a name that begins so.
func (m Manifest) Needs(prefix string) bool {
	for _, list := range []map[string]any{m.Dependencies, m.DevDependencies} {
		for name := range list {
			if strings.HasPrefix(name, prefix) {
				return true
			}
		}
	}
	return false
}

// DetectFramework tells what the sources of a project are written for. Where that is
// not WeChat itself, app.json is the work of a compiler.
func DetectFramework(project fs.FS) Framework {
	switch m := ReadManifest(project); {
	case m.Needs("@tarojs/"):
		return FrameworkTaro
	case m.Needs("@dcloudio/"), Exists(project, "pages.json") && Exists(project, "manifest.json"): // the latter made by HBuilderX
		return FrameworkUniApp
	}
	return FrameworkNative
}

// PackageFolder is where the framework's build takes a native sub-package from,
// within the folder of the sources; the usual one is for all but uni-app, which
// copies one folder of native code.
func (f Framework) PackageFolder(usual string) string {
	if f == FrameworkUniApp {
		return "wxcomponents/mlvb-live"
	}
	return usual
}

// ComponentFolder is where the framework takes native components from, within
// the project.
func (f Framework) ComponentFolder(project fs.FS) string {
	folder := "components"
	if f == FrameworkUniApp {
		folder = "wxcomponents"
	}
	if Exists(project, "src") {
		return "src/" + folder
	}
	return folder
}

// Exists reports whether a file or folder of a project is there.
func Exists(project fs.FS, name string) bool {
	_, err := fs.Stat(project, name)
	return err == nil
}
