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
	added := map[string]int{}
	var others []console.Entry
	for _, step := range r.result.Plan {
		if step.Why == plan.WhyNew {
			added[countedUnder(step.Path)]++
			continue
		}
		action := console.Pad(r.Say("action."+string(step.Action)), len("merge"))
		others = append(others, console.Entry{Mark: action, Place: step.Path, Why: r.Say("why." + string(step.Why))})
	}
	var folders []console.Row
	for _, folder := range slices.Sorted(maps.Keys(added)) {
		folders = append(folders, console.Row{Term: folder, Meaning: fmt.Sprintf("%4d", added[folder])})
	}
	r.List(r.Say("report.new"), folders)
	if len(others) > 0 {
		r.Section(r.Say("report.there"))
		r.ListEntries(others)
	}
	r.Printf("\n%s\n", r.OutStyle.Dim(r.Say("report.listAll")))
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
