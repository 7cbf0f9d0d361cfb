package cmd

import (
	"context"
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"mlvb/cmd/console"
	"mlvb/generator"
	"mlvb/generator/project"
)

type undoOptions struct {
	dir   string // in the project, or below it
	aside bool
	json  bool
}

func newUndo(c *console.Console) *cobra.Command {
	o := undoOptions{dir: "."}
	cmd := &cobra.Command{
		Use:                   "undo [" + c.Say("help.folder") + "] [--aside] [--json]",
		Short:                 c.Say("undo.short"),
		Long:                  c.Say("undo.long"),
		Example:               c.Say("undo.example"),
		GroupID:               groupUpdate,
		DisableFlagsInUseLine: true,
		Args:                  atMostOne(c),
		ValidArgsFunction:     cobra.FixedCompletions(nil, cobra.ShellCompDirectiveFilterDirs),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.dir = firstOr(args, o.dir)
			return runUndo(cmd.Context(), c, o)
		},
	}
	cmd.Flags().BoolVar(&o.aside, "aside", false, c.Say("undo.asideFlag"))
	addJSONFlag(c, cmd, &o.json)
	return cmd
}

// runUndo takes the last command back.
func runUndo(ctx context.Context, c *console.Console, o undoOptions) error {
	p, err := findProject(c, o.dir)
	if err != nil {
		return err
	}
	result, err := generator.Undo(ctx, generator.UndoOptions{Dir: p.dir, Aside: o.aside})
	if err != nil {
		return stillInWay(c, o, err)
	}
	if result.GitError != nil {
		c.Warn(c.Say("undo.gitFailed", result.GitError), c.Say("undo.gitHint"))
	}
	if o.json {
		return c.PrintJSON(undoObject{
			1, p.dir, result.Command, console.OrEmpty(result.Paths), console.OrEmpty(result.Aside), console.OrEmpty(result.DevTools), result.Recovered,
		})
	}
	printUndone(c, p, result)
	if len(result.DevTools) > 0 {
		files := strings.Join(inFolder(p.dir, result.DevTools), c.Say("comma"))
		c.Warn(c.Say("update.devTools", files), c.Say("undo.devToolsHint"))
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

func printUndone(c *console.Console, p projectFolder, result generator.UndoResult) {
	done := c.Say("undo.done", "mlvb "+result.Command)
	if result.Recovered {
		done = c.Say("report.recovered", shownFolder(p.dir))
	}
	if n := len(result.Paths) - recordFiles(result.Paths); n > 0 {
		done += c.Say("colon") + c.Count(n, "undo.file", "undo.files")
	}
	c.Printf("%s %s\n", c.OutStyle.Green("✓"), done)
	for _, path := range result.Aside {
		c.Printf("  %s\n", c.Say("undo.aside", p.place(path)))
	}
}

// stillInWay says what to do about what even --aside does not move.
func stillInWay(c *console.Console, o undoOptions, err error) error {
	var fault *project.Error
	if !o.aside || !errors.As(err, &fault) || fault.Reason != project.ChangedSince {
		return err
	}
	f := explainProject(c, fault)
	return console.Failed(f.Say, c.Say("undo.inWayHint"))
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
