package en

// conflict is conflicts, mlvb resolve and undo.
func conflict() map[string]string {
	return map[string]string{
		"conflict.one":         "1 conflict is left",
		"conflict.many":        "%d conflicts are left",
		"conflict.aheadOne":    "there will be 1 conflict",
		"conflict.aheadMany":   "there will be %d conflicts",
		"conflict.aheadHint":   "without %s it is done, and they are shown in the files; --conflicts ours or theirs takes a side",
		"conflict.markersHint": "settle the marked lines, then mlvb resolve",
		"conflict.hint":        "decide each, then mlvb resolve PATH, with --ours or --theirs to take a side",
		"conflict.inWayHint":   "move %s away, then %s brings what the template has, or mlvb resolve PATH --ours goes without",
		"conflict.undoHint":    "or mlvb undo",
		"conflict.listed":      "mlvb status lists the conflicts",
		"conflict.text":        "%s: line %s",
		"conflict.json":        "%s; yours stays",
		"conflict.beside":      "%s; yours stays, the other is %s",
		"conflict.value":       "%s  yours %s · template %s · before %s",
		"conflict.noValue":     "(none)",

		"resolve.short":      "Clear conflicts that are settled",
		"resolve.long":       "Clear the conflicts that an update left, once they are settled: all of them, or\nthose of the paths that are named. A named path is taken as it is, unless it still\nholds markers. For mlvb undo it is part of the update.",
		"resolve.example":    "  mlvb resolve\n  mlvb resolve miniprogram/app.js\n  mlvb resolve project.config.json --theirs",
		"resolve.oursFlag":   "settle them with your side",
		"resolve.theirsFlag": "settle them with the template's side",
		"resolve.bothSides":  "--ours and --theirs exclude each other",
		"resolve.settled":    "settled: %s",
		"resolve.none":       "there are no conflicts",
		"resolve.noConflict": "%s has no conflict",

		"undo.short":        "Take the last update back",
		"undo.long":         "Take the last update, set, add or adopt back, byte for byte, with or without git.\nCalled again it takes back the one before, up to five of them.\n\nA resolve since then is part of it: what you wrote to settle conflicts is kept in\n.mlvb/aside. When other files that it would touch were changed since, it names\nthem and does nothing, unless --aside puts your versions there, too.",
		"undo.example":      "  mlvb undo\n  mlvb undo myapp --aside",
		"undo.asideFlag":    "put aside what changed since, into .mlvb/aside, rather than refuse",
		"undo.aside":        "what you had written is kept: %s",
		"undo.inWayHint":    "a folder or a link is in their place: move it away first",
		"undo.done":         "%s is undone",
		"undo.killed":       "the run that was killed is taken back, and no other",
		"undo.file":         "1 file is as before",
		"undo.files":        "%d files are as before",
		"undo.gitFailed":    "git's index is not as before: %v",
		"undo.devToolsHint": "close or reload the project in WeChat DevTools, which may write back what was undone",
		"undo.gitHint":      "the files are; git reset brings the index in line",
	}
}
