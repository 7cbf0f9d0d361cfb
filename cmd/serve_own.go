package cmd

import (
	"context"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"mlvb/cmd/console"
	"mlvb/generator"
)

// warnOfOwnServer says when the project's own server is another one than the
// built-in one that is about to run.
func warnOfOwnServer(ctx context.Context, c *console.Console, p projectFolder) {
	at := filepath.Join(p.dir, filepath.FromSlash(p.server()))
	if p.record.Answers["server"] == "node" {
		c.Warn(c.Say("serve.node", p.place(p.server())), c.Say("serve.ownHint", commandIn(at, "npm start")))
		return
	}
	own, err := editedSources(ctx, p)
	if err == nil && len(own) > 0 { // else what was changed is not known, and the server runs without
		c.Warn(c.Say("serve.edited", console.Enumerate(own, c.Say("comma"))), c.Say("serve.ownHint", commandIn(at, "go run .")))
	}
}

// editedSources lists what makes the project's Go server another one than the
// built-in one.
func editedSources(ctx context.Context, p projectFolder) ([]string, error) {
	status, err := generator.ReadStatus(ctx, generator.StatusOptions{Dir: p.dir, Tool: mlvbVersion()})
	if err != nil {
		return nil, err
	}
	var own []string
	for _, changed := range slices.Concat(status.Edited, status.Removed, status.Added) {
		if p.runs(changed) {
			own = append(own, p.place(changed))
		}
	}
	slices.Sort(own)
	return own, nil
}

// runs reports whether a file is part of the program that `go run` makes of
// the server. Its settings are read by the built-in one, too.
func (p projectFolder) runs(file string) bool {
	inside, ok := strings.CutPrefix(file, p.server()+"/")
	return ok && (inside == "go.mod" || path.Ext(inside) == ".go" && !strings.HasSuffix(inside, "_test.go"))
}
