package en

// ask is the questions at the terminal and the answers to them.
func ask() map[string]string {
	return map[string]string{
		"ask.folder":     "Folder of the project",
		"ask.folderHint": "new or empty, such as myapp",
		"ask.yes":        "Yes",
		"ask.no":         "No",
		"ask.back":       "back",
		"ask.next":       "next",
		"ask.up":         "up",
		"ask.down":       "down",
		"ask.toggle":     "change",

		"answer.refused": "%s %s %s",
		"answer.secret":  "%s %s",
		"answer.missing": "there is no answer to %s: %s",
	}
}
