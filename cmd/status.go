package cmd

import (
	"context"

	"github.com/spf13/cobra"

	"mlvb/generator"
)

type statusOptions struct {
	dir      string // in the project, or below it
	template string // name of a built-in template, or a folder; empty for the recorded one
	check    string // what makes an exit code; empty for nothing
	json     bool
}

func newStatus(c *console) *cobra.Command {
	o := statusOptions{dir: "."}
	cmd := &cobra.Command{
		Use:                   "status [" + c.say("help.folder") + "] [--check] [--json]",
		Short:                 c.say("status.short"),
		Long:                  c.say("status.long"),
		Example:               c.say("status.example"),
		GroupID:               groupUpdate,
		DisableFlagsInUseLine: true,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runStatus(cmd.Context(), c, o)
		},
	}
	c.takesFolder(cmd, &o.dir)
	flags := cmd.Flags()
	flags.StringVar(&o.template, "template", "", c.say("update.templateFlag"))
	takes(flags, "template", c.say("value.template"))
	flags.StringVar(&o.check, "check", "", c.say("status.checkFlag"))
	flags.Lookup("check").NoOptDefVal = checkAll
	takes(flags, "check", checkUpdates)
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
func runStatus(ctx context.Context, c *console, o statusOptions) error {
	if o.check != "" && o.check != checkAll && o.check != checkUpdates {
		return refuse(c.say("flags.badValue", "check", o.check), c.didYouMean(o.check, []string{checkAll, checkUpdates}, ""))
	}
	p, err := c.whole(c.findProject(o.dir))
	if err != nil {
		return err
	}
	t, unknown := c.template(p, o.template)
	if unknown != nil && (o.check != "" || o.template != "") {
		return unknown
	}
	status, err := generator.ReadStatus(ctx, generator.StatusOptions{Dir: p.dir, Template: t.Template, Tool: mlvbVersion()})
	if err != nil {
		return inTemplate(t.folder, err)
	}
	r := statusReport{c, p, o.template, status}
	if unknown != nil {
		f := c.explain(unknown)
		c.warn(f.say, f.hint)
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
