package cmd

import (
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"mlvb/generator"
	"mlvb/generator/git"
	"mlvb/generator/plan"
	"mlvb/generator/template"
)

// newReport tells what `mlvb new` did, or would do in a dry run.
type newReport struct {
	*console
	options  newOptions
	template *template.Template
	result   generator.Result
	took     time.Duration
}

// summary says what is there now, what it still lacks, and what to do next.
func (r newReport) summary() {
	r.printf("%s ", r.outStyle.green("✓"))
	r.heading(r.say("report.took", r.took.Milliseconds()))
	r.printf("  %s\n", strings.Join(r.contents(), " · "))
	if open := r.notSet(); len(open) > 0 {
		r.printf("%s %s\n", r.outStyle.yellow("!"), r.say("report.notSet", strings.Join(open, r.say("comma")))+r.whereToSet())
	}
	r.next()
}

// heading names the project, and the answers that it has.
func (r newReport) heading(last string) {
	t, files := r.template, r.count(len(written(r.result.Plan)), "report.file", "report.files")
	r.printf("%s  %s %s · %s · %s\n", r.outStyle.bold(r.path()), t.Name, t.Version, files, last)
	if settled := r.settled(); len(settled) > 0 {
		r.printf("  %s\n", strings.Join(settled, " · "))
	}
}

// path is the project's folder as the user would name it.
func (r newReport) path() string { return relative(r.options.dir) }

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

// whereToSet names the file that takes the answers that were left empty.
func (r newReport) whereToSet() string {
	file := ""
	switch {
	case r.template.Secrets != nil && r.has(r.template.Secrets.From):
		file = r.template.Secrets.To
	case r.has(projectValues):
		file = projectValues
	}
	switch {
	case file == "":
		return ""
	case r.has(launchGuide):
		return r.say("report.setInGuide", file, launchGuide)
	default:
		return r.say("report.setIn", file)
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
	parts := []string{r.say("repository." + string(r.result.Repository))}
	if pages > 0 {
		parts = slices.Insert(parts, 0, r.count(pages, "report.page", "report.pages"))
	}
	return parts
}

// What a project may have that asks for a next step.
const (
	projectConfig = "project.config.json" // DevTools imports folders that have it
	launchGuide   = "docs/launch.md"      // says what a release needs
	nodeServer    = "server/package.json" // `npm start` runs that server
	browserView   = "web/serve.mjs"       // `npm run web` shows the pages
	projectValues = "miniprogram/packages/live/config.js"
)

func (r newReport) has(path string) bool {
	return slices.ContainsFunc(r.result.Plan, func(s plan.Step) bool { return s.Path == path })
}

// next says what to do now, as commands to copy.
func (r newReport) next() {
	dir := r.path()
	choose := r.say("next.chooseHere")
	if dir != "." {
		choose = r.say("next.choose", dir)
	}
	rows := []row{{commandIn(dir, "mlvb serve"), r.say("next.serve")}}
	if r.has(nodeServer) {
		rows[0].meaning = r.say("next.serveRooms")
		rows = slices.Insert(rows, 0, row{commandIn(filepath.Join(dir, path.Dir(nodeServer)), "npm start"), r.say("next.serve")})
	}
	if r.has(projectConfig) {
		rows = append(rows, row{r.say("next.devTools"), choose})
	}
	if r.has(browserView) {
		rows = append(rows, row{commandIn(dir, "npm install && npm run web"), r.say("next.web")})
	}
	rows = append(rows, row{"mlvb update", r.say("next.newer")})
	helpPage{r.console}.list(r.say("next.title"), rows)
}

// commandIn is the command line that runs a command in a folder.
func commandIn(dir, command string) string {
	if dir == "." {
		return command
	}
	return "cd " + quoted(dir) + " && " + command
}

// warnings tells what was accepted, but should be known.
func (r newReport) warnings() {
	for _, w := range r.warningList() {
		r.warn(w.Say, w.Hint)
	}
}

// A warning is one, in the user's language.
type warning struct {
	Question string `json:"question,omitempty"`
	Say      string `json:"say"`
	Hint     string `json:"hint,omitempty"`
}

func (r newReport) warningList() []warning {
	warnings := r.noticeList(r.result.Notices)
	if r.result.Recovered {
		warnings = append(warnings, warning{Say: r.say("report.recovered", r.path())})
	}
	for _, step := range r.result.Plan {
		if step.Action == plan.ActionKeep && step.Why != plan.WhySame {
			warnings = append(warnings, warning{Say: r.say("report.kept", step.Path)})
		}
	}
	switch r.result.Repository {
	case git.Inside:
		warnings = append(warnings, warning{Say: r.say("report.uncommitted"), Hint: r.addAndCommit()})
	case git.Staged:
		warnings = append(warnings, warning{Say: r.say("report.staged"), Hint: r.say("report.stagedHint", r.commit())})
	case git.Failed:
		warnings = append(warnings, warning{Say: r.say("report.gitFailed", r.result.GitError), Hint: r.say("report.gitFailedHint")})
	}
	return warnings
}

// noticeList words what the template has to say of answers that were accepted.
func (c *console) noticeList(notices []template.Notice) []warning {
	warnings := []warning{}
	for _, n := range notices {
		say := c.answerSays(n.Question, n.Value, n.Say)
		warnings = append(warnings, warning{n.Question, say, n.Hint.In(string(c.language))})
	}
	return warnings
}

// commit is the command that makes the first commit.
func (r newReport) commit() string {
	return gitIn(r.path(), "commit -m "+quoted(r.commitMessage(r.template)))
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
