package zh

// general is what every command may say.
func general() map[string]string {
	return map[string]string{
		"hint":        "提示：",
		"comma":       "、",
		"colon":       "：",
		"semicolon":   "；",
		"or":          " 或 ",
		"interrupted": "已中断",
		"output.lost": "操作已完成，但结果没能全部输出：%s",

		"hints.seeHelp":    "详见 %s --help",
		"hints.didYouMean": "是不是想写 %s？",
		"hints.oneOf":      "可选：%s",
		"hints.try":        "试试 %s",

		"flags.json":       "只输出一个 JSON 对象",
		"flags.needsValue": "--%s 后面要有值",
		"flags.badValue":   "--%s 的值不能是 %q",
		"flags.badSyntax":  "%s 不是选项",
		"flags.tooMany":    "多了一个参数 %q",

		"value.text":     "文本",
		"value.name":     "名称",
		"value.file":     "文件",
		"value.pair":     "配置项=值",
		"value.template": "名称|文件夹",
		"value.path":     "路径",

		"unknown.command":  "没有 %q 这个命令",
		"unknown.flag":     "没有 %s 这个选项",
		"unknown.locale":   "mlvb 不支持语言 %q",
		"unknown.template": "没有 %q 这个模板",
		"unknown.preset":   "没有 %q 这个预设",
		"unknown.answer":   "没有 %q 这个配置项",

		"cause.absent":   "文件或文件夹不存在",
		"cause.denied":   "没有权限",
		"cause.isFolder": "它是文件夹",
		"cause.full":     "磁盘已满",
		"cause.markers":  "第 %d 行的标记不成对",
		"cause.foreign":  "第 %d 行有其他工具的标记，从 %q 到 %q",
		"cause.json":     "第 %d 行第 %d 列",
		"cause.line":     "第 %d 行",

		"exit.0":   "完成",
		"exit.1":   "失败",
		"exit.2":   "选项、名称或配置项有误",
		"exit.3":   "有冲突未处理",
		"exit.4":   "status --check 发现有事要做",
		"exit.130": "被中断",
	}
}
