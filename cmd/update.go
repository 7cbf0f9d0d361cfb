package cmd

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"mlvb/generator"
	"mlvb/generator/plan"
	"mlvb/generator/template"
)

// updateOptions is what `mlvb update` was told, and `mlvb set`.
type updateOptions struct {
	dir       string // in the project, or below it
	template  string // name of a built-in template, or a folder; empty for the recorded one
	set       []string
	conflicts string
	yes       bool
	dryRun    bool
	diff      bool
	json      bool
}

func newUpdate(c *console) *cobra.Command {
	o := updateOptions{dir: "."}
	cmd := &cobra.Command{
		Use:                   "update [" + c.say("help.folder") + "] [" + c.say("help.options") + "]",
		Short:                 c.say("update.short"),
		Long:                  c.say("update.long"),
		Example:               c.say("update.example"),
		GroupID:               groupUpdate,
		DisableFlagsInUseLine: true,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runUpdate(cmd.Context(), c, o, generator.Update)
		},
	}
	c.takesFolder(cmd, &o.dir)
	flags := cmd.Flags()
	flags.StringArrayVar(&o.set, "set", nil, c.say("update.setFlag"))
	takes(flags, "set", c.say("value.pair"))
	flags.BoolVarP(&o.yes, "yes", "y", false, c.say("new.yesFlag"))
	addUpdateFlags(c, cmd, &o)
	return cmd
}

// addUpdateFlags adds what every command that merges a template takes.
func addUpdateFlags(c *console, cmd *cobra.Command, o *updateOptions) {
	flags := cmd.Flags()
	flags.StringVar(&o.template, "template", "", c.say("update.templateFlag"))
	takes(flags, "template", c.say("value.template"))
	addMergeFlags(c, cmd, o)
}

func addMergeFlags(c *console, cmd *cobra.Command, o *updateOptions) {
	flags, styles := cmd.Flags(), conflictStyles()
	flags.StringVar(&o.conflicts, "conflicts", "", c.say("update.conflictsFlag"))
	takes(flags, "conflicts", strings.Join(styles, "|"))
	completeWith(cmd, "conflicts", styles)
	flags.BoolVarP(&o.dryRun, "dry-run", "n", false, c.say("update.dryRunFlag"))
	flags.BoolVar(&o.diff, "diff", false, c.say("update.diffFlag"))
	addJSONFlag(c, cmd, &o.json)
}

func conflictStyles() []string {
	return []string{string(plan.Markers), string(plan.Ours), string(plan.Theirs)}
}

// A merger is what the engine does to a project: update it, or set answers.
type merger func(context.Context, generator.UpdateOptions) (generator.UpdateResult, error)

// runUpdate brings a project to its template's newest version.
func runUpdate(ctx context.Context, c *console, o updateOptions, merge merger) error {
	set, err := c.pairs(o.set)
	if err != nil {
		return err
	}
	p, err := c.findProject(o.dir)
	if err != nil {
		return err
	}
	t, err := c.template(p, o.template)
	if err != nil {
		return err
	}
	inputs, err := o.inputs(ctx, c, t.Template, p, set)
	if err != nil {
		return err
	}
	options, err := o.engine(c, p.dir, t, inputs)
	if err != nil {
		return err
	}
	result, err := merge(ctx, options)
	if err != nil {
		return c.unanswered(inTemplate(t.folder, err))
	}
	return updateReport{c, o, p, t.Name, result}.tell()
}

// engine is what the engine is asked for. A diff is a preview, too.
func (o updateOptions) engine(c *console, dir string, t source, inputs []template.Input) (generator.UpdateOptions, error) {
	style := plan.Style(o.conflicts)
	switch style {
	case "", plan.Markers, plan.Ours, plan.Theirs:
	default:
		hint := c.didYouMean(o.conflicts, conflictStyles(), "")
		return generator.UpdateOptions{}, refuse(c.say("flags.badValue", "conflicts", o.conflicts), hint)
	}
	return generator.UpdateOptions{
		Dir:       dir,
		Template:  t.Template,
		Source:    t.folder,
		Inputs:    inputs,
		Conflicts: style,
		Tool:      mlvbVersion(),
		DryRun:    o.dryRun || o.diff,
	}, nil
}
