package cmd

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"mlvb/cmd/console"
	"mlvb/cmd/prompt"
	"mlvb/generator"
	"mlvb/generator/template"
)

// inputs gathers the answers that the record does not have: those that were
// set, and, where there is somebody to ask, those to new questions.
func (o updateOptions) inputs(ctx context.Context, c *console.Console, t *template.Template, p projectFolder, set template.Input) ([]template.Input, error) {
	inputs := []template.Input{set}
	if !c.Asks || o.yes || o.json || o.diff {
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
	form := prompt.Form{Console: c, Explain: explainer(c), Dir: p.dir, Questions: questions, SoFar: soFar}
	_, prompted, err := form.Ask(ctx)
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

// readPairs takes NAME=VALUE apart.
func readPairs(c *console.Console, pairs []string) (template.Input, error) {
	in := template.Input{}
	for _, pair := range pairs {
		name, value, found := strings.Cut(pair, "=")
		if !found {
			return nil, console.Refuse(c.Say("set.notPair", pair), c.Say("set.hint"))
		}
		if _, twice := in[name]; twice {
			return nil, console.Refuse(c.Say("new.twice", name), c.Say("set.twiceHint"))
		}
		in[name] = value
	}
	return in, nil
}

// unanswered says how a question is answered that no flag is named after.
func unanswered(c *console.Console, err error) error {
	var missing *template.MissingError
	if !errors.As(err, &missing) {
		return err
	}
	q := missing.Question
	hint := fmt.Sprintf("--set %s=%s", q.Name, valueName(c, q))
	if rule := q.Hint.In(string(c.Language)); rule != "" {
		hint += c.Say("colon") + rule
	}
	return console.Refuse(c.Say("answer.missing", q.Name, q.Prompt.In(string(c.Language))), hint)
}
