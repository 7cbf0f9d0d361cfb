package cmd

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"mlvb/cmd/console"
	"mlvb/generator/plan"
)

// deepest is how many levels of folders the plan of a new project tells apart.
const deepest = 4

// plan says what a dry run would do: how many new files each folder gets, and
// one by one what happens to files that are there.
func (r newReport) plan() {
	r.heading(r.Say("report.dryRun"))
	var added []string
	var others []console.Entry
	for _, step := range r.result.Plan {
		if step.Why == plan.WhyNew {
			added = append(added, step.Path)
			continue
		}
		action := console.Pad(r.Say("action."+string(step.Action)), len("merge"))
		others = append(others, console.Entry{Mark: action, Place: step.Path, Why: r.Say("why." + string(step.Why))})
	}
	listByFolder(r.Console, added, func(folder string) string { return folder })
	if len(others) > 0 {
		r.Section(r.Say("report.there"))
		r.ListEntries(others)
	}
	r.Printf("\n%s\n", r.OutStyle.Dim(r.Say("report.listAll")))
}

// listByFolder says how many new files each folder gets. Place names a folder,
// which ends with a slash, as the user would.
func listByFolder(c *console.Console, paths []string, place func(folder string) string) {
	added := map[string]int{}
	for _, path := range paths {
		added[countedUnder(path)]++
	}
	var folders []console.Row
	for _, folder := range slices.Sorted(maps.Keys(added)) {
		folders = append(folders, console.Row{Term: place(folder), Meaning: fmt.Sprintf("%4d", added[folder])})
	}
	c.List(c.Say("report.new"), folders)
}

// countedUnder is the folder that the plan counts a file under.
func countedUnder(path string) string {
	folders := strings.Split(path, "/")
	folders = folders[:min(len(folders)-1, deepest)]
	if len(folders) == 0 {
		return "./"
	}
	return strings.Join(folders, "/") + "/"
}
