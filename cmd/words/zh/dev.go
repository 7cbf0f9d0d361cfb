package zh

// dev is mlvb dev.
func dev() map[string]string {
	return map[string]string{
		"dev.short":        "一条命令跑起开发要用的全部：服务端、媒体转发、浏览器预览",
		"dev.long":         "运行项目的服务端、媒体转发和浏览器预览，打印一个网址：打开就是小程序的每个页面，\n能用电脑的摄像头推流，也能看直播。再开一个标签页，网址后加 ?user=名字，就是另一个人。\n什么都不用装、不用配，存盘即更新。服务端用 server/ 里那份，改没改过都是；本机缺 Go 或\nNode 跑不了时，由 mlvb 内置的顶替，并会说明。媒体地址都用本次运行的密钥签名。\n只用于开发：上线时用 mlvb serve 或项目自己的服务端单独运行。按 Ctrl-C 全部结束。",
		"dev.example":      "  mlvb dev\n  mlvb dev --lan\n  mlvb dev myapp --open",
		"dev.portFlag":     "浏览器预览的端口，默认 5180，被占用就往后找",
		"dev.lanFlag":      "允许手机访问：服务端和媒体也监听局域网，并显示供扫描的二维码",
		"dev.openFlag":     "打开浏览器",
		"dev.noWebFlag":    "只要服务端和媒体，不要浏览器预览",
		"dev.jsonFlag":     "每行输出一个 JSON 对象：先是 ready 和全部地址，之后是发生的事",
		"dev.noFolderHint": "先进入小程序的文件夹，或写出它：mlvb dev myapp",
		"dev.none":         "%s 及上层都没有小程序：没找到 project.config.json，也没找到 app.json",
		"dev.noneHint":     "进入小程序的文件夹，或新建一个：mlvb new myapp",

		"dev.ready":       "在浏览器里打开 %s；按 Ctrl-C 结束",
		"dev.readyServer": "%s 的服务端；按 Ctrl-C 结束",
		"dev.row.server":  "服务端",
		"dev.row.media":   "媒体",
		"dev.row.play":    "播放",
		"dev.obs":         "服务器  %s",
		"dev.obsKey":      "推流码  %s",

		"dev.streams.relay": "（开发和小房间用）",
		"dev.streams.media": "（配置里的 MEDIA_URL）",
		"dev.streams.css":   "（腾讯云直播）",

		"dev.foreign":     "这个小程序不是 mlvb 生成的：服务端用 mlvb 内置的，没有配置",
		"dev.foreignHint": "mlvb add live 给它加上直播页面，mlvb adopt 接管整个项目",
		"dev.moved":       "端口 %d 已被其他程序占用，服务端改用 %d",
		"dev.movedHint":   "浏览器预览会自己找到它；手机扫二维码，开发者工具里在首页填 %s",
		"dev.instead":     "%s（MEDIA_URL）没有程序在监听，推流改走本次运行的媒体转发",
		"dev.css":         "推流去 %s，浏览器预览推不上去，手机可以",
		"dev.cssHint":     "去掉 server/.env 里的 PUSH_KEY，就走本机的媒体转发",
		"dev.wechat":      "配了 WX_APPSECRET，登录都由微信校验，浏览器预览登录不了",
		"dev.wechatHint":  "在浏览器里开发时，先把 server/.env 里的这一行用 # 注释掉",
		"dev.withoutView": "  - 先不用浏览器预览：%s",
		"dev.fetching":    "正在下载 %s",

		"dev.noGo":          "你的改动没有运行（%s）：PATH 里没有 Go，由 mlvb 内置的服务端顶替",
		"dev.noGoHint":      "安装 Go 1.22 以上（https://go.dev/dl/），再重新运行",
		"dev.noNode":        "%s 里的 Node 服务端没有运行：PATH 里没有 node，由 mlvb 内置的服务端顶替",
		"dev.noNodeHint":    "安装 Node.js 18.12 以上（https://nodejs.org），再重新运行",
		"dev.oldNode":       "%s 里的 Node 服务端没有运行：需要 Node.js %d 以上，由 mlvb 内置的服务端顶替",
		"dev.unknownServer": "看不出 %s 改没改过（%s），运行 mlvb 内置的服务端",

		"dev.part.server":           "服务端",
		"dev.part.media":            "媒体",
		"dev.part.view":             "预览",
		"dev.event.server-starting": "正在启动：%s",
		"dev.event.server-started":  "已启动：%s",
		"dev.event.server-changed":  "%s 有改动，重新启动",
		"dev.event.server-crashed":  "已退出：%s；存盘任一源文件就重新启动",
		"dev.event.server-unusable": "停着，等你改好：%s",
		"dev.event.unwatched":       "存盘不会自动更新：%s",
		"dev.event.part-stopped":    "已退出：%s",
		"dev.event.stream-began":    "%s 开始推流，来自 %s",
		"dev.event.stream-ended":    "%s 停止推流，来自 %s",
	}
}
