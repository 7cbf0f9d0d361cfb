package en

// general is what every command may say.
func general() map[string]string {
	return map[string]string{
		"hint":        "hint: ",
		"comma":       ", ",
		"colon":       ": ",
		"semicolon":   "; ",
		"or":          " or ",
		"interrupted": "interrupted",
		"output.lost": "it is done, but not all of what there is to say could be written: %s",

		"hints.seeHelp":    "%s --help tells more",
		"hints.didYouMean": "did you mean %s?",
		"hints.oneOf":      "one of %s",
		"hints.try":        "try %s",

		"flags.json":       "print one JSON object and nothing else",
		"flags.needsValue": "--%s needs a value",
		"flags.badValue":   "--%s does not take %q",
		"flags.badSyntax":  "%s is not a flag",
		"flags.tooMany":    "there is one argument too many: %q",

		"value.text":     "TEXT",
		"value.name":     "NAME",
		"value.file":     "FILE",
		"value.pair":     "NAME=VALUE",
		"value.template": "NAME|FOLDER",
		"value.path":     "PATH",

		"unknown.command":  "there is no command %q",
		"unknown.flag":     "there is no flag %s",
		"unknown.locale":   "mlvb does not speak %q",
		"unknown.template": "there is no template %q",
		"unknown.preset":   "there is no preset %q",
		"unknown.answer":   "there is no question %q to answer",

		"cause.absent":   "no such file or folder",
		"cause.denied":   "permission denied",
		"cause.isFolder": "it is a folder",
		"cause.full":     "the disk is full",
		"cause.markers":  "line %d does not fit the others",
		"cause.foreign":  "line %d has markers of another tool, from %q to %q",
		"cause.json":     "line %d, column %d",
		"cause.line":     "line %d",

		"exit.0":   "done",
		"exit.1":   "failed",
		"exit.2":   "a flag, a name or an answer was refused",
		"exit.3":   "conflicts are left to settle",
		"exit.4":   "status --check found something to do",
		"exit.130": "interrupted",
	}
}
