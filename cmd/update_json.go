package cmd

import (
	"mlvb/cmd/console"
	"mlvb/generator"
	"mlvb/generator/host"
	"mlvb/generator/plan"
	"mlvb/generator/project"
	"mlvb/generator/template"
)

// updateObject is what `mlvb update --json` prints, and set, add and adopt.
type updateObject struct {
	Schema    int                 `json:"schema"`
	Dir       string              `json:"dir"` // from where the user stands
	DryRun    bool                `json:"dryRun"`
	Changed   bool                `json:"changed"` // anything is written
	From      *template.ID        `json:"from"`    // null for add and adopt
	To        template.ID         `json:"to"`
	Base      generator.BaseState `json:"base"`
	Counts    map[plan.Action]int `json:"counts"`
	Plan      plan.Plan           `json:"plan"`
	Diffs     []plan.FileDiff     `json:"diffs,omitempty"`
	Conflicts []plan.Conflict     `json:"conflicts"`
	News      []template.News     `json:"news"`
	DevTools  []string            `json:"devTools"` // paths that WeChat DevTools may write back
	RootMove  *project.RootMove   `json:"rootMove,omitempty"`
	Foresight *host.Foresight     `json:"foresight,omitempty"` // of add
	Record    project.Record      `json:"record"`
	Warnings  []console.Warning   `json:"warnings"`
	recoveryObject
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
		Conflicts: console.OrEmpty(u.Conflicts),
		News:      console.OrEmpty(u.News),
		DevTools:  console.OrEmpty(u.DevTools),
		RootMove:  u.RootMove,
		Foresight: u.Foresight,
		Record:    u.Record,
		Warnings:  append(r.Warned(), r.warningList()...),

		recoveryObject: r.project.recoveryObject(),
	}
	if u.From != (template.ID{}) {
		object.From = &u.From
	}
	if r.options.diff {
		for _, step := range u.Plan {
			if diff, ok := step.Diff(); ok {
				object.Diffs = append(object.Diffs, diff)
			}
		}
	}
	return r.PrintJSON(object)
}
