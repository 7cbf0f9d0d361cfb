package cmd

import (
	"context"
	"errors"
	"strings"

	"charm.land/huh/v2"

	"mlvb/generator/template"
)

// errInterrupted says that the user pressed Ctrl-C at a question.
var errInterrupted = errors.New("interrupted")

// ask puts the questions that nothing has answered yet, one after the other,
// and before them that for the folder, unless it is known; Shift-Tab goes back.
// A question whose condition does not hold is passed over. It is one form: the
// reader of an earlier one could take the keys that are meant for the next.
func (c *console) ask(ctx context.Context, dir *string, questions []template.Question, so template.Answers) (template.Input, error) {
	var groups []*huh.Group
	target := &folder{dir: dir, questions: questions, so: so}
	if *dir == "" {
		groups = append(groups, huh.NewGroup(target.field(c)))
	}
	for _, q := range questions {
		q := question{c, q, so}
		field := q.field()
		if input, ok := field.(*huh.Input); ok {
			target.moved = append(target.moved, func() { input.Accessor(answer[string]{q}) })
		}
		groups = append(groups, huh.NewGroup(field).WithHideFunc(q.passed))
	}
	if err := c.runForm(ctx, groups...); err != nil {
		return nil, err
	}
	in := template.Input{}
	for _, q := range questions {
		if q.When.Holds(so) {
			in[q.Name] = so.Values[q.Name]
		}
	}
	return in, nil
}

func (c *console) runForm(ctx context.Context, groups ...*huh.Group) error {
	form := huh.NewForm(groups...).
		WithInput(c.in).
		WithOutput(c.err).
		WithTheme(huh.ThemeFunc(formTheme)).
		WithKeyMap(formKeys(c))
	err := form.RunWithContext(ctx)
	if errors.Is(err, huh.ErrUserAborted) || ctx.Err() != nil {
		return errInterrupted
	}
	return err
}

// A question is a question of the template as a field of the form. It reads
// and writes the answers so far, so that later conditions see it.
type question struct {
	*console
	template.Question
	so template.Answers
}

func (q question) passed() bool { return !q.When.Holds(q.so) }

func (q question) field() huh.Field {
	title, hint := q.Prompt.In(string(q.language)), q.Hint.In(string(q.language))
	switch q.Kind {
	case template.KindBool:
		return huh.NewConfirm().Title(title).Description(hint).
			Affirmative(q.say("ask.yes")).Negative(q.say("ask.no")).
			Accessor(answer[bool]{q})
	case template.KindChoice:
		return huh.NewSelect[string]().Title(title).Description(hint).
			Options(huh.NewOptions(q.Choices...)...).
			Accessor(answer[string]{q})
	default:
		input := huh.NewInput().Title(title).Description(hint).
			Validate(q.check).
			Accessor(answer[string]{q})
		if q.Secret {
			input.EchoMode(huh.EchoModePassword)
		}
		return input
	}
}

// check refuses what was typed in the words of the template.
func (q question) check(typed string) error {
	_, _, err := q.Accept(typed, q.so)
	return q.refusal(err)
}

// refusal words why an answer was refused, for the lines below the field.
func (c *console) refusal(err error) error {
	if err == nil {
		return nil
	}
	f := c.explain(err)
	return errors.New(strings.TrimSuffix(f.say+"\n"+f.hint, "\n"))
}

// answer is where a field of the form keeps its value: among the answers so far.
type answer[T any] struct{ question }

func (a answer[T]) Get() T {
	value, _ := a.so.Values[a.Name].(T)
	return value
}

func (a answer[T]) Set(value T) {
	a.so.Values[a.Name] = value
	if settled, _, err := a.Accept(value, a.so); err == nil {
		a.so.Values[a.Name] = settled
	}
}
