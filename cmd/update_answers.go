package cmd

import (
	"fmt"
	"slices"
	"strings"

	"mlvb/cmd/console"
	"mlvb/generator"
	"mlvb/generator/plan"
)

// answers tells what a project that is new to mlvb is taken to be, and which
// recorded answers were changed.
func (r updateReport) answers() {
	if r.result.Base == generator.BaseNone {
		r.assumed()
		return
	}
	for _, name := range r.changed() {
		was, now := r.project.record.Answers[name], r.result.Record.Answers[name]
		r.Printf("  %s  %s → %s\n", name, r.answer(was), r.answer(now))
	}
}

// assumed lists the answers that are not empty.
func (r updateReport) assumed() {
	var pairs []string
	for _, name := range r.result.Answers.Asked {
		if value, shown := r.result.Answers.Values[name]; shown && value != "" {
			pairs = append(pairs, console.Quoted(fmt.Sprintf("%s=%v", name, value)))
		}
	}
	if len(pairs) > 0 {
		r.Printf("  %s\n", r.Say("add.answers", strings.Join(pairs, " ")))
	}
}

// changed names the questions that got another answer on the command line.
func (r updateReport) changed() []string {
	return slices.DeleteFunc(slices.Clone(r.result.Answers.Asked), func(name string) bool {
		given := slices.ContainsFunc(r.options.set, func(pair string) bool { return strings.HasPrefix(pair, name+"=") })
		return !given || r.project.record.Answers[name] == r.result.Record.Answers[name]
	})
}

// answer shows one, or that there is none.
func (r updateReport) answer(value any) string {
	if value == nil || value == "" {
		return r.Say("conflict.noValue")
	}
	return fmt.Sprint(value)
}

// plan is what is told of the plan. Where no more than answers make a
// difference, what they do not touch stays without saying.
func (r updateReport) plan() plan.Plan {
	untouched := []plan.Why{plan.WhyYouChanged, plan.WhyYouRemoved, plan.WhyOnce}
	return slices.DeleteFunc(slices.Clone(r.result.Plan), func(s plan.Step) bool {
		return r.answersOnly() && s.Action == plan.ActionKeep && slices.Contains(untouched, s.Why)
	})
}

// answersOnly reports whether what is done follows from answers that were set,
// not from a newer template.
func (r updateReport) answersOnly() bool {
	return len(r.options.set) > 0 && r.result.From.Digest == r.result.To.Digest
}
