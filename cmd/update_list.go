package cmd

import (
	"slices"
	"strings"

	"mlvb/cmd/console"
	"mlvb/generator"
	"mlvb/generator/plan"
)

// marks are the letters that stand before a file, in the order in which
// actions are listed: what asks for attention first.
func marks() []struct {
	action plan.Action
	mark   string
} {
	return []struct {
		action plan.Action
		mark   string
	}{
		{plan.ActionConflict, "C"},
		{plan.ActionMerge, "m"},
		{plan.ActionMove, "v"},
		{plan.ActionRemove, "d"},
		{plan.ActionKeep, "k"},
		{plan.ActionAdd, "a"},
		{plan.ActionUpdate, "u"},
	}
}

// mostListed is how many files of one action are listed after an update. A
// dry run lists them all.
const mostListed = 12

// counts says how many files each action has, in the order of the list.
func (r updateReport) counts() string {
	counts := r.plan().Counts()
	counts[plan.ActionConflict] = len(r.result.Conflicts)
	var parts []string
	chosen := r.steps(func(s plan.Step) bool { return s.Why == plan.WhyChosen })
	if len(chosen) > 0 {
		parts = append(parts, r.Say("counted.chosen-"+r.options.conflicts, len(chosen)))
	}
	for _, s := range chosen {
		counts[s.Action]--
	}
	for _, m := range marks() {
		if n := counts[m.action]; n > 0 {
			parts = append(parts, r.Say("counted."+string(m.action), n))
		}
	}
	return strings.Join(parts, "   ")
}

// list names the files, each with its mark and the reason. What lost something
// comes first, and all of it.
func (r updateReport) list() {
	entries := conflictEntries(r.Console, r.project, r.result.Conflicts)
	for i, conflict := range r.result.Conflicts {
		for _, step := range r.steps(func(s plan.Step) bool { return s.Path == conflict.Path }) {
			if merged := r.merged(step); merged != "" {
				entries[i].More = append(entries[i].More, merged)
			}
		}
	}
	for _, m := range marks() {
		steps := r.steps(func(s plan.Step) bool { return s.Action == m.action && loses(s) })
		entries = append(entries, r.stepEntries(m.mark, steps)...)
	}
	for _, m := range marks() {
		steps := r.steps(func(s plan.Step) bool {
			return s.Action == m.action && !loses(s) && s.Why != plan.WhySame && s.Action != plan.ActionConflict
		})
		rest := 0
		if len(steps) > mostListed+1 && !r.preview() {
			steps, rest = steps[:mostListed], len(steps)-mostListed
		}
		if m.action == plan.ActionAdd && r.sumsUp() {
			continue
		}
		entries = append(entries, r.stepEntries(m.mark, steps)...)
		if rest > 0 {
			entries = append(entries, console.Entry{Mark: m.mark, Place: "…", Why: r.Say("update.more", rest)})
		}
	}
	r.ListEntries(entries)
	r.Legend(entries)
	if r.sumsUp() {
		r.newByFolder()
	}
}

// sumsUp reports whether new files are counted by folder, rather than listed: a
// preview of add or adopt has little else.
func (r updateReport) sumsUp() bool { return r.preview() && r.result.Base == generator.BaseNone }

func (r updateReport) newByFolder() {
	var added []string
	for _, step := range r.steps(func(s plan.Step) bool { return s.Action == plan.ActionAdd && !loses(s) && s.Why != plan.WhySame }) {
		added = append(added, step.Path)
	}
	if len(added) > 0 {
		listByFolder(r.Console, added, func(folder string) string { return r.project.place(folder) + "/" })
		r.Printf("\n%s\n", r.OutStyle.Dim(r.Say("report.listAll")))
	}
}

// loses reports whether a change of somebody's is not in the result.
func loses(s plan.Step) bool {
	return s.Why == plan.WhyChosen || s.Why == plan.WhyMissed
}

func (r updateReport) steps(wanted func(plan.Step) bool) []plan.Step {
	return slices.DeleteFunc(r.plan(), func(s plan.Step) bool { return !wanted(s) })
}

func (r updateReport) stepEntries(mark string, steps []plan.Step) []console.Entry {
	var entries []console.Entry
	for _, step := range steps {
		entries = append(entries, console.Entry{Mark: mark, Place: r.project.place(step.Path), Why: r.why(step)})
	}
	return entries
}

// why is the reason for a step, with what it took from the template.
func (r updateReport) why(s plan.Step) string {
	switch {
	case s.Why == plan.WhyChosen:
		return r.Say("update.chosen-" + r.options.conflicts)
	case s.Why == plan.WhyNew || s.Action == plan.ActionUpdate && s.Why == plan.WhyTemplateChanged:
		return ""
	case s.Action == plan.ActionMove:
		return r.Say("update.from", r.project.place(s.From))
	case r.answersOnly() && s.Why == plan.WhyTemplateRemoved:
		return r.Say("set." + string(s.Action))
	case s.Action == plan.ActionKeep && s.Why == plan.WhyTemplateRemoved:
		return r.Say("update.keptRemoved")
	case len(s.Changes)+len(s.Kept) > 0 && s.Why != plan.WhyWrittenBack:
		return r.merged(s)
	default:
		return r.Say("why." + string(s.Why))
	}
}

// merged says what a JSON file took from the template, and what it kept that
// the template changed, too.
func (r updateReport) merged(s plan.Step) string {
	var parts []string
	if len(s.Changes) > 0 {
		parts = append(parts, r.Say("update.took", console.Enumerate(s.Changes, r.Say("comma"))))
	}
	if len(s.Kept) > 0 {
		parts = append(parts, r.Say("update.kept", console.Enumerate(s.Kept, r.Say("comma"))))
	}
	return strings.Join(parts, r.Say("semicolon"))
}
