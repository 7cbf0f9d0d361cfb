package cmd

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"mlvb/generator"
	"mlvb/generator/template"
)

// inputs gathers the answers that the record does not have: those that were
// set, and, where there is somebody to ask, those to new questions.
func (o updateOptions) inputs(ctx context.Context, c *console, t *template.Template, p projectFolder, set template.Input) ([]template.Input, error) {
	inputs := []template.Input{set}
	if !c.asks || o.yes || o.json || o.diff {
		return inputs, nil
	}
	questions, err := p.record.Layout.QuestionsOf(t)
	if err != nil {
		return nil, err
	}
	start, err := generator.StartAnswers(p.dir, p.record)
	if err != nil {
		return nil, err
	}
	soFar, err := t.ResolveSoFar(questions, start, set, t.Recall(p.record.Answers))
	if err != nil {
		return nil, err
	}
	if questions = newQuestions(soFar); len(questions) == 0 {
		return inputs, nil
	}
	prompted, err := c.ask(ctx, &p.dir, questions, soFar)
	return append(inputs, prompted), err
}

// newQuestions lists what nothing has answered yet. A secret is never recorded
// and lives in a file of the user's: it is no news.
func newQuestions(soFar *template.SoFar) []template.Question {
	questions := slices.DeleteFunc(soFar.Open(), func(q template.Question) bool { return q.Secret })
	if !slices.ContainsFunc(questions, soFar.Applies) {
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
