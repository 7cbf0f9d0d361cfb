package cmd

import (
	"context"
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"mlvb/generator"
	"mlvb/generator/project"
)

type undoOptions struct {
	dir   string // in the project, or below it
	aside bool
	json  bool
}

func newUndo(c *console) *cobra.Command {
	o := undoOptions{dir: "."}
	cmd := &cobra.Command{
		Use:                   "undo [" + c.say("help.folder") + "] [--aside] [--json]",
		Short:                 c.say("undo.short"),
		Long:                  c.say("undo.long"),
		Example:               c.say("undo.example"),
		GroupID:               groupUpdate,
		DisableFlagsInUseLine: true,
		Args:                  c.atMostOne,
		ValidArgsFunction:     cobra.FixedCompletions(nil, cobra.ShellCompDirectiveFilterDirs),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.dir = firstOr(args, o.dir)
			return runUndo(cmd.Context(), c, o)
		},
	}
	cmd.Flags().BoolVar(&o.aside, "aside", false, c.say("undo.asideFlag"))
	addJSONFlag(c, cmd, &o.json)
	return cmd
}

// runUndo takes the last command back.
func runUndo(ctx context.Context, c *console, o undoOptions) error {
	p, err := c.findProject(o.dir)
	if err != nil {
		return err
	}
	result, err := generator.Undo(ctx, generator.UndoOptions{Dir: p.dir, Aside: o.aside})
	if err != nil {
		return c.stillInWay(o, err)
	}
	if result.GitError != nil {
		c.warn(c.say("undo.gitFailed", result.GitError), c.say("undo.gitHint"))
	}
	if o.json {
		return c.printJSON(undoObject{
			1, p.dir, result.Command, orEmpty(result.Paths), orEmpty(result.Aside), orEmpty(result.DevTools), result.Recovered,
		})
	}
	c.tellUndone(p, result)
	if len(result.DevTools) > 0 {
		files := strings.Join(inFolder(p.dir, result.DevTools), c.say("comma"))
		c.warn(c.say("update.devTools", files), c.say("undo.devToolsHint"))
	}
	return nil
}

// undoObject is what `mlvb undo --json` prints.
type undoObject struct {
	Schema    int      `json:"schema"`
	Dir       string   `json:"dir"` // from where the user stands
	Command   string   `json:"command"`
	Paths     []string `json:"paths"`
	Aside     []string `json:"aside"`     // where the user's versions are
	DevTools  []string `json:"devTools"`  // paths that WeChat DevTools may write back
	Recovered bool     `json:"recovered"` // what a killed run left was undone, and no command
}

func (c *console) tellUndone(p projectFolder, result generator.UndoResult) {
	done := c.say("undo.done", "mlvb "+result.Command)
	if result.Recovered {
		done = c.say("report.recovered", shownFolder(p.dir))
	}
	if n := len(result.Paths) - recordFiles(result.Paths); n > 0 {
		done += c.say("colon") + c.count(n, "undo.file", "undo.files")
	}
	c.printf("%s %s\n", c.outStyle.green("✓"), done)
	for _, path := range result.Aside {
		c.printf("  %s\n", c.say("undo.aside", p.place(path)))
	}
}

// stillInWay says what to do about what even --aside does not move.
func (c *console) stillInWay(o undoOptions, err error) error {
	var fault *project.Error
	if !o.aside || !errors.As(err, &fault) || fault.Reason != project.ChangedSince {
		return err
	}
	f := c.explainProject(fault)
	return failed(f.say, c.say("undo.inWayHint"))
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
