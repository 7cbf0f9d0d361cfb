package zh

// template is mlvb template, and templates that can't be read.
func template() map[string]string {
	return map[string]string{
		"template.short":       "列出模板，查看模板有哪些配置项",
		"template.long":        "模板是一个文件夹，里面有 template.yaml 和项目的文件。\n有些是内置的；其他模板用 mlvb new --template 从文件夹读取。",
		"template.argument":    "名称|文件夹",
		"template.listShort":   "列出内置模板",
		"template.showShort":   "查看模板的配置项和预设",
		"template.showLong":    "查看模板的配置项和预设，内置模板写名称，其他模板写文件夹。\n文件夹会顺便检查：有错时给出文件、行号和列号。",
		"template.when":        "仅当 %s 为 %s 时需要",
		"template.allDefaults": "全部用默认值",
		"template.folderName":  "文件夹名",
		"template.presets":     "预设",
		"template.inFile":      "%s，写在 --answers 的答案文件里",
		"template.hint":        "内置模板：%s；其他模板写含有 template.yaml 的文件夹",
		"template.unreadable":  "无法读取模板 %s：%s",
		"template.notFolder":   "模板 %s 是文件，不是文件夹",
		"template.noManifest":  "文件夹 %s 里没有 %s",
		"template.folderHint":  "模板是含有 template.yaml 的文件夹",
	}
}
