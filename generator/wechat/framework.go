package wechat

import (
	"os"
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

// ComponentFolder is where the framework takes native components from, within
// the project in dir.
func (f Framework) ComponentFolder(dir string) string {
	folder := "components"
	if f == FrameworkUniApp {
		folder = "wxcomponents"
	}
	if there(dir, "src") {
		return "src/" + folder
	}
	return folder
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
