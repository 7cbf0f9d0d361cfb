// Package cmd is the command line of mlvb: flags, questions at the terminal,
// words, colours and exit codes. The work is done by package generator; this
// package renders nothing and writes no file.
package cmd

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"mlvb/cmd/console"
)

// Main runs mlvb with its arguments, without the program's name, and returns
// the exit code: 0 done, 1 failed, 2 a flag, a name or an answer refused,
// 3 conflicts left, 4 an update available or files drifted, 130 interrupted.
func Main(args []string, in, out, err *os.File) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second Ctrl-C kills, should the first take too long
	spoken, refused := chooseLanguage(args, os.LookupEnv)
	c := console.New(in, out, err, os.LookupEnv, spoken)
	c.WantsJSON = namesJSON(args) // until the parser knows better
	if refused != "" {
		say, hint := c.Say("unknown.locale", refused), didYouMean(c, refused, languages(), "")
		return report(ctx, c, console.Refuse(say, hint))
	}
	root := newRoot(c, args)
	root.SetArgs(args)
	code := make(chan int, 1)
	go func() { code <- run(ctx, c, root, args) }()
	select {
	case code := <-code:
		return code
	case <-ctx.Done():
		return ended(c, code, takesItsTime(root, args))
	}
}

// run executes a command and tells how it ended.
func run(ctx context.Context, c *console.Console, root *cobra.Command, args []string) int {
	ran, fault := root.ExecuteContextC(ctx)
	c.WantsJSON = wantsJSON(ran, args)
	return report(ctx, c, fault)
}
