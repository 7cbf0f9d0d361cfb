package en

// template is mlvb template, and templates that can't be read.
func template() map[string]string {
	return map[string]string{
		"template.short":       "List templates and show their questions",
		"template.long":        "A template is a folder with a template.yaml and the files of a project.\nSome are built in; mlvb new --template takes any other from its folder.",
		"template.argument":    "name|folder",
		"template.listShort":   "List the built-in templates",
		"template.showShort":   "Show the questions and presets of a template",
		"template.showLong":    "Show the questions and presets of a template, a built-in one or a folder.\nA folder is checked: faults are told with file, line and column.",
		"template.when":        "only when %s is %s",
		"template.allDefaults": "all the defaults",
		"template.folderName":  "the folder's name",
		"template.presets":     "Presets",
		"template.inFile":      "%s, in the file of --answers",
		"template.hint":        "built in: %s; any other is a folder with a template.yaml",
		"template.unreadable":  "the template %s can't be read: %s",
		"template.notFolder":   "the template %s is a file, not a folder",
		"template.noManifest":  "the folder %s holds no %s",
		"template.folderHint":  "a template is a folder with a template.yaml",
	}
}
