package wechat

import (
	"path"

	"mlvb/generator/merge"
)

// The files that WeChat DevTools reads and writes.
const (
	projectConfig = "project.config.json"
	AppConfig     = "app.json"
)

// jsonRules are what is known of a JSON file by its name. DevTools rewrites
// project.config.json whenever it opens a project: it sets what its switches
// say, adds settings that are new to it and drops those that it knows no more.
func MergeRules(name string) merge.Rules {
	switch path.Base(name) {
	case projectConfig:
		return merge.Rules{
			Owned: []string{
				"libVersion", "projectname", "description", "condition", "editorSetting", "simulator*", "isGameTourist",
				"setting.urlCheck", "setting.compileHotReLoad", "setting.useApiHook", "setting.useApiHostProcess", "setting.enableEngineNative",
			},
			OwnedIfNew: []string{"setting.*", "packOptions.*", "srcMiniprogramRoot", "cloudfunctionTemplateRoot"},
		}
	case AppConfig:
		return merge.Rules{Keys: []merge.ListKey{
			{Path: "subpackages", Member: "root"}, {Path: "subPackages", Member: "root"}, {Path: "tabBar.list", Member: "pagePath"},
		}}
	}
	return merge.Rules{}
}

// DevToolsFiles are those among the paths of which DevTools has a copy in
// memory that it may write back.
func DevToolsFiles(paths []string) []string {
	var list []string
	for _, name := range paths {
		if KeptByDevTools(name) {
			list = append(list, name)
		}
	}
	return list
}

func KeptByDevTools(name string) bool {
	return path.Base(name) == projectConfig || path.Base(name) == AppConfig
}
