package cmd

import (
	"context"

	"github.com/spf13/cobra"

	"mlvb/cmd/console"
	"mlvb/generator"
)

type statusOptions struct {
	dir      string // in the project, or below it
	template string // name of a built-in template, or a folder; empty for the recorded one
	check    string // what makes an exit code; empty for nothing
	json     bool
}

func newStatus(c *console.Console) *cobra.Command {
	o := statusOptions{dir: "."}
	cmd := &cobra.Command{
		Use:                   "status [" + c.Say("help.folder") + "] [--check] [--json]",
		Short:                 c.Say("status.short"),
		Long:                  c.Say("status.long"),
		Example:               c.Say("status.example"),
		GroupID:               groupUpdate,
		DisableFlagsInUseLine: true,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runStatus(cmd.Context(), c, o)
		},
	}
	acceptFolder(c, cmd, &o.dir)
	flags := cmd.Flags()
	flags.StringVar(&o.template, "template", "", c.Say("update.templateFlag"))
	nameValue(flags, "template", c.Say("value.template"))
	flags.StringVar(&o.check, "check", "", c.Say("status.checkFlag"))
	flags.Lookup("check").NoOptDefVal = checkAll
	nameValue(flags, "check", checkUpdates)
	completeWith(cmd, "check", []string{checkAll, checkUpdates})
	addJSONFlag(c, cmd, &o.json)
	return cmd
}

// What --check makes an exit code of.
const (
	checkAll     = "all"     // updates, conflicts, and files that differ
	checkUpdates = "updates" // updates and conflicts
)

// runStatus says how a project stands to its template.
func runStatus(ctx context.Context, c *console.Console, o statusOptions) error {
	if o.check != "" && o.check != checkAll && o.check != checkUpdates {
		return console.Refuse(c.Say("flags.badValue", "check", o.check), didYouMean(c, o.check, []string{checkAll, checkUpdates}, ""))
	}
	p, err := findProject(c, o.dir, false)
	if err != nil {
		return err
	}
	t, unknown := templateOf(c, p, o.template)
	if unknown != nil && (o.check != "" || o.template != "") {
		return unknown
	}
	status, err := generator.ReadStatus(ctx, generator.StatusOptions{Dir: p.dir, Template: t.Template, Tool: mlvbVersion()})
	if err != nil {
		return inTemplate(t.folder, err)
	}
	r := statusReport{c, p, o.template, status}
	if unknown != nil {
		f := explain(c, unknown)
		c.Warn(f.Say, f.Hint)
	}
	if o.json {
		err = r.json()
	} else {
		r.summary()
	}
	if o.check != "" && err == nil {
		err = r.verdict(o.check)
	}
	return err
}
