package cmd

import (
	"slices"

	"github.com/spf13/cobra"
)

// newCompletion replaces cobra's own completion command, which speaks English only.
func newCompletion(c *console) *cobra.Command {
	shells := []string{"bash", "zsh", "fish", "powershell"}
	return &cobra.Command{
		Use:                   "completion bash|zsh|fish|powershell",
		Short:                 c.say("completion.short"),
		Long:                  c.say("completion.long"),
		Example:               c.say("completion.example"),
		GroupID:               groupTool,
		DisableFlagsInUseLine: true,
		ValidArgsFunction:     cobra.FixedCompletions(shells, cobra.ShellCompDirectiveNoFileComp),
		Args: func(_ *cobra.Command, args []string) error {
			switch {
			case len(args) != 1:
				return refuse(c.say("completion.which"), c.didYouMean("", shells, ""))
			case !slices.Contains(shells, args[0]):
				return refuse(c.say("completion.unknown", args[0]), c.didYouMean(args[0], shells, ""))
			default:
				return nil
			}
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			switch root := cmd.Root(); args[0] {
			case "bash":
				return root.GenBashCompletionV2(c.out, true)
			case "zsh":
				return root.GenZshCompletion(c.out)
			case "fish":
				return root.GenFishCompletion(c.out, true)
			default:
				return root.GenPowerShellCompletionWithDesc(c.out)
			}
		},
	}
}

// completeWith lets shells complete the flag's value from a list.
func completeWith(cmd *cobra.Command, flag string, values []string) {
	complete := cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp)
	if err := cmd.RegisterFlagCompletionFunc(flag, complete); err != nil {
		panic("cmd: " + err.Error()) // the flag was never defined
	}
}
