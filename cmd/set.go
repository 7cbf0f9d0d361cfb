package cmd

import (
	"strings"

	"github.com/spf13/cobra"

	"mlvb/generator"
)

func newSet(c *console) *cobra.Command {
	o := updateOptions{dir: ".", yes: true}
	cmd := &cobra.Command{
		Use:                   "set " + c.say("value.pair") + "... [" + c.say("help.folder") + "] [" + c.say("help.options") + "]",
		Short:                 c.say("set.short"),
		Long:                  c.say("set.long"),
		Example:               c.say("set.example"),
		GroupID:               groupUpdate,
		DisableFlagsInUseLine: true,
		Args:                  cobra.ArbitraryArgs,
		ValidArgsFunction:     cobra.FixedCompletions(nil, cobra.ShellCompDirectiveFilterDirs),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := o.take(c, cmd, args); err != nil {
				return err
			}
			return runUpdate(cmd.Context(), c, o, generator.SetAnswers)
		},
	}
	addUpdateFlags(c, cmd, &o)
	return cmd
}

// take sorts the arguments: pairs, and after them perhaps a folder.
func (o *updateOptions) take(c *console, cmd *cobra.Command, args []string) error {
	if last := len(args) - 1; last > 0 && !strings.Contains(args[last], "=") {
		o.dir, args = args[last], args[:last]
	}
	if len(args) == 0 {
		return refuse(c.say("set.nothing"), c.say("hints.seeHelp", cmd.CommandPath()))
	}
	o.set = args
	return nil
}
