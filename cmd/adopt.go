package cmd

import (
	"github.com/spf13/cobra"

	"mlvb/cmd/console"
	"mlvb/generator"
	"mlvb/templates"
)

func newAdopt(c *console.Console) *cobra.Command {
	o := updateOptions{dir: "."}
	cmd := &cobra.Command{
		Use:                   "adopt [" + c.Say("help.folder") + "] [" + c.Say("help.options") + "]",
		Short:                 c.Say("adopt.short"),
		Long:                  c.Say("adopt.long"),
		Example:               c.Say("adopt.example"),
		GroupID:               groupProject,
		DisableFlagsInUseLine: true,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return takeOver(c, o, func(options generator.UpdateOptions) (generator.UpdateResult, error) {
				return generator.Adopt(cmd.Context(), options)
			})
		},
	}
	acceptFolder(c, cmd, &o.dir)
	flags := cmd.Flags()
	flags.StringVar(&o.template, "template", templates.Default, c.Say("new.templateFlag"))
	nameValue(flags, "template", c.Say("value.template"))
	flags.StringArrayVar(&o.set, "set", nil, c.Say("update.setFlag"))
	nameValue(flags, "set", c.Say("value.pair"))
	addMergeFlags(c, cmd, &o)
	flags.Lookup("conflicts").Usage = c.Say("adopt.conflictsFlag")
	return cmd
}
