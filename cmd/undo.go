package cmd

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"mlvb/generator"
)

func newUndo(c *console) *cobra.Command {
	asJSON := false
	cmd := &cobra.Command{
		Use:                   "undo [" + c.say("help.folder") + "] [--json]",
		Short:                 c.say("undo.short"),
		Long:                  c.say("undo.long"),
		Example:               c.say("undo.example"),
		GroupID:               groupUpdate,
		DisableFlagsInUseLine: true,
		Args:                  c.atMostOne,
		ValidArgsFunction:     cobra.FixedCompletions(nil, cobra.ShellCompDirectiveFilterDirs),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runUndo(cmd.Context(), c, firstOr(args, "."), asJSON)
		},
	}
	addJSONFlag(c, cmd, &asJSON)
	return cmd
}

// recordFiles counts the files among the paths that are mlvb's own.
func recordFiles(paths []string) int {
	n := 0
	for _, path := range paths {
		if strings.HasPrefix(path, ".mlvb/") {
			n++
		}
	}
	return n
}

// runUndo takes the last command back.
func runUndo(ctx context.Context, c *console, dir string, asJSON bool) error {
	p, err := c.findProject(dir)
	if err != nil {
		return err
	}
	result, err := generator.Undo(ctx, p.dir)
	if err != nil {
		return err
	}
	if result.GitError != nil {
		c.warn(c.say("undo.gitFailed", result.GitError), c.say("undo.gitHint"))
	}
	if asJSON {
		return c.printJSON(struct {
			Schema  int      `json:"schema"`
			Dir     string   `json:"dir"` // from where the user stands
			Command string   `json:"command"`
			Paths   []string `json:"paths"`
		}{1, p.dir, result.Command, orEmpty(result.Paths)})
	}
	done := c.say("undo.done", "mlvb "+result.Command)
	if n := len(result.Paths) - recordFiles(result.Paths); n > 0 {
		done += c.say("colon") + c.count(n, "undo.file", "undo.files")
	}
	c.printf("%s %s\n", c.outStyle.green("✓"), done)
	return nil
}
