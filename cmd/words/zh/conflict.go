package zh

// conflict is conflicts, mlvb resolve and undo.
func conflict() map[string]string {
	return map[string]string{
		"conflict.one":         "还有 1 处冲突",
		"conflict.many":        "还有 %d 处冲突",
		"conflict.aheadOne":    "将有 1 处冲突",
		"conflict.aheadMany":   "将有 %d 处冲突",
		"conflict.aheadHint":   "去掉 %s 再运行，即可写入并标出它们；加 --conflicts ours 或 theirs 则直接取一方",
		"conflict.markersHint": "处理好标记的行，再运行 mlvb resolve",
		"conflict.hint":        "逐一决定，再运行 mlvb resolve 路径，加 --ours 或 --theirs 可直接取一方",
		"conflict.inWayHint":   "移开 %s，再用 %s 取得模板的内容；不要它就运行 mlvb resolve 路径 --ours",
		"conflict.undoHint":    "要退回去就用 mlvb undo 撤销",
		"conflict.listed":      "mlvb status 会列出冲突",
		"conflict.text":        "%s：第 %s 行",
		"conflict.json":        "%s，暂留你的值",
		"conflict.beside":      "%s，你的保留，模板的在 %s",
		"conflict.value":       "%s  你的：%s · 模板：%s · 原来：%s",
		"conflict.noValue":     "无",

		"resolve.short":      "清除已处理的冲突",
		"resolve.long":       "冲突处理好之后，把它们从记录里清除：全部，或只清除写出的路径。写出的路径按\n现在的内容为准，但不能还有冲突标记。对 mlvb undo 来说，它是那次更新的一部分。",
		"resolve.example":    "  mlvb resolve\n  mlvb resolve miniprogram/app.js\n  mlvb resolve project.config.json --theirs",
		"resolve.oursFlag":   "取你的一方",
		"resolve.theirsFlag": "取模板的一方",
		"resolve.bothSides":  "--ours 和 --theirs 不能同时使用",
		"resolve.settled":    "已处理：%s",
		"resolve.none":       "没有冲突",
		"resolve.noConflict": "%s 没有冲突",

		"undo.short":        "撤销最近一次更新",
		"undo.long":         "撤销最近一次 update、set、add 或 adopt，逐字节还原，有没有 git 都行。\n再次运行就撤销更早的一次，最多五次。\n\n之后的 resolve 随它一起撤销，你处理冲突时写的内容存进 .mlvb/aside。涉及的其他文件\n之后又改过时，只列出它们，什么也不做；加 --aside 则把它们也存进去再撤销。",
		"undo.example":      "  mlvb undo\n  mlvb undo myapp --aside",
		"undo.asideFlag":    "之后改过的文件存进 .mlvb/aside 再撤销，而不是拒绝",
		"undo.aside":        "你写的内容存在 %s",
		"undo.inWayHint":    "有文件夹或链接占了它们的位置，请先移开",
		"undo.done":         "已撤销 %s",
		"undo.killed":       "只撤销了被终止的那次运行",
		"undo.file":         "1 个文件恢复原样",
		"undo.files":        "%d 个文件恢复原样",
		"undo.gitFailed":    "git 的暂存区没有还原：%v",
		"undo.devToolsHint": "请在微信开发者工具里关闭或重新打开项目，否则它可能把撤销的内容写回来",
		"undo.gitHint":      "文件都已还原；git reset 可让暂存区一致",
	}
}
