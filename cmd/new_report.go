package cmd

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"mlvb/cmd/console"
	"mlvb/generator"
	"mlvb/generator/git"
	"mlvb/generator/plan"
	"mlvb/generator/template"
	"mlvb/generator/wechat"
)

// newReport tells what `mlvb new` did, or would do in a dry run.
type newReport struct {
	*console.Console
	options  newOptions
	project  projectFolder
	template *template.Template
	result   generator.Result
	took     time.Duration
}

// summary says what is there now, what it still lacks, and what to do next.
func (r newReport) summary() {
	r.Printf("%s ", r.OutStyle.Green("✓"))
	r.heading(r.Say("report.took", r.took.Milliseconds()))
	r.Printf("  %s\n", strings.Join(r.contents(), " · "))
	if open := r.notSet(); len(open) > 0 {
		r.Printf("%s %s\n", r.OutStyle.Yellow("!"), r.Say("report.notSet", strings.Join(open, r.Say("comma")))+r.whereToSet())
	}
	r.next()
}

// heading names the project, and the answers that it has.
func (r newReport) heading(last string) {
	t, files := r.template, r.Count(len(written(r.result.Plan)), "report.file", "report.files")
	r.Printf("%s  %s %s · %s · %s\n", r.OutStyle.Bold(r.path()), t.Name, t.Version, files, last)
	if settled := r.settled(); len(settled) > 0 {
		r.Printf("  %s\n", strings.Join(settled, " · "))
	}
}

// path is the project's folder as the user would name it.
func (r newReport) path() string { return console.Relative(r.options.dir) }

// settled lists the answers that are not empty, and no secret.
func (r newReport) settled() []string {
	var pairs []string
	for _, name := range r.result.Answers.Asked {
		if value := r.result.Answers.Values[name]; value != nil && value != "" {
			pairs = append(pairs, fmt.Sprintf("%s %v", name, value))
		}
	}
	return pairs
}

// notSet lists the questions that were left empty.
func (r newReport) notSet() []string {
	a := r.result.Answers
	return slices.DeleteFunc(slices.Clone(a.Asked), func(name string) bool {
		value, plain := a.Values[name]
		return plain && value != "" || !plain && a.Secrets[name] != ""
	})
}

// whereToSet names the file that takes the answers that were left empty, and
// the guide that tells of them.
func (r newReport) whereToSet() string {
	file := ""
	if s := r.template.Secrets; s != nil && r.has(s.From) {
		file = s.To
	}
	switch hasGuide := r.has(launchGuide); {
	case file != "" && hasGuide:
		return r.Say("report.setInGuide", file, launchGuide)
	case file != "":
		return r.Say("report.setIn", file)
	case hasGuide:
		return r.Say("report.setByGuide", launchGuide)
	default:
		return ""
	}
}

// contents says how much there is: the pages, and the repository.
func (r newReport) contents() []string {
	pages := 0
	for _, step := range written(r.result.Plan) {
		if path.Ext(step.Path) == ".wxml" && strings.Contains(step.Path, "/pages/") {
			pages++
		}
	}
	parts := []string{r.Say("repository." + string(r.result.Repository))}
	if pages > 0 {
		parts = slices.Insert(parts, 0, r.Count(pages, "report.page", "report.pages"))
	}
	return parts
}

// launchGuide is a file of projects that says what a release needs.
const launchGuide = "docs/launch.md"

func (r newReport) has(path string) bool {
	return slices.ContainsFunc(r.result.Plan, func(s plan.Step) bool { return s.Path == path })
}

// next says what to do now, as commands to copy.
func (r newReport) next() {
	dir := r.path()
	choose := r.Say("next.chooseHere")
	if dir != "." {
		choose = r.Say("next.choose", dir)
	}
	var rows []console.Row
	if r.has(wechat.ProjectConfig) { // DevTools and `mlvb dev` open folders that have it
		rows = append(rows,
			console.Row{Term: commandIn(dir, "mlvb dev"), Meaning: r.Say("next.dev")},
			console.Row{Term: r.Say("next.devTools"), Meaning: choose})
	}
	rows = append(rows, console.Row{Term: "mlvb update", Meaning: r.Say("next.newer")})
	r.List(r.Say("next.title"), rows)
}

// commandIn is the command line that runs a command in a folder.
func commandIn(dir, command string) string {
	if dir == "." {
		return command
	}
	return "cd " + console.Quoted(dir) + " && " + command
}

// warnings tells what was accepted, but should be known.
func (r newReport) warnings() {
	for _, w := range r.warningList() {
		r.Warn(w.Say, w.Hint)
	}
}

func (r newReport) warningList() []console.Warning {
	warnings := noticeList(r.Console, r.result.Notices)
	for _, step := range r.result.Plan {
		if step.Action == plan.ActionKeep && step.Why != plan.WhySame {
			warnings = append(warnings, console.Warning{Say: r.Say("report.kept", step.Path)})
		}
	}
	switch r.result.Repository {
	case git.Inside:
		warnings = append(warnings, console.Warning{Say: r.Say("report.uncommitted"), Hint: r.addAndCommit()})
	case git.Staged:
		warnings = append(warnings, console.Warning{Say: r.Say("report.staged"), Hint: r.Say("report.stagedHint", r.commit())})
	case git.Failed:
		warnings = append(warnings, console.Warning{Say: r.Say("report.gitFailed", r.result.GitError), Hint: r.Say("report.gitFailedHint")})
	}
	return warnings
}

// noticeList words what the template has to say of answers that were accepted.
func noticeList(c *console.Console, notices []template.Notice) []console.Warning {
	warnings := []console.Warning{}
	for _, n := range notices {
		say := answerSays(c, n.Question, n.Value, n.Say)
		warnings = append(warnings, console.Warning{Question: n.Question, Say: say, Hint: n.Hint.In(string(c.Language))})
	}
	return warnings
}

// commit is the command that makes the first commit.
func (r newReport) commit() string {
	return gitIn(r.path(), "commit -m "+console.Quoted(commitMessage(r.Console, r.template)))
}

// addAndCommit are the commands that commit the project to the repository it lies in.
func (r newReport) addAndCommit() string {
	return gitIn(r.path(), "add .") + " && " + r.commit()
}

// written lists the steps that write a file.
func written(steps plan.Plan) []plan.Step {
	return slices.DeleteFunc(slices.Clone(steps), func(s plan.Step) bool {
		return s.Action != plan.ActionAdd && s.Action != plan.ActionUpdate && s.Action != plan.ActionMerge
	})
}
