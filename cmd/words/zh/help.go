package zh

// help is the help, and the commands about mlvb itself.
func help() map[string]string {
	return map[string]string{
		"root.short":         "生成带腾讯云直播的微信小程序",
		"root.long":          "mlvb 生成带腾讯云移动直播（MLVB）的微信小程序：一个可以直接导入微信开发者工具的\n完整项目，连同为它签名的服务端。模板有新版时，mlvb update 更新项目并保留你的\n全部改动。",
		"root.example":       "  mlvb new myapp --appid wx0123456789abcdef\n  cd myapp && mlvb dev\n  mlvb update",
		"root.groupProject":  "新建",
		"root.groupUpdate":   "更新与维护",
		"root.groupTemplate": "模板",
		"root.groupTool":     "工具本身",
		"root.helpFlag":      "显示帮助",
		"root.localeFlag":    "界面语言，默认跟随系统",
		"root.versionFlag":   "显示版本",
		"root.mousetrap":     "mlvb 是命令行工具：请先打开终端，再在终端里运行。",

		"help.short":       "查看命令的帮助",
		"help.usage":       "用法",
		"help.commands":    "命令",
		"help.examples":    "示例",
		"help.answerFlags": "配置项",
		"help.flags":       "选项",
		"help.globalFlags": "通用选项",
		"help.required":    "（必填）",
		"help.default":     "（默认：%v）",
		"help.exitCodes":   "退出码",
		"help.command":     "命令",
		"help.options":     "选项",
		"help.folder":      "文件夹",
		"help.path":        "路径",

		"version.short":    "显示版本",
		"version.template": "模板",

		"completion.short":   "输出 shell 的自动补全脚本",
		"completion.long":    "输出一段脚本，让 shell 能补全命令、选项和配置项的值。",
		"completion.example": "  mlvb completion bash > ~/.local/share/bash-completion/completions/mlvb\n  mlvb completion zsh > ~/.zfunc/_mlvb\n  mlvb completion fish > ~/.config/fish/completions/mlvb.fish\n  mlvb completion powershell >> $PROFILE",
		"completion.which":   "没有写是哪种 shell",
		"completion.unknown": "没有 %q 的自动补全",
	}
}
