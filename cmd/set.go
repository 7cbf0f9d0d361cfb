package cmd

import (
	"strings"

	"github.com/spf13/cobra"

	"mlvb/cmd/console"
	"mlvb/generator"
)

func newSet(c *console.Console) *cobra.Command {
	o := updateOptions{dir: ".", yes: true}
	cmd := &cobra.Command{
		Use:                   "set " + c.Say("value.pair") + "... [" + c.Say("help.folder") + "] [" + c.Say("help.options") + "]",
		Short:                 c.Say("set.short"),
		Long:                  c.Say("set.long"),
		Example:               c.Say("set.example"),
		GroupID:               groupUpdate,
		DisableFlagsInUseLine: true,
		Args:                  cobra.ArbitraryArgs,
		ValidArgsFunction:     cobra.FixedCompletions(nil, cobra.ShellCompDirectiveFilterDirs),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := o.parse(c, cmd, args); err != nil {
				return err
			}
			return runUpdate(cmd.Context(), c, o, generator.SetAnswers)
		},
	}
	addUpdateFlags(c, cmd, &o)
	return cmd
}

// parse sorts the arguments: pairs, and after them perhaps a folder.
func (o *updateOptions) parse(c *console.Console, cmd *cobra.Command, args []string) error {
	if last := len(args) - 1; last > 0 && !strings.Contains(args[last], "=") {
		o.dir, args = args[last], args[:last]
	}
	if len(args) == 0 {
		return console.Refuse(c.Say("set.nothing"), c.Say("hints.seeHelp", cmd.CommandPath()))
	}
	o.set = args
	return nil
}
