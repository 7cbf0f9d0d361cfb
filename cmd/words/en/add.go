package en

// add is mlvb add and adopt, and the places to add to.
func add() map[string]string {
	return map[string]string{
		"add.short":        "Add live streaming to a mini-program",
		"add.long":         "Add the sub-package of live streaming to a mini-program that mlvb did not make:\npages, component and services in a folder of their own, and their entry in\napp.json. Nothing else is touched, and mlvb update works from then on. The AppID is\nthat of project.config.json.",
		"add.example":      "  mlvb add live\n  mlvb add live shop --into packages/live --server --dry-run",
		"add.intoFlag":     "folder for it in the mini-program (default packages/live)",
		"add.serverFlag":   "add the signing server beside it, too",
		"add.what":         "there is no template to add",
		"add.taro":         "these are sources for Taro: the component alone is added",
		"add.answers":      "taken to be: %s (--set says otherwise)",
		"add.taro.hint":    "name it in usingComponents of a page's config, by the path from there: %s for a page in %s",
		"add.uni-app":      "these are sources for uni-app: the component alone is added",
		"add.uni-app.hint": "name it in usingComponents of the page's style in pages.json, as %s",

		"adopt.short":         "Make a project of a folder that looks like one",
		"adopt.long":          "Make a project of a folder that mlvb has no record of, such as one whose .mlvb was\nlost. Files that are missing are added; those that differ from the template's are\nleft alone, as edits of yours: mlvb diff shows them. With --conflicts they are\nmerged instead: markers marks what differs, ours and theirs take a side. AppID and\nfolder of the mini-program are those of project.config.json; the other answers are\nread from the files and listed, unless --set gives them.",
		"adopt.conflictsFlag": "where a file differs: mark it, or take one side (default: leave it alone)",
		"adopt.leftOne":       "1 file differs from the template and stays as it is",
		"adopt.leftMany":      "%d files differ from the template and stay as they are",
		"adopt.leftHint":      "mlvb diff shows how; to merge the template's into yours: mlvb undo, then mlvb adopt --conflicts markers",
		"adopt.leftDryHint":   "mlvb adopt --conflicts markers merges the template's into yours",
		"adopt.example":       "  mlvb adopt --dry-run\n  mlvb adopt myapp --set server=node --conflicts markers",

		"place.outside":     "%q is no folder within the mini-program",
		"place.name":        "the path %q may only have ASCII letters, digits, -, _ and . (it becomes part of the pages' paths)",
		"place.page":        "%s can't be a sub-package: the page %s of the main package is there",
		"place.sub-package": "%s can't be a sub-package: it and the sub-package %s would lie in one another",
		"place.hint":        "name a folder of its own, from the mini-program's root on, such as --into mlvb-live",
	}
}
