package cmd

import (
	"context"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"mlvb/cmd/console"
	"mlvb/generator"
	"mlvb/generator/plan"
	"mlvb/generator/template"
)

// updateOptions is what `mlvb update` was told, and `mlvb set`.
type updateOptions struct {
	dir       string // in the project, or below it
	template  string // name of a built-in template, or a folder; empty for the recorded one
	set       []string
	serverDir string
	conflicts string
	yes       bool
	dryRun    bool
	diff      bool
	json      bool
}

func newUpdate(c *console.Console) *cobra.Command {
	o := updateOptions{dir: "."}
	cmd := &cobra.Command{
		Use:                   "update [" + c.Say("help.folder") + "] [" + c.Say("help.options") + "]",
		Short:                 c.Say("update.short"),
		Long:                  c.Say("update.long"),
		Example:               c.Say("update.example"),
		GroupID:               groupUpdate,
		DisableFlagsInUseLine: true,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runUpdate(cmd.Context(), c, o, generator.Update)
		},
	}
	acceptFolder(c, cmd, &o.dir)
	flags := cmd.Flags()
	flags.StringArrayVar(&o.set, "set", nil, c.Say("update.setFlag"))
	nameValue(flags, "set", c.Say("value.pair"))
	flags.BoolVarP(&o.yes, "yes", "y", false, c.Say("new.yesFlag"))
	addUpdateFlags(c, cmd, &o)
	return cmd
}

// addUpdateFlags adds what every command that merges a template takes.
func addUpdateFlags(c *console.Console, cmd *cobra.Command, o *updateOptions) {
	flags := cmd.Flags()
	flags.StringVar(&o.template, "template", "", c.Say("update.templateFlag"))
	nameValue(flags, "template", c.Say("value.template"))
	addServerDirFlag(c, cmd, o)
	addMergeFlags(c, cmd, o)
}

// addServerDirFlag adds what the commands take that can add a server.
func addServerDirFlag(c *console.Console, cmd *cobra.Command, o *updateOptions) {
	cmd.Flags().StringVar(&o.serverDir, "server-dir", "", c.Say("add.serverDirFlag"))
	nameValue(cmd.Flags(), "server-dir", c.Say("value.path"))
}

func addMergeFlags(c *console.Console, cmd *cobra.Command, o *updateOptions) {
	flags, styles := cmd.Flags(), conflictStyles()
	flags.StringVar(&o.conflicts, "conflicts", "", c.Say("update.conflictsFlag"))
	nameValue(flags, "conflicts", strings.Join(styles, "|"))
	completeWith(cmd, "conflicts", styles)
	flags.BoolVarP(&o.dryRun, "dry-run", "n", false, c.Say("update.dryRunFlag"))
	flags.BoolVar(&o.diff, "diff", false, c.Say("update.diffFlag"))
	addJSONFlag(c, cmd, &o.json)
}

func conflictStyles() []string {
	return []string{string(plan.Markers), string(plan.Ours), string(plan.Theirs)}
}

// A merger is what the engine does to a project: update it, or set answers.
type merger func(context.Context, generator.UpdateOptions) (generator.UpdateResult, error)

// runUpdate brings a project to its template's newest version.
func runUpdate(ctx context.Context, c *console.Console, o updateOptions, merge merger) error {
	set, err := readPairs(c, o.set)
	if err != nil {
		return err
	}
	p, err := findProject(c, o.dir, o.dryRun || o.diff)
	if err != nil {
		return err
	}
	t, err := templateOf(c, p, o.template)
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
	p.tell(c, result.Recovery)
	if err != nil {
		return unanswered(c, inTemplate(t.folder, err))
	}
	return updateReport{c, o, p, t.Name, result}.write()
}

// engine is what the engine is asked for. A diff is a preview, too.
func (o updateOptions) engine(c *console.Console, dir string, t source, inputs []template.Input) (generator.UpdateOptions, error) {
	style := plan.Style(o.conflicts)
	switch style {
	case "", plan.Markers, plan.Ours, plan.Theirs:
	default:
		hint := didYouMean(c, o.conflicts, conflictStyles(), "")
		return generator.UpdateOptions{}, console.Refuse(c.Say("flags.badValue", "conflicts", o.conflicts), hint)
	}
	return generator.UpdateOptions{
		Dir:       dir,
		Template:  t.Template,
		Source:    t.folder,
		Inputs:    inputs,
		Conflicts: style,
		ServerDir: filepath.ToSlash(o.serverDir),
		Tool:      mlvbVersion(),
		DryRun:    o.dryRun || o.diff,
	}, nil
}
