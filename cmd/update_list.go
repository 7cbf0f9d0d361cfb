package cmd

import (
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

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
		parts = append(parts, r.say("counted.chosen-"+r.options.conflicts, len(chosen)))
	}
	for _, s := range chosen {
		counts[s.Action]--
	}
	for _, m := range marks() {
		if n := counts[m.action]; n > 0 {
			parts = append(parts, r.say("counted."+string(m.action), n))
		}
	}
	return strings.Join(parts, "   ")
}

// An entry is a line of the list, with more lines about it below.
type entry struct {
	mark, place, why string
	more             []string
}

// list names the files, each with its mark and the reason. What lost something
// comes first, and all of it.
func (r updateReport) list() {
	entries := r.conflictEntries(r.project, r.result.Conflicts)
	for i, conflict := range r.result.Conflicts {
		for _, step := range r.steps(func(s plan.Step) bool { return s.Path == conflict.Path }) {
			if merged := r.merged(step); merged != "" {
				entries[i].more = append(entries[i].more, merged)
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
		entries = append(entries, r.stepEntries(m.mark, steps)...)
		if rest > 0 {
			entries = append(entries, entry{mark: m.mark, place: "…", why: r.say("update.more", rest)})
		}
	}
	r.listEntries(entries)
	r.legend(entries)
}

// loses reports whether a change of somebody's is not in the result.
func loses(s plan.Step) bool {
	return s.Why == plan.WhyChosen || s.Why == plan.WhyMissed
}

func (r updateReport) steps(wanted func(plan.Step) bool) []plan.Step {
	return slices.DeleteFunc(r.plan(), func(s plan.Step) bool { return !wanted(s) })
}

func (r updateReport) stepEntries(mark string, steps []plan.Step) []entry {
	var entries []entry
	for _, step := range steps {
		entries = append(entries, entry{mark: mark, place: r.project.place(step.Path), why: r.why(step)})
	}
	return entries
}

// why is the reason for a step, with what it took from the template.
func (r updateReport) why(s plan.Step) string {
	switch {
	case s.Why == plan.WhyChosen:
		return r.say("update.chosen-" + r.options.conflicts)
	case s.Why == plan.WhyNew || s.Action == plan.ActionUpdate && s.Why == plan.WhyTemplateChanged:
		return ""
	case s.Action == plan.ActionMove:
		return r.say("update.from", r.project.place(s.From))
	case r.answersOnly() && s.Why == plan.WhyTemplateRemoved:
		return r.say("set." + string(s.Action))
	case s.Action == plan.ActionKeep && s.Why == plan.WhyTemplateRemoved:
		return r.say("update.keptRemoved")
	case len(s.Changes)+len(s.Kept) > 0 && s.Why != plan.WhyWrittenBack:
		return r.merged(s)
	default:
		return r.say("why." + string(s.Why))
	}
}

// merged says what a JSON file took from the template, and what it kept that
// the template changed, too.
func (r updateReport) merged(s plan.Step) string {
	var parts []string
	if len(s.Changes) > 0 {
		parts = append(parts, r.say("update.took", enumerate(s.Changes, r.say("comma"))))
	}
	if len(s.Kept) > 0 {
		parts = append(parts, r.say("update.kept", enumerate(s.Kept, r.say("comma"))))
	}
	return strings.Join(parts, r.say("semicolon"))
}

// enumerate names the first few of many.
func enumerate(names []string, comma string) string {
	const most = 4
	if len(names) <= most {
		return strings.Join(names, comma)
	}
	return fmt.Sprintf("%s … +%d", strings.Join(names[:most], comma), len(names)-most)
}

// legend says what the marks of a list stand for, in its order.
func (c *console) legend(entries []entry) {
	var marks, said []string
	for _, e := range entries {
		if !slices.Contains(marks, e.mark) {
			marks = append(marks, e.mark)
			said = append(said, e.mark+" "+c.say("mark."+e.mark))
		}
	}
	if len(said) > 0 {
		c.printf("  %s\n", c.outStyle.dim("("+strings.Join(said, " · ")+")"))
	}
}

// listEntries writes the list in columns. A path that is much longer than the
// others does not push them apart.
func (c *console) listEntries(entries []entry) {
	width := 0
	for _, e := range entries {
		width = max(width, min(ansi.StringWidth(e.place), 56))
	}
	for _, e := range entries {
		mark := e.mark
		if mark == "C" {
			mark = c.outStyle.red(mark)
		}
		line := "  " + mark + "  " + e.place
		if e.why != "" {
			line = "  " + mark + "  " + pad(e.place, width) + "  " + c.outStyle.dim(e.why)
		}
		c.printf("%s\n", line)
		for _, more := range e.more {
			c.printf("     %s\n", more)
		}
	}
}
