package cmd

import (
	"context"
	"os"
	"time"

	"mlvb/cmd/console"
	"mlvb/cmd/prompt"
	"mlvb/generator"
	"mlvb/generator/git"
	"mlvb/generator/project"
	"mlvb/generator/template"
)

// runNew makes a project: it gathers the answers, lets the engine do the
// work, and says what came of it.
func runNew(ctx context.Context, c *console.Console, t *template.Template, o newOptions, flags template.Input) error {
	a, err := o.given(ctx, c, t, flags)
	if err != nil {
		return err
	}
	inputs := a.inputs
	if o.dir, inputs, err = o.complete(ctx, c, t, inputs); err != nil {
		return a.locate(c, err)
	}
	started := time.Now()
	result, err := generator.New(ctx, o.engine(c, t, inputs, started))
	p := projectFolder{dir: console.Relative(o.dir)}
	p.tell(c, result.Recovery)
	if err != nil {
		return explainUnwritten(c, o.dir, inTemplate(o.template, a.locate(c, err)))
	}
	c.Done = !o.dryRun
	r := newReport{c, o, p, t, result, time.Since(started)}
	if o.json {
		err := r.json() // it lists the warnings that were told before, and its own
		r.warnings()
		return err
	}
	r.warnings()
	switch {
	case o.dryRun:
		r.plan()
	default:
		r.summary()
	}
	return nil
}

// complete asks for the folder and the answers that are still open. Who
// answers something on the command line is not asked for what has a default;
// without somebody to ask, nothing is asked at all.
func (o newOptions) complete(ctx context.Context, c *console.Console, t *template.Template, inputs []template.Input) (string, []template.Input, error) {
	asks := c.Asks && !o.yes && !o.json
	dir := o.dir
	switch {
	case !asks && dir == "":
		return "", nil, console.Refuse(c.Say("new.noFolder"), c.Say("new.noFolderHint"))
	case !asks:
		return dir, inputs, nil
	case dir != "":
		if err := generator.CheckTarget(dir); err != nil {
			return "", nil, err
		}
	}
	start, err := generator.StartAnswers(dir, project.Record{})
	if err != nil {
		return "", nil, err
	}
	soFar, err := t.ResolveSoFar(t.Questions, start, inputs...)
	if err != nil {
		return "", nil, err
	}
	questions := soFar.Open()
	if len(questions) < len(t.Questions) {
		questions = soFar.Missing()
	}
	form := prompt.Form{Console: c, Explain: explainer(c), Dir: dir, Questions: questions, SoFar: soFar}
	dir, prompted, err := form.Ask(ctx)
	return dir, append(inputs, prompted), err
}

func (o newOptions) engine(c *console.Console, t *template.Template, inputs []template.Input, now time.Time) generator.Options {
	options := generator.Options{
		Template: t,
		Source:   templateFolder(o.template),
		Inputs:   inputs,
		Dir:      o.dir,
		Tool:     mlvbVersion(),
		DryRun:   o.dryRun,
	}
	if o.git && !o.noGit {
		home, _ := os.UserHomeDir() // without one, git has no settings there either
		options.Git = &git.Options{Message: commitMessage(c, t), Home: home, Getenv: c.Lookup, Now: now}
	}
	return options
}

func commitMessage(c *console.Console, t *template.Template) string {
	return c.Say("new.commitMessage", t.Name, t.Version)
}
