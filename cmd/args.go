package cmd

import (
	"strings"

	"github.com/spf13/cobra"
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
func (c *console) noArguments(cmd *cobra.Command, args []string) error {
	return c.atMost(0, cmd, args)
}

// atMostOne refuses a second argument.
func (c *console) atMostOne(cmd *cobra.Command, args []string) error {
	return c.atMost(1, cmd, args)
}

// takesFolder lets a command take one argument, a folder. Without it dir stays
// as it is.
func (c *console) takesFolder(cmd *cobra.Command, dir *string) {
	cmd.ValidArgsFunction = cobra.FixedCompletions(nil, cobra.ShellCompDirectiveFilterDirs)
	cmd.Args = func(cmd *cobra.Command, args []string) error {
		*dir = firstOr(args, *dir)
		return c.atMostOne(cmd, args)
	}
}

func (c *console) atMost(n int, cmd *cobra.Command, args []string) error {
	if len(args) <= n {
		return nil
	}
	return refuse(c.say("flags.tooMany", args[n]), c.say("hints.seeHelp", cmd.CommandPath()))
}
