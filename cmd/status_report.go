package cmd

import (
	"slices"
	"strings"

	"mlvb/cmd/console"
	"mlvb/generator"
	"mlvb/generator/plan"
	"mlvb/generator/project"
	"mlvb/generator/template"
)

// statusReport tells how a project stands to its template.
type statusReport struct {
	*console.Console
	project  projectFolder
	template string // that was named; empty for the recorded one
	status   generator.Status
}

func (r statusReport) summary() {
	s := r.status
	made := s.Record.Template
	r.Printf("%s  %s\n", r.OutStyle.Bold(r.project.name()+"  "+made.Name+" "+made.Version), r.news())
	for _, f := range s.NotJSON {
		w := notJSON(r.Console, r.project, f)
		r.Warn(w.Say, w.Hint)
	}
	if m := s.RootMove; m != nil {
		r.Warn(r.Say("update.rootMove", m.From, m.To), "")
	}
	if s.Base != generator.BaseRecorded {
		r.Warn(r.Say("status.base"), r.wayToBase())
	}
	var counts []string
	for _, part := range []struct {
		key string
		n   int
	}{
		{"conflict", len(s.Conflicts)},
		{"edited", len(r.edited())},
		{"deleted", len(s.Removed)},
		{"own", len(s.Added)},
	} {
		if part.n > 0 {
			counts = append(counts, r.Say("counted."+part.key, part.n))
		}
	}
	switch {
	case len(counts) > 0:
		r.Printf("  %s\n", strings.Join(counts, "   "))
	case s.Base == generator.BaseRecorded:
		r.Printf("  %s\n", r.Say("status.clean"))
	}
	entries := r.entries()
	r.ListEntries(entries)
	r.Legend(entries)
	r.next()
}

// wayToBase says how to get the base back.
func (r statusReport) wayToBase() string {
	switch {
	case project.BaseInGit(r.project.dir):
		return gitIn(r.project.dir, "checkout -- .mlvb")
	case !r.status.Available && r.status.Newest.Version != "":
		return r.Say("status.baseAnew")
	default:
		return r.Say("status.baseHint")
	}
}

// news says whether an update has something to bring.
func (r statusReport) news() string {
	newest := r.status.Newest
	switch {
	case newest.Version == "":
		return r.Say("status.unknown")
	case !r.status.Available:
		return r.Say("status.newest")
	case newest.Version == r.status.Record.Template.Version:
		return r.Say("status.changed")
	default:
		return r.Say("status.available", newest.Version)
	}
}

// edited are the files that the user changed, without those that are in the
// list of conflicts.
func (r statusReport) edited() []string {
	return slices.DeleteFunc(slices.Clone(r.status.Edited), func(name string) bool {
		return slices.ContainsFunc(r.status.Conflicts, func(c plan.Conflict) bool { return c.Path == name })
	})
}

func (r statusReport) entries() []console.Entry {
	s := r.status
	var entries []console.Entry
	for _, conflict := range s.Conflicts {
		e := conflictEntry(r.Console, r.project, conflict)
		if slices.Contains(s.Settled, conflict.Path) {
			e = console.Entry{Mark: "c", Place: e.Place, Why: r.Say("status.settled")}
		}
		entries = append(entries, e)
	}
	for _, group := range []struct {
		mark, why string
		paths     []string
	}{
		{"e", r.Say("status.edited"), r.edited()},
		{"d", r.Say("why.you-removed"), s.Removed},
		{"?", r.Say("status.own"), s.Added},
	} {
		for _, path := range group.paths {
			place := r.project.place(path)
			if strings.HasSuffix(path, "/") {
				place += "/"
			}
			entries = append(entries, console.Entry{Mark: group.mark, Place: place, Why: group.why})
		}
	}
	return entries
}

// command is a command for this project to copy.
func (r statusReport) command(name string) string {
	if name == "update" && r.template != "" {
		name += " --template " + console.Quoted(r.template)
	}
	return r.project.command(name)
}

// next says what to do now, as commands to copy.
func (r statusReport) next() {
	var rows []console.Row
	if len(r.status.Conflicts) > 0 {
		rows = append(rows, console.Row{Term: r.command("resolve"), Meaning: r.Say("next.resolve")})
	}
	if r.status.Available {
		rows = append(rows, console.Row{Term: r.command("update"), Meaning: r.Say("next.update", r.status.Newest.Version)})
	}
	if r.status.Drifted() {
		rows = append(rows, console.Row{Term: r.command("diff"), Meaning: r.Say("next.diff")})
	}
	if len(r.status.Undo) > 0 {
		rows = append(rows, console.Row{Term: r.command("undo"), Meaning: undoMeans(r.Console, r.status.Undo)})
	}
	r.List(r.Say("next.title"), rows)
}

// verdict is what --check makes an exit code of.
func (r statusReport) verdict(check string) error {
	s := r.status
	switch drift := len(s.Edited) + len(s.Removed); {
	case len(s.Conflicts) > 0:
		return conflictsLeft(r.Console, r.project, s.Conflicts, false)
	case s.Base != generator.BaseRecorded:
		return console.Failed(r.Say("status.base"), r.wayToBase())
	case s.Available:
		return console.NewFailure(console.ExitOutdated, r.Say("status.outdated", s.Record.Template.Version, s.Newest.Version), r.command("update"))
	case drift > 0 && check == checkAll:
		return console.NewFailure(console.ExitOutdated, r.Count(drift, "status.driftOne", "status.driftMany"), r.command("diff"))
	default:
		return nil
	}
}

// statusObject is what `mlvb status --json` prints.
type statusObject struct {
	Schema    int                 `json:"schema"`
	Dir       string              `json:"dir"` // from where the user stands
	Record    project.Record      `json:"record"`
	Newest    *template.ID        `json:"newest"` // null when it is not known
	Available bool                `json:"available"`
	Base      generator.BaseState `json:"base"`
	Edited    []string            `json:"edited"`
	Deleted   []string            `json:"deleted"`
	Own       []string            `json:"own"`
	Conflicts []plan.Conflict     `json:"conflicts"`
	Settled   []string            `json:"settled"`
	NotJSON   []generator.NotJSON `json:"notJSON"`
	RootMove  *project.RootMove   `json:"rootMove,omitempty"`
	Undo      string              `json:"undo,omitempty"` // the command that undo would take back
	Undoable  []string            `json:"undoable"`       // that one, and what undo takes back after it
	recoveryObject
}

func (r statusReport) json() error {
	s := r.status
	object := statusObject{
		Schema:    1,
		Dir:       r.project.dir,
		Record:    s.Record,
		Available: s.Available,
		Base:      s.Base,
		Edited:    console.OrEmpty(s.Edited),
		Deleted:   console.OrEmpty(s.Removed),
		Own:       console.OrEmpty(s.Added),
		Conflicts: console.OrEmpty(s.Conflicts),
		Settled:   console.OrEmpty(s.Settled),
		NotJSON:   console.OrEmpty(s.NotJSON),
		RootMove:  s.RootMove,
		Undo:      firstOr(s.Undo, ""),
		Undoable:  console.OrEmpty(s.Undo),

		recoveryObject: r.project.recoveryObject(),
	}
	if s.Newest.Version != "" {
		object.Newest = &s.Newest
	}
	return r.PrintJSON(object)
}
