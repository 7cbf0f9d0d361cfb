package cmd

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"mlvb/cmd/console"
	"mlvb/generator"
	"mlvb/generator/plan"
)

func newDiff(c *console.Console) *cobra.Command {
	asJSON := false
	cmd := &cobra.Command{
		Use:                   "diff [" + c.Say("help.path") + "]... [--json]",
		Short:                 c.Say("diff.short"),
		Long:                  c.Say("diff.long"),
		Example:               c.Say("diff.example"),
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
func runDiff(ctx context.Context, c *console.Console, named []string, asJSON bool) error {
	p, err := projectAround(c, firstOr(named, "."), false)
	if err != nil {
		return err
	}
	paths, err := pathsIn(c, p, named, c.Say("hints.seeHelp", "mlvb diff"))
	if err != nil {
		return err
	}
	diffs, err := generator.Diff(ctx, p.dir, paths...)
	if err != nil {
		return err
	}
	if asJSON {
		return c.PrintJSON(struct {
			Schema int             `json:"schema"`
			Dir    string          `json:"dir"` // from where the user stands
			Files  []plan.FileDiff `json:"files"`
			recoveryObject
		}{1, p.dir, console.OrEmpty(diffs), p.recoveryObject()})
	}
	for _, diff := range diffs {
		showDiff(c, diff)
	}
	return nil
}

// showDiff writes a unified diff as it is, so that git apply takes it; on a
// terminal its lines have the usual colours, and nothing in them is obeyed.
func showDiff(c *console.Console, diff plan.FileDiff) {
	if c.OutStyle == "" {
		c.Out.WriteRaw(diff.Text)
		return
	}
	for line := range strings.Lines(diff.Text) {
		text := strings.TrimSuffix(line, "\n")
		switch {
		case strings.HasPrefix(text, "+++ "), strings.HasPrefix(text, "--- "), strings.HasPrefix(text, "diff "):
			text = c.OutStyle.Bold(text)
		case strings.HasPrefix(text, "@@"):
			text = c.OutStyle.Dim(text)
		case strings.HasPrefix(text, "+"):
			text = c.OutStyle.Green(text)
		case strings.HasPrefix(text, "-"):
			text = c.OutStyle.Red(text)
		}
		c.Printf("%s\n", text)
	}
}
