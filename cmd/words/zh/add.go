package zh

// add is mlvb add and adopt, and the places to add to.
func add() map[string]string {
	return map[string]string{
		"add.short":        "给现有小程序加上直播",
		"add.long":         "把直播分包加进不是由 mlvb 生成的小程序：页面、组件和服务放在自己的文件夹里，并在\napp.json 里登记，其余一概不动，之后可用 mlvb update 更新。AppID 取自\nproject.config.json。",
		"add.example":      "  mlvb add live\n  mlvb add live shop --into packages/live --server --dry-run",
		"add.intoFlag":     "放进小程序的哪个文件夹（默认 packages/live）",
		"add.serverFlag":   "同时加上签名服务端",
		"add.what":         "没有写要添加哪个模板",
		"add.taro":         "这是 Taro 源码：只添加组件",
		"add.answers":      "按这些配置项：%s（要改，加 --set）",
		"add.taro.hint":    "在页面配置的 usingComponents 里写相对路径：%s（以 %s 里的页面为例）",
		"add.uni-app":      "这是 uni-app 源码：只添加组件",
		"add.uni-app.hint": "在 pages.json 里该页 style 的 usingComponents 里写上 %s",

		"adopt.short":         "接管现有项目",
		"adopt.long":          "接管没有 mlvb 记录的项目，例如丢失了 .mlvb 的。缺少的文件补上，与模板不同的文件原样\n保留，视为你的改动，用 mlvb diff 查看。加 --conflicts 则改为合并：markers 标出不同之处，\nours 和 theirs 取其中一方。小程序目录和 AppID 取自 project.config.json，其余配置项由现有\n文件推断并列出，要改用 --set。",
		"adopt.conflictsFlag": "文件与模板不同时：做标记，或取其中一方（默认原样保留）",
		"adopt.leftOne":       "1 个文件与模板不同，原样保留",
		"adopt.leftMany":      "%d 个文件与模板不同，原样保留",
		"adopt.leftHint":      "mlvb diff 可查看差别；要合并模板的内容，先 mlvb undo，再 mlvb adopt --conflicts markers",
		"adopt.leftDryHint":   "mlvb adopt --conflicts markers 可合并模板的内容",
		"adopt.example":       "  mlvb adopt --dry-run\n  mlvb adopt myapp --set server=node --conflicts markers",

		"place.outside":     "%q 不是小程序里的文件夹",
		"place.name":        "路径 %q 只能用英文字母、数字和 -、_、.（它会成为页面路径的一部分）",
		"place.page":        "%s 不能作分包：主包页面 %s 在那里",
		"place.sub-package": "%s 不能作分包：它和分包 %s 不能互相嵌套",
		"place.hint":        "写一个单独的文件夹，从小程序根目录算起，例如 --into mlvb-live",
	}
}
