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

// ask puts the questions, one after the other, and before them that for the
// folder, unless it is known; Shift-Tab goes back. A question whose condition
// does not hold is passed over. It is one form: the reader of an earlier one
// could take the keys that are meant for the next.
func (c *console) ask(ctx context.Context, dir *string, questions []template.Question, soFar *template.SoFar) (template.Input, error) {
	var groups []*huh.Group
	target := &folder{dir: dir, soFar: soFar}
	if *dir == "" {
		groups = append(groups, huh.NewGroup(target.field(c)))
	}
	for _, q := range questions {
		q := question{c, q, soFar}
		field := q.field()
		if input, ok := field.(*huh.Input); ok {
			target.moved = append(target.moved, func() { input.Accessor(answer[string]{q}) })
		}
		groups = append(groups, huh.NewGroup(field).WithHideFunc(q.passed))
	}
	if err := c.runForm(ctx, groups...); err != nil {
		return nil, err
	}
	return soFar.Input(questions), nil
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
	soFar *template.SoFar
}

func (q question) passed() bool { return !q.soFar.Applies(q.Question) }

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
	return q.refusal(q.soFar.Check(q.Question, typed))
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
	value, _ := a.soFar.Value(a.Question).(T)
	return value
}

func (a answer[T]) Set(value T) { a.soFar.Answer(a.Question, value) }
