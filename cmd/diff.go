package cmd

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"mlvb/generator"
	"mlvb/generator/plan"
)

func newDiff(c *console) *cobra.Command {
	asJSON := false
	cmd := &cobra.Command{
		Use:                   "diff [" + c.say("help.path") + "]... [--json]",
		Short:                 c.say("diff.short"),
		Long:                  c.say("diff.long"),
		Example:               c.say("diff.example"),
		GroupID:               groupUpdate,
		DisableFlagsInUseLine: true,
		Args:                  cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			return runDiff(cmd.Context(), c, args, asJSON)
		},
	}
	addJSONFlag(c, cmd, &asJSON)
	return cmd
}

// runDiff shows the user's own changes of the template's files.
func runDiff(ctx context.Context, c *console, named []string, asJSON bool) error {
	p, err := c.whole(c.projectAround(firstOr(named, ".")))
	if err != nil {
		return err
	}
	paths, err := c.paths(p, named, c.say("hints.seeHelp", "mlvb diff"))
	if err != nil {
		return err
	}
	diffs, err := generator.Diff(ctx, p.dir, paths...)
	if err != nil {
		return err
	}
	if asJSON {
		return c.printJSON(struct {
			Schema int             `json:"schema"`
			Dir    string          `json:"dir"` // from where the user stands
			Files  []plan.FileDiff `json:"files"`
		}{1, p.dir, orEmpty(diffs)})
	}
	for _, diff := range diffs {
		c.showDiff(diff)
	}
	return nil
}

// showDiff writes a unified diff as it is, so that git apply takes it; on a
// terminal its lines have the usual colours.
func (c *console) showDiff(diff plan.FileDiff) {
	if !c.outStyle {
		c.printf("%s", diff.Text)
		return
	}
	for line := range strings.Lines(diff.Text) {
		text := strings.TrimSuffix(line, "\n")
		switch {
		case strings.HasPrefix(text, "+++ "), strings.HasPrefix(text, "--- "), strings.HasPrefix(text, "diff "):
			text = c.outStyle.bold(text)
		case strings.HasPrefix(text, "@@"):
			text = c.outStyle.dim(text)
		case strings.HasPrefix(text, "+"):
			text = c.outStyle.green(text)
		case strings.HasPrefix(text, "-"):
			text = c.outStyle.red(text)
		}
		c.printf("%s\n", text)
	}
}
