package cmd

import "mlvb/generator"

// updateObject is what `mlvb update --json` prints, and set, add and adopt.
type updateObject struct {
	Schema    int                      `json:"schema"`
	Dir       string                   `json:"dir"` // from where the user stands
	DryRun    bool                     `json:"dryRun"`
	Changed   bool                     `json:"changed"` // anything is written
	From      *generator.TemplateID    `json:"from"`    // null for add and adopt
	To        generator.TemplateID     `json:"to"`
	Base      generator.BaseState      `json:"base"`
	Counts    map[generator.Action]int `json:"counts"`
	Plan      generator.Plan           `json:"plan"`
	Diffs     []generator.FileDiff     `json:"diffs,omitempty"`
	Conflicts []generator.Conflict     `json:"conflicts"`
	News      []generator.News         `json:"news"`
	DevTools  []string                 `json:"devTools"` // paths that WeChat DevTools may write back
	RootMove  *generator.RootMove      `json:"rootMove,omitempty"`
	Record    generator.Record         `json:"record"`
	Warnings  []warning                `json:"warnings"`
}

func (r updateReport) json() error {
	u := r.result
	object := updateObject{
		Schema:    1,
		Dir:       r.project.dir,
		DryRun:    r.preview(),
		Changed:   u.Changed,
		To:        u.To,
		Base:      u.Base,
		Counts:    u.Plan.Counts(),
		Plan:      u.Plan,
		Conflicts: orEmpty(u.Conflicts),
		News:      orEmpty(u.News),
		DevTools:  orEmpty(u.DevTools),
		RootMove:  u.RootMove,
		Record:    u.Record,
		Warnings:  r.warningList(),
	}
	if u.From != (generator.TemplateID{}) {
		object.From = &u.From
	}
	if r.options.diff {
		for _, step := range u.Plan {
			if diff, ok := step.Diff(); ok {
				object.Diffs = append(object.Diffs, diff)
			}
		}
	}
	return r.printJSON(object)
}

// orEmpty makes a list of no entries, where JSON would have null.
func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
