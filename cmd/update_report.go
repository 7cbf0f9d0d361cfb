package cmd

import (
	"errors"
	"strings"

	"mlvb/cmd/console"
	"mlvb/generator"
	"mlvb/generator/git"
	"mlvb/generator/plan"
)

// updateReport tells what a command did to a project, or would do in a dry run.
type updateReport struct {
	*console.Console
	options  updateOptions
	project  projectFolder
	template string // its name
	result   generator.UpdateResult
}

// write says it all in the form that was asked for. What is left to decide
// makes an exit code of its own.
func (r updateReport) write() error {
	r.Done = !r.preview()
	switch {
	case r.options.json:
		if err := r.json(); err != nil {
			return err
		}
	case r.options.diff:
		for _, step := range r.result.Plan {
			if diff, ok := step.Diff(); ok {
				r.showStep(diff)
			}
		}
	default:
		r.summary()
	}
	r.warnings()
	if r.preview() {
		return r.conflictsAhead()
	}
	return conflictsLeft(r.Console, r.project, r.result.Conflicts, len(r.result.Plan.Conflicts()) > 0)
}

// conflictsAhead is the failure that a preview of conflicts ends with; nil when
// there are none. Nothing was written: there is nothing to settle or to undo.
func (r updateReport) conflictsAhead() error {
	n := len(r.result.Conflicts)
	if n == 0 {
		return nil
	}
	flag := "--dry-run"
	if r.options.diff {
		flag = "--diff"
	}
	return console.NewFailure(console.ExitConflicts, r.Count(n, "conflict.aheadOne", "conflict.aheadMany"), r.Say("conflict.aheadHint", flag))
}

// showStep writes the diff of a step. What is not going to be written stands
// behind marks of a comment, so that git apply passes it over.
func (r updateReport) showStep(diff plan.FileDiff) {
	if !diff.Missed {
		showDiff(r.Console, diff)
		return
	}
	r.Printf("# %s\n", r.Say("update.missed", r.project.place(diff.Path)))
	for line := range strings.Lines(diff.Text) {
		r.Out.WriteRaw("# " + line)
	}
}

// summary says what changed and why, what the versions bring, what to do next.
func (r updateReport) summary() {
	r.Printf("%s\n", r.heading())
	r.news()
	if counts := r.counts(); counts != "" {
		r.Printf("  %s\n", counts)
	}
	r.answers()
	r.foresight()
	r.list()
	r.register()
	if r.result.Changed && !r.preview() && len(r.result.Conflicts) == 0 {
		r.next()
	}
}

// news tells what the versions since the last one bring.
func (r updateReport) news() {
	for _, news := range r.result.News {
		text := strings.TrimSpace(news.Text.In(string(r.Language)))
		gap := "\n" + strings.Repeat(" ", len("  ")+len(news.Version)+len("  "))
		r.Printf("  %s  %s\n", r.OutStyle.Bold(news.Version), strings.ReplaceAll(text, "\n", gap))
	}
}

func (r updateReport) preview() bool { return r.options.dryRun || r.options.diff }

// heading names the template, its versions, and whether anything was done.
func (r updateReport) heading() string {
	from, to := r.result.From, r.result.To
	versions := to.Version
	switch {
	case from.Version == "" || from.Digest == to.Digest:
	case from.Version == to.Version:
		versions = r.Say("update.sameVersion", to.Version)
	default:
		versions = from.Version + " → " + to.Version
	}
	heading := r.OutStyle.Bold(r.template + " " + versions)
	switch {
	case !r.result.Changed:
		return heading + "  " + r.Say("update.nothing")
	case r.preview():
		return heading + "  " + r.Say("report.dryRun")
	default:
		return heading
	}
}

// next says what to do now, as commands to copy.
func (r updateReport) next() {
	rows := r.afterAdd()
	if inside, err := git.InsideWorkTree(r.project.dir); err == nil && inside {
		rows = append(rows, console.Row{Term: gitIn(r.project.dir, "diff"), Meaning: r.Say("next.gitDiff")})
	}
	rows = append(rows, console.Row{Term: r.project.command("undo"), Meaning: r.Say("next.undo")})
	r.List(r.Say("next.title"), rows)
}

// warnings tells what was done otherwise than somebody may expect.
func (r updateReport) warnings() {
	for _, w := range r.warningList() {
		r.Warn(w.Say, w.Hint)
	}
}

func (r updateReport) warningList() []console.Warning {
	warnings := noticeList(r.Console, r.result.Notices)
	warnings = append(warnings, r.concerns()...)
	for _, f := range r.result.NotJSON {
		warnings = append(warnings, notJSON(r.Console, r.project, f))
	}
	if m := r.result.RootMove; m != nil {
		warnings = append(warnings, console.Warning{Say: r.Say("update.rootMove", m.From, m.To)})
	}
	switch r.result.Base {
	case generator.BaseRendered:
		warnings = append(warnings, console.Warning{Say: r.Say("base.rendered")})
	case generator.BaseLost:
		warnings = append(warnings, console.Warning{Say: r.Say("base.lost"), Hint: r.Say("base.lostHint")})
	}
	if n := r.leftAlone(); n > 0 {
		hint := r.Say("adopt.leftHint")
		if r.preview() {
			hint = r.Say("adopt.leftDryHint")
		}
		warnings = append(warnings, console.Warning{Say: r.Count(n, "adopt.leftOne", "adopt.leftMany"), Hint: hint})
	}
	if files := r.result.DevTools; len(files) > 0 && !r.preview() {
		say := r.Say("update.devTools", strings.Join(r.places(files), r.Say("comma")))
		warnings = append(warnings, console.Warning{Say: say, Hint: r.Say("update.devToolsHint")})
	}
	var unmerged *git.UnmergedError
	switch {
	case errors.As(r.result.GitError, &unmerged):
		say := r.Say("update.gitUnmerged", strings.Join(r.places(unmerged.Paths), r.Say("comma")))
		warnings = append(warnings, console.Warning{Say: say, Hint: r.Say("update.gitUnmergedHint")})
	case r.result.GitError != nil:
		warnings = append(warnings, console.Warning{Say: r.Say("update.gitFailed", r.result.GitError)})
	}
	return warnings
}

// notJSON says of a file that programs can't read it.
func notJSON(c *console.Console, p projectFolder, f generator.NotJSON) console.Warning {
	return console.Warning{Say: c.Say("project.notJSON", p.place(f.Path), f.Line), Hint: c.Say("project.notJSONHint")}
}

// leftAlone counts the files that adopt took over as they are, though they
// differ from the template's.
func (r updateReport) leftAlone() int {
	n := 0
	for _, step := range r.result.Plan {
		if r.result.Base == generator.BaseNone && step.Why == plan.WhyNoBase {
			n++
		}
	}
	return n
}

func (r updateReport) places(paths []string) []string {
	places := make([]string, len(paths))
	for i, path := range paths {
		places[i] = r.project.place(path)
	}
	return places
}
