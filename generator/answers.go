package generator

import (
	"path/filepath"
	"slices"

	"mlvb/generator/project"
	"mlvb/generator/template"
)

// StartAnswers are the answers that the project's folder gives. A project that
// has a record keeps the name in it, whatever its folder is called now.
func StartAnswers(dir string, r project.Record) (template.Answers, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return template.Answers{}, err
	}
	start := template.NewAnswers(filepath.Base(dir))
	if name, ok := r.Answers[template.BuiltinName].(string); ok {
		start = start.Named(name)
	}
	return start, nil
}

// answers are those in Inputs and the recorded ones, to the questions that
// matter in the project's layout, with the notices about those in Inputs.
func (o UpdateOptions) answers(state project.State) (template.Answers, []template.Notice, error) {
	recorded := o.Template.Recall(state.Record.Answers)
	a, notices, err := o.resolve(state.Layout, state.Record, append(slices.Clone(o.Inputs), recorded)...)
	return a, slices.DeleteFunc(notices, func(n template.Notice) bool {
		_, given := template.FirstAnswer(o.Inputs, n.Question)
		return !given
	}), err
}

// recordedAnswers are the recorded ones alone.
func (o UpdateOptions) recordedAnswers(state project.State) (template.Answers, error) {
	a, _, err := o.resolve(state.Layout, state.Record, o.Template.Recall(state.Record.Answers))
	return a, err
}

// resolve answers the questions that matter in a layout.
func (o UpdateOptions) resolve(l project.Layout, r project.Record, inputs ...template.Input) (template.Answers, []template.Notice, error) {
	questions, err := l.QuestionsOf(o.Template)
	if err != nil {
		return template.Answers{}, nil, err
	}
	start, err := StartAnswers(o.Dir, r)
	if err != nil {
		return template.Answers{}, nil, err
	}
	return o.Template.ResolveOnly(questions, start, inputs...)
}

// optionalAnswers answers as many questions as can be answered without
// somebody: those that are required and that no input answers are left empty.
func (o UpdateOptions) optionalAnswers(inputs ...template.Input) (template.Answers, error) {
	optional := slices.DeleteFunc(slices.Clone(o.Template.Questions), func(q template.Question) bool { return q.Required })
	start, err := StartAnswers(o.Dir, project.Record{})
	if err != nil {
		return template.Answers{}, err
	}
	a, _, err := o.Template.ResolveOnly(optional, start, inputs...)
	return a, err
}

// refuseSecrets refuses to record what must not be recorded. The file for
// secrets is the user's once it is written.
func (o UpdateOptions) refuseSecrets(l project.Layout) error {
	for _, in := range o.Inputs {
		for _, q := range o.Template.Questions {
			if _, given := in[q.Name]; given && q.Secret {
				file, _ := l.Place(o.Template.Secrets.To)
				return &project.SecretError{Question: q.Name, File: file}
			}
		}
	}
	return nil
}
