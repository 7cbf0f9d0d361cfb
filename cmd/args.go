package cmd

import (
	"strings"

	"github.com/spf13/cobra"

	"mlvb/cmd/console"
)

// flagValue finds the value of a long flag before anything is parsed: some
// flags decide which other flags there are. The last one wins, as it does in
// the parser; what follows "--" is no flag. It is "" when the flag is not there.
func flagValue(args []string, name string) string {
	value := ""
	for i, arg := range args {
		if arg == "--" {
			break
		}
		rest, found := strings.CutPrefix(arg, "--"+name)
		switch {
		case !found:
		case strings.HasPrefix(rest, "="):
			value = rest[1:]
		case rest == "" && i+1 < len(args):
			value = args[i+1]
		}
	}
	return value
}

// noArguments refuses any argument.
func noArguments(c *console.Console) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error { return atMost(c, 0, cmd, args) }
}

// atMostOne refuses a second argument.
func atMostOne(c *console.Console) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error { return atMost(c, 1, cmd, args) }
}

// acceptFolder lets a command take one argument, a folder. Without it dir stays
// as it is.
func acceptFolder(c *console.Console, cmd *cobra.Command, dir *string) {
	cmd.ValidArgsFunction = cobra.FixedCompletions(nil, cobra.ShellCompDirectiveFilterDirs)
	cmd.Args = func(cmd *cobra.Command, args []string) error {
		*dir = firstOr(args, *dir)
		return atMost(c, 1, cmd, args)
	}
}

func atMost(c *console.Console, n int, cmd *cobra.Command, args []string) error {
	if len(args) <= n {
		return nil
	}
	return console.Refuse(c.Say("flags.tooMany", args[n]), c.Say("hints.seeHelp", cmd.CommandPath()))
}
