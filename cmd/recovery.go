package cmd

import (
	"path/filepath"
	"strings"

	"mlvb/cmd/console"
	"mlvb/generator"
	"mlvb/generator/project"
	"mlvb/generator/txn"
)

// recover undoes what a killed run left in the folder, which need not be a
// project. A dry run writes nothing: it refuses to start from half of a change.
// Beside a live run both end with the word that another mlvb is at work.
func (p *projectFolder) recover(c *console.Console, dryRun bool) error {
	switch {
	case !txn.HasLeftovers(p.dir):
		return nil
	case dryRun:
		return generator.CheckWhole(p.dir)
	}
	r, err := generator.Recover(p.dir)
	if err == nil {
		p.tell(c, r)
	}
	return err
}

// tell warns of what happened in the folder beside what the command is for, and
// keeps it for the results. Every command that opened a folder calls it, whether
// it failed or not.
func (p *projectFolder) tell(c *console.Console, r project.Recovery) {
	if r.Done {
		c.Warn(c.Say("report.recovered", shownFolder(p.dir)), "")
	}
	if len(r.Aside) > 0 {
		places := strings.Join(inFolder(p.dir, r.Aside), c.Say("comma"))
		c.Warn(c.Say("report.aside", places), c.Say("report.asideHint"))
	}
	p.recovery.Done = p.recovery.Done || r.Done
	p.recovery.Aside = append(p.recovery.Aside, r.Aside...)
}

// recoveryObject is part of all that is printed as JSON about a folder.
type recoveryObject struct {
	Recovered bool     `json:"recovered"` // what a killed run had left was undone first
	Aside     []string `json:"aside"`     // where files are that lost their place, within the folder
}

func (p projectFolder) recoveryObject() recoveryObject {
	return recoveryObject{p.recovery.Done, console.OrEmpty(p.recovery.Aside)}
}

// inFolder are paths within a folder as the user would type them.
func inFolder(dir string, paths []string) []string {
	places := make([]string, len(paths))
	for i, path := range paths {
		places[i] = console.OneLine(console.Relative(filepath.Join(dir, filepath.FromSlash(path))))
	}
	return places
}
