package cmd

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"mlvb/generator/template"
)

// inputs gathers the answers that the record does not have: those that were
// set, and, where there is somebody to ask, those to new questions.
func (o updateOptions) inputs(ctx context.Context, c *console, t *template.Template, p projectFolder, set template.Input) ([]template.Input, error) {
	inputs := []template.Input{set}
	if !c.asks || o.yes || o.json || o.diff {
		return inputs, nil
	}
	known := []template.Input{set, t.Recall(p.record.Answers)}
	so, err := soFar(t, p.dir, known)
	if err != nil {
		return nil, err
	}
	all, err := p.record.Layout.QuestionsOf(t)
	if err != nil {
		return nil, err
	}
	questions := newQuestions(all, known, so)
	if len(questions) == 0 {
		return inputs, nil
	}
	prompted, err := c.ask(ctx, &p.dir, questions, so)
	return append(inputs, prompted), err
}

// newQuestions lists what nothing has answered yet. A secret is never recorded
// and lives in a file of the user's: it is no news.
func newQuestions(all []template.Question, known []template.Input, so template.Answers) []template.Question {
	in := given(known)
	questions := slices.DeleteFunc(slices.Clone(all), func(q template.Question) bool {
		_, answered := in[q.Name]
		return answered || q.Secret
	})
	if !slices.ContainsFunc(questions, func(q template.Question) bool { return q.When.Holds(so) }) {
		return nil
	}
	return questions
}

// pairs takes NAME=VALUE apart.
func (c *console) pairs(pairs []string) (template.Input, error) {
	in := template.Input{}
	for _, pair := range pairs {
		name, value, found := strings.Cut(pair, "=")
		if !found {
			return nil, refuse(c.say("set.notPair", pair), c.say("set.hint"))
		}
		if _, twice := in[name]; twice {
			return nil, refuse(c.say("new.twice", name), c.say("set.twiceHint"))
		}
		in[name] = value
	}
	return in, nil
}

// unanswered says how a question is answered that no flag is named after.
func (c *console) unanswered(err error) error {
	var missing *template.MissingError
	if !errors.As(err, &missing) {
		return err
	}
	q := missing.Question
	hint := fmt.Sprintf("--set %s=%s", q.Name, valueName(c, q))
	if rule := q.Hint.In(string(c.language)); rule != "" {
		hint += c.say("colon") + rule
	}
	return refuse(c.say("answer.missing", q.Name, q.Prompt.In(string(c.language))), hint)
}
