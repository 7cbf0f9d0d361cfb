package cmd

import (
	"context"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

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

func newResolve(c *console) *cobra.Command {
	var o resolveOptions
	cmd := &cobra.Command{
		Use:                   "resolve [" + c.say("help.path") + "]... [--ours|--theirs]",
		Short:                 c.say("resolve.short"),
		Long:                  c.say("resolve.long"),
		Example:               c.say("resolve.example"),
		GroupID:               groupUpdate,
		DisableFlagsInUseLine: true,
		Args:                  cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if o.ours && o.theirs {
				return refuse(c.say("resolve.bothSides"), c.say("hints.seeHelp", cmd.CommandPath()))
			}
			o.paths = args
			return runResolve(cmd.Context(), c, o)
		},
	}
	flags := cmd.Flags()
	flags.BoolVar(&o.ours, "ours", false, c.say("resolve.oursFlag"))
	flags.BoolVar(&o.theirs, "theirs", false, c.say("resolve.theirsFlag"))
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
func runResolve(ctx context.Context, c *console, o resolveOptions) error {
	p, err := c.projectAround(firstOr(o.paths, "."))
	if err != nil {
		return err
	}
	options := generator.ResolveOptions{Dir: p.dir, Side: o.side(), Tool: mlvbVersion()}
	if options.Paths, err = c.paths(p, o.paths, c.say("conflict.listed")); err != nil {
		return err
	}
	result, err := generator.Resolve(ctx, options)
	if err != nil {
		return err
	}
	if err := c.tellResolved(p, o, result); err != nil {
		return err
	}
	if len(result.Unknown) > 0 {
		return refuse(c.say("resolve.noConflict", p.place(result.Unknown[0])), c.say("conflict.listed"))
	}
	return c.conflictsLeft(result.Left)
}

func (c *console) tellResolved(p projectFolder, o resolveOptions, result generator.ResolveResult) error {
	if o.json {
		return c.printJSON(struct {
			Schema  int             `json:"schema"`
			Dir     string          `json:"dir"` // from where the user stands
			Settled []string        `json:"settled"`
			Left    []plan.Conflict `json:"left"`
			Unknown []string        `json:"unknown"`
		}{1, p.dir, orEmpty(result.Settled), orEmpty(result.Left), orEmpty(result.Unknown)})
	}
	for _, path := range result.Settled {
		c.printf("%s %s\n", c.outStyle.green("✓"), c.say("resolve.settled", p.place(path)))
	}
	c.listEntries(c.conflictEntries(p, result.Left))
	if inside, err := git.InsideWorkTree(p.dir); err == nil && inside && len(result.Settled) > 0 && len(result.Left) == 0 {
		commit := gitIn(p.dir, "add -A") + " && " + gitIn(p.dir, "commit")
		helpPage{c}.list(c.say("next.title"), []row{{commit, c.say("next.commit")}})
	}
	if len(result.Settled)+len(result.Left)+len(result.Unknown) == 0 {
		c.printf("%s\n", c.say("resolve.none"))
	}
	return nil
}

// paths are those that the user named, within the project and with slashes. The
// hint is for one that lies outside.
func (c *console) paths(p projectFolder, named []string, hint string) ([]string, error) {
	var paths []string
	for _, name := range named {
		path, err := p.path(name)
		if err != nil {
			return nil, refuse(c.say("project.outside", name, shownFolder(p.dir)), hint)
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
