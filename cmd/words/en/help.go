package en

// help is the help, and the commands about mlvb itself.
func help() map[string]string {
	return map[string]string{
		"root.short":         "Make WeChat mini-programs with live streaming on Tencent Cloud",
		"root.long":          "mlvb makes WeChat mini-programs with live streaming on Tencent Cloud (MLVB):\na complete project for WeChat DevTools, with the server that signs for it.\nMonths later, mlvb update brings it to the newest template, with every edit kept.",
		"root.example":       "  mlvb new myapp --appid wx0123456789abcdef\n  cd myapp && mlvb dev\n  mlvb update",
		"root.groupProject":  "Start",
		"root.groupUpdate":   "Keep up to date",
		"root.groupTemplate": "Templates",
		"root.groupTool":     "This tool",
		"root.helpFlag":      "show help",
		"root.localeFlag":    "language of this tool; that of the system by default",
		"root.versionFlag":   "show the version",
		"root.mousetrap":     "mlvb is a command-line tool: open a terminal and run it from there.",

		"help.short":       "Show help for a command",
		"help.usage":       "Usage",
		"help.commands":    "Commands",
		"help.examples":    "Examples",
		"help.answerFlags": "Answers",
		"help.flags":       "Flags",
		"help.globalFlags": "Everywhere",
		"help.required":    " (required)",
		"help.default":     " (default: %v)",
		"help.exitCodes":   "Exit codes",
		"help.command":     "command",
		"help.options":     "flags",
		"help.folder":      "folder",
		"help.path":        "path",

		"version.short":    "Show the version",
		"version.template": "template",

		"completion.short":   "Print the tab completion for a shell",
		"completion.long":    "Print a script that completes commands, flags and answers in a shell.",
		"completion.example": "  mlvb completion bash > ~/.local/share/bash-completion/completions/mlvb\n  mlvb completion zsh > ~/.zfunc/_mlvb\n  mlvb completion fish > ~/.config/fish/completions/mlvb.fish\n  mlvb completion powershell >> $PROFILE",
		"completion.which":   "which shell?",
		"completion.unknown": "there is no completion for %q",
	}
}
