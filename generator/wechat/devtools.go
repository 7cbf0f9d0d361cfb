package wechat

import (
	"path"

	"mlvb/generator/merge"
)

// The files that WeChat DevTools reads and writes.
const (
	ProjectConfig = "project.config.json"
	AppConfig     = "app.json" // configuration of the mini-program; its folder is the mini-program's root

	privateConfig = "project.private.config.json"
)

// MergeRules are how a JSON file of that name merges. DevTools rewrites
// project.config.json whenever it opens a project: it sets what its switches
// say, adds settings that are new to it and drops those that it no longer knows.
func MergeRules(name string) merge.Rules {
	switch path.Base(name) {
	case ProjectConfig:
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

// DevToolsFiles lists those of the paths that DevTools has in memory: it may
// write its old copy over a change.
func DevToolsFiles(paths []string) []string {
	var list []string
	for _, name := range paths {
		if base := path.Base(name); base == ProjectConfig || base == AppConfig {
			list = append(list, name)
		}
	}
	return list
}
