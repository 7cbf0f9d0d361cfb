// Mlvb makes WeChat mini-programs with live streaming on Tencent Cloud's
// Mobile Live Video Broadcasting (MLVB): a complete project that opens in
// WeChat DevTools, with the server that signs for it.
//
//	mlvb new myapp --appid wx0123456789abcdef   make a project
//	mlvb dev                                    run it here: server, media relay, every page in a browser
//	mlvb serve                                  run its server alone
//	mlvb template list                          the templates that are built in
//	mlvb template show                          the questions of a template
//	mlvb version                                which mlvb this is
//	mlvb completion zsh                         tab completion for a shell
//	mlvb help new                               more about a command
//
// Answers come from flags, a file (--answers), a preset (--preset), the
// terminal, and defaults, in this order. Without a terminal nothing is asked.
//
// Results go to the standard output, progress and errors to the standard
// error. The exit code is 0 when done, 1 when something failed, 2 when a flag,
// a name or an answer was refused, and 130 when interrupted.
//
// LC_ALL, LC_MESSAGES and LANG choose Chinese or English, --locale overrules
// them. NO_COLOR turns colours off.
package main

import (
	"os"

	"mlvb/cmd"
)

func main() { os.Exit(cmd.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }
