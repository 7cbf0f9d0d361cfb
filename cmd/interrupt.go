package cmd

import (
	"time"

	"github.com/spf13/cobra"

	"mlvb/cmd/console"
)

// patience is how long a command may take to end after the first Ctrl-C. What
// still runs then waits for something that nobody can take it away from: a named
// pipe that it reads, a reader that takes nothing of its output. A change that is
// cut off here is taken back by the next command.
const patience = 3 * time.Second

// orderly marks commands that take their time to end, as a server does that
// answers what it was asked before.
const orderly = "orderly"

func takesItsTime(root *cobra.Command, args []string) bool {
	cmd, _, err := root.Find(args)
	return err == nil && cmd.Annotations[orderly] != ""
}

// ended is the exit code of an interrupted command, which is waited for.
func ended(c *console.Console, code <-chan int, takesItsTime bool) int {
	if takesItsTime {
		return <-code
	}
	select {
	case code := <-code:
		return code
	case <-time.After(patience):
	}
	told := make(chan struct{})
	go func() { // the standard error may be what takes nothing
		defer close(told)
		c.Report(console.NewFailure(console.ExitInterrupted, c.Say("interrupted"), ""))
	}()
	select {
	case <-told:
	case <-time.After(time.Second):
	}
	return console.ExitInterrupted
}
