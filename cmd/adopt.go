package cmd

import (
	"github.com/spf13/cobra"

	"mlvb/generator"
	"mlvb/templates"
)

func newAdopt(c *console) *cobra.Command {
	o := updateOptions{dir: "."}
	cmd := &cobra.Command{
		Use:                   "adopt [" + c.say("help.folder") + "] [" + c.say("help.options") + "]",
		Short:                 c.say("adopt.short"),
		Long:                  c.say("adopt.long"),
		Example:               c.say("adopt.example"),
		GroupID:               groupProject,
		DisableFlagsInUseLine: true,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return c.takeOver(o, func(options generator.UpdateOptions) (generator.UpdateResult, error) {
				return generator.Adopt(cmd.Context(), options)
			})
		},
	}
	c.takesFolder(cmd, &o.dir)
	flags := cmd.Flags()
	flags.StringVar(&o.template, "template", templates.Default, c.say("new.templateFlag"))
	takes(flags, "template", c.say("value.template"))
	flags.StringArrayVar(&o.set, "set", nil, c.say("update.setFlag"))
	takes(flags, "set", c.say("value.pair"))
	addMergeFlags(c, cmd, &o)
	flags.Lookup("conflicts").Usage = c.say("adopt.conflictsFlag")
	return cmd
}
