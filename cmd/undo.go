package cmd

import (
	"context"
	"errors"
	"slices"
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
	p, err := findProject(c, o.dir, false)
	if err != nil && !tookAllBack(p, err) {
		return err
	}
	var result generator.UndoResult
	if !p.recovery.Done { // that run was the last: to take it back is all that was asked for
		result, err = generator.Undo(ctx, generator.UndoOptions{Dir: p.dir, Aside: o.aside})
		p.tell(c, leftOver(result))
		if err != nil {
			return stillInWay(c, o, err)
		}
	}
	c.Done = true
	if result.GitError != nil {
		c.Warn(c.Say("undo.gitFailed", result.GitError), c.Say("undo.gitHint"))
	}
	if o.json {
		return c.PrintJSON(undone(p, result))
	}
	printUndone(c, p, result)
	if len(result.DevTools) > 0 {
		files := strings.Join(inFolder(p.dir, result.DevTools), c.Say("comma"))
		c.Warn(c.Say("update.devTools", files), c.Say("undo.devToolsHint"))
	}
	return nil
}

// tookAllBack reports whether there is no project because the killed run that was
// undone was to make it.
func tookAllBack(p projectFolder, err error) bool {
	var fault *project.Error
	return p.recovery.Done && errors.As(err, &fault) && fault.Reason == project.NotAProject
}

// undoObject is what `mlvb undo --json` prints.
type undoObject struct {
	Schema  int      `json:"schema"`
	Dir     string   `json:"dir"`     // from where the user stands
	Command string   `json:"command"` // empty where a killed run was undone, and no command
	Paths   []string `json:"paths"`
	recoveryObject
	DevTools []string `json:"devTools"` // paths that WeChat DevTools may write back
	Next     []string `json:"next"`     // commands that undo takes back after that, the next one first
}

func undone(p projectFolder, result generator.UndoResult) undoObject {
	about := p.recoveryObject()
	about.Aside = append(about.Aside, result.Aside...)
	return undoObject{
		1, p.dir, result.Command, console.OrEmpty(result.Paths), about, console.OrEmpty(result.DevTools), console.OrEmpty(result.Next),
	}
}

// leftOver is what happened beside the undoing: what that itself put aside is
// told with it.
func leftOver(result generator.UndoResult) project.Recovery {
	r := result.Recovery
	r.Aside = slices.DeleteFunc(r.Aside, func(path string) bool { return slices.Contains(result.Aside, path) })
	return r
}

func printUndone(c *console.Console, p projectFolder, result generator.UndoResult) {
	done := c.Say("undo.done", "mlvb "+result.Command)
	if result.Command == "" {
		done = c.Say("undo.killed")
	}
	if n := len(result.Paths) - recordFiles(result.Paths); n > 0 {
		done += c.Say("colon") + c.Count(n, "undo.file", "undo.files")
	}
	c.Printf("%s %s\n", c.OutStyle.Green("✓"), done)
	for _, path := range result.Aside {
		c.Printf("  %s\n", c.Say("undo.aside", p.place(path)))
	}
	if len(result.Next) > 0 {
		c.List(c.Say("next.title"), []console.Row{{Term: p.command("undo"), Meaning: undoMeans(c, result.Next)}})
	}
}

// undoMeans says which commands undo takes back, when it is called once and
// when it is called again.
func undoMeans(c *console.Console, commands []string) string {
	say := c.Say("next.undoLast", "mlvb "+commands[0])
	if then := commands[1:]; len(then) > 0 {
		say += c.Say("next.undoThen", strings.Join(then, c.Say("comma")))
	}
	return say
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
