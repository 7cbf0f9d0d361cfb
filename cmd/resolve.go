package cmd

import (
	"context"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"mlvb/cmd/console"
	"mlvb/generator"
	"mlvb/generator/git"
	"mlvb/generator/plan"
)

type resolveOptions struct {
	paths  []string // as the user named them
	ours   bool
	theirs bool
	json   bool
}

func newResolve(c *console.Console) *cobra.Command {
	var o resolveOptions
	cmd := &cobra.Command{
		Use:                   "resolve [" + c.Say("help.path") + "]... [--ours|--theirs]",
		Short:                 c.Say("resolve.short"),
		Long:                  c.Say("resolve.long"),
		Example:               c.Say("resolve.example"),
		GroupID:               groupUpdate,
		DisableFlagsInUseLine: true,
		Args:                  cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if o.ours && o.theirs {
				return console.Refuse(c.Say("resolve.bothSides"), c.Say("hints.seeHelp", cmd.CommandPath()))
			}
			o.paths = args
			return runResolve(cmd.Context(), c, o)
		},
	}
	flags := cmd.Flags()
	flags.BoolVar(&o.ours, "ours", false, c.Say("resolve.oursFlag"))
	flags.BoolVar(&o.theirs, "theirs", false, c.Say("resolve.theirsFlag"))
	addJSONFlag(c, cmd, &o.json)
	return cmd
}

func (o resolveOptions) side() generator.Side {
	switch {
	case o.ours:
		return generator.SideOurs
	case o.theirs:
		return generator.SideTheirs
	default:
		return ""
	}
}

// runResolve clears the conflicts that are settled, and says which are left.
func runResolve(ctx context.Context, c *console.Console, o resolveOptions) error {
	p, err := projectAround(c, firstOr(o.paths, "."), false)
	if err != nil {
		return err
	}
	options := generator.ResolveOptions{Dir: p.dir, Side: o.side(), Tool: mlvbVersion()}
	if options.Paths, err = pathsIn(c, p, o.paths, c.Say("conflict.listed")); err != nil {
		return err
	}
	result, err := generator.Resolve(ctx, options)
	p.tell(c, result.Recovery)
	if err != nil {
		return err
	}
	c.Done = true
	if err := printResolved(c, p, o, result); err != nil {
		return err
	}
	if len(result.Unknown) > 0 {
		return console.Refuse(c.Say("resolve.noConflict", p.place(result.Unknown[0])), c.Say("conflict.listed"))
	}
	return conflictsLeft(c, p, result.Left, false)
}

func printResolved(c *console.Console, p projectFolder, o resolveOptions, result generator.ResolveResult) error {
	if o.json {
		return c.PrintJSON(struct {
			Schema  int             `json:"schema"`
			Dir     string          `json:"dir"` // from where the user stands
			Settled []string        `json:"settled"`
			Left    []plan.Conflict `json:"left"`
			Unknown []string        `json:"unknown"`
			recoveryObject
		}{1, p.dir, console.OrEmpty(result.Settled), console.OrEmpty(result.Left), console.OrEmpty(result.Unknown), p.recoveryObject()})
	}
	for _, path := range result.Settled {
		c.Printf("%s %s\n", c.OutStyle.Green("✓"), c.Say("resolve.settled", p.place(path)))
	}
	c.ListEntries(conflictEntries(c, p, result.Left))
	if inside, err := git.InsideWorkTree(p.dir); err == nil && inside && len(result.Settled) > 0 && len(result.Left) == 0 {
		commit := gitIn(p.dir, "add -A") + " && " + gitIn(p.dir, "commit")
		c.List(c.Say("next.title"), []console.Row{{Term: commit, Meaning: c.Say("next.commit")}})
	}
	if len(result.Settled)+len(result.Left)+len(result.Unknown) == 0 {
		c.Printf("%s\n", c.Say("resolve.none"))
	}
	return nil
}

// pathsIn are the paths that the user named, within the project and with slashes. The
// hint is for one that lies outside.
func pathsIn(c *console.Console, p projectFolder, named []string, hint string) ([]string, error) {
	var paths []string
	for _, name := range named {
		path, err := p.path(name)
		if err != nil {
			return nil, console.Refuse(c.Say("project.outside", name, shownFolder(p.dir)), hint)
		}
		paths = append(paths, path)
	}
	return paths, nil
}

// path is a path that the user named, within the project and with slashes.
func (p projectFolder) path(named string) (string, error) {
	root, err := filepath.Abs(p.dir)
	if err != nil {
		return "", err
	}
	at, err := filepath.Abs(named)
	if err != nil {
		return "", err
	}
	way, err := filepath.Rel(root, at)
	if err != nil {
		return "", err
	}
	way = filepath.ToSlash(way)
	if way == ".." || strings.HasPrefix(way, "../") {
		return "", errOutside
	}
	return way, nil
}

func firstOr(list []string, otherwise string) string {
	if len(list) > 0 {
		return list[0]
	}
	return otherwise
}
