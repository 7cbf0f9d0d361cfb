package cmd

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"mlvb/generator/plan"
)

// deepest is how many levels of folders the plan of a new project tells apart.
const deepest = 4

// plan says what a dry run would do: how many new files each folder gets, and
// one by one what happens to files that are there.
func (r newReport) plan() {
	r.heading(r.say("report.dryRun"))
	added := map[string]int{}
	var others []entry
	for _, step := range r.result.Plan {
		if step.Why == plan.WhyNew {
			added[countedUnder(step.Path)]++
			continue
		}
		action := pad(r.say("action."+string(step.Action)), len("merge"))
		others = append(others, entry{mark: action, place: step.Path, why: r.say("why." + string(step.Why))})
	}
	var folders []row
	for _, folder := range slices.Sorted(maps.Keys(added)) {
		folders = append(folders, row{folder, fmt.Sprintf("%4d", added[folder])})
	}
	helpPage{r.console}.list(r.say("report.new"), folders)
	if len(others) > 0 {
		helpPage{r.console}.section(r.say("report.there"))
		r.listEntries(others)
	}
	r.printf("\n%s\n", r.outStyle.dim(r.say("report.listAll")))
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
