package generator

import (
	"context"
	"errors"
	"io/fs"
	"slices"

	"mlvb/generator/files"
	"mlvb/generator/plan"
	"mlvb/generator/project"
	"mlvb/generator/template"
	"mlvb/generator/txn"
)

// The commands that can be undone.
const (
	commandUpdate  = "update"
	commandSet     = "set"
	commandAdd     = "add"
	commandAdopt   = "adopt"
	commandResolve = "resolve"
)

// updating is a project that is being brought to a template.
type updating struct {
	UpdateOptions
	command   string
	disk      txn.Disk
	record    project.Record  // as it was; zero for a new one
	layout    project.Layout  // to be
	base      files.Tree      // of the merges
	recorded  string          // digest of the base that is on disk; empty where it can't be relied on
	conflicts []plan.Conflict // as they were
	theirs    files.Tree
	digest    string // of the template
	sight     files.Snapshot
	next      files.Tree // base of the next merges
	list      []txn.Change
	result    UpdateResult
}

func (o UpdateOptions) run(ctx context.Context, command string) (UpdateResult, error) {
	u := &updating{UpdateOptions: o, command: command}
	return u.run(ctx, u.load)
}

// run does all of it in a folder that is there. What was there before comes
// from load.
func (u *updating) run(ctx context.Context, load func() error) (UpdateResult, error) {
	return u.runSteps(ctx, load, u.render, func() error { return u.look(ctx) }, u.plan, u.describe)
}

// runSteps commits what the steps, which write nothing, prepared.
func (u *updating) runSteps(ctx context.Context, steps ...func() error) (UpdateResult, error) {
	if u.openDisk == nil {
		u.openDisk = txn.OpenDisk
	}
	disk, err := u.openDisk(u.Dir)
	if errors.Is(err, fs.ErrNotExist) {
		return UpdateResult{}, &project.Error{Reason: project.NotAProject, Dir: u.Dir}
	}
	if err != nil {
		return UpdateResult{}, targetFault(u.Dir, err)
	}
	defer disk.Close()
	u.disk = disk
	if u.DryRun {
		if err := u.checkWhole(); err != nil {
			return UpdateResult{}, err
		}
		err := prepare(ctx, steps)
		return u.result, err
	}
	folder, err := txn.Open(disk)
	if err != nil {
		return UpdateResult{}, targetFault(u.Dir, err)
	}
	defer folder.Close()
	u.result.Recovered = folder.Recovered()
	if err := prepare(ctx, steps); err != nil {
		return UpdateResult{}, err
	}
	if err := u.commit(ctx, folder); err != nil {
		return UpdateResult{}, targetFault(u.Dir, err)
	}
	return u.result, nil
}

// checkWhole refuses a dry run where a killed run left work: the plan would be
// made from a state that no command starts from.
func (u *updating) checkWhole() error {
	left, err := txn.Interrupted(u.disk)
	if err != nil {
		return targetFault(u.Dir, err)
	}
	if left {
		return &project.TargetError{Reason: project.TargetInterrupted, Dir: u.Dir}
	}
	return nil
}

func prepare(ctx context.Context, steps []func() error) error {
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// render resolves the answers and renders theirs.
func (u *updating) render() error {
	if err := u.refuseSecrets(); err != nil {
		return err
	}
	a, notices, err := u.answers(append(slices.Clone(u.Inputs), u.Template.Recall(u.record.Answers)))
	if err != nil {
		return err
	}
	u.result.Answers = a
	for _, n := range notices {
		if _, given := template.FirstAnswer(u.Inputs, n.Question); given {
			u.result.Notices = append(u.result.Notices, n)
		}
	}
	u.theirs, err = u.rendered(a)
	return err
}

// answers settles the answers that matter in the project's layout.
func (u *updating) answers(inputs []template.Input) (template.Answers, []template.Notice, error) {
	questions, err := u.layout.QuestionsOf(u.Template)
	if err != nil {
		return template.Answers{}, nil, err
	}
	return u.settle(questions, inputs)
}

// settle settles the answers to these questions and to what is answered of the
// others, under the project's recorded name.
func (u *updating) settle(questions []template.Question, inputs []template.Input) (template.Answers, []template.Notice, error) {
	folder, err := folderName(u.Dir)
	if err != nil {
		return template.Answers{}, nil, err
	}
	a := template.NewAnswers(folder)
	if name, ok := u.record.Answers[template.BuiltinName].(string); ok {
		a.Values[template.BuiltinName] = name
	}
	return u.Template.Without(questions, inputs).ResolveAs(a, inputs)
}

// rendered is the template with these answers, in the project's layout. The
// file for secrets is written once: where the project had it, it is the user's.
func (u *updating) rendered(a template.Answers) (files.Tree, error) {
	tree, err := u.Template.Render(a)
	if err != nil {
		return nil, err
	}
	if tree, err = u.layout.Apply(tree); err != nil {
		return nil, err
	}
	if s := u.Template.Secrets; s != nil {
		from, _ := u.layout.Place(s.From)
		if _, had := u.base.Find(from); had {
			tree = tree.WithoutSecrets()
		}
	}
	return tree, nil
}

// refuseSecrets refuses to record what must not be recorded. A new file for
// secrets takes them: add and adopt write one.
func (u *updating) refuseSecrets() error {
	if u.command == commandAdd || u.command == commandAdopt {
		return nil
	}
	for _, in := range u.Inputs {
		for _, q := range u.Template.Questions {
			if _, given := in[q.Name]; given && q.Secret {
				file, _ := u.layout.Place(u.Template.Secrets.To)
				return &project.SecretError{Question: q.Name, File: file}
			}
		}
	}
	return nil
}

// describe fills in what the result says beside the plan.
func (u *updating) describe() error {
	source, err := project.RelativeSource(u.Dir, u.Source)
	if err != nil {
		return err
	}
	r := &u.result
	r.From, r.To = u.record.Template, template.ID{Name: u.Template.Name, Version: u.Template.Version, Digest: u.digest, Source: source}
	if r.From.Digest != r.To.Digest {
		r.News = u.Template.NewsSince(r.From.Version)
	}
	r.Record = project.Record{
		Schema: project.RecordSchema, Tool: u.Tool, Template: r.To, Base: u.next.Digest(), Answers: r.Answers.Recorded(), Layout: u.layout,
	}
	if u.record.Schema != 0 && r.Record.SameBut(u.record) {
		r.Record.Tool = u.record.Tool
	}
	return u.changes()
}
