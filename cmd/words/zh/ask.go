package zh

// ask is the questions at the terminal and the answers to them.
func ask() map[string]string {
	return map[string]string{
		"ask.folder":     "项目文件夹",
		"ask.folderHint": "新文件夹或空文件夹，例如 myapp",
		"ask.yes":        "是",
		"ask.no":         "否",
		"ask.back":       "上一项",
		"ask.next":       "下一项",
		"ask.up":         "上移",
		"ask.down":       "下移",
		"ask.toggle":     "切换",

		"answer.refused": "%s %s %s",
		"answer.secret":  "%s %s",
		"answer.missing": "%s 还没有填写：%s",
	}
}
