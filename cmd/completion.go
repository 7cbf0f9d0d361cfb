package cmd

import (
	"slices"

	"github.com/spf13/cobra"

	"mlvb/cmd/console"
)

// newCompletion replaces cobra's own completion command, which speaks English only.
func newCompletion(c *console.Console) *cobra.Command {
	shells := []string{"bash", "zsh", "fish", "powershell"}
	return &cobra.Command{
		Use:                   "completion bash|zsh|fish|powershell",
		Short:                 c.Say("completion.short"),
		Long:                  c.Say("completion.long"),
		Example:               c.Say("completion.example"),
		GroupID:               groupTool,
		DisableFlagsInUseLine: true,
		ValidArgsFunction:     cobra.FixedCompletions(shells, cobra.ShellCompDirectiveNoFileComp),
		Args: func(_ *cobra.Command, args []string) error {
			switch {
			case len(args) != 1:
				return console.Refuse(c.Say("completion.which"), didYouMean(c, "", shells, ""))
			case !slices.Contains(shells, args[0]):
				return console.Refuse(c.Say("completion.unknown", args[0]), didYouMean(c, args[0], shells, ""))
			default:
				return nil
			}
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			switch root := cmd.Root(); args[0] {
			case "bash":
				return root.GenBashCompletionV2(c.Out, true)
			case "zsh":
				return root.GenZshCompletion(c.Out)
			case "fish":
				return root.GenFishCompletion(c.Out, true)
			default:
				return root.GenPowerShellCompletionWithDesc(c.Out)
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
