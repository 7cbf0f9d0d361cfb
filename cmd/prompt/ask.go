// Package prompt asks on the terminal for what the command line does not say.
package prompt

import (
	"context"
	"errors"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"mlvb/cmd/console"
	"mlvb/generator/template"
)

// A Form is a list of questions to put.
type Form struct {
	Console   *console.Console
	Explain   func(error) *console.Failure // words what the engine refuses
	Dir       string                       // of the project; empty: it is asked for first
	Questions []template.Question
	SoFar     *template.SoFar // what is known before, and gets the answers
}

// Ask puts the questions, one after the other; Shift-Tab goes back. A question
// whose condition does not hold is passed over. It returns the folder and the
// answers; the error is [console.ErrInterrupted] after Ctrl-C.
//
// It is one form, for the folder too: the reader of an earlier one could take
// the keys that are meant for the next.
func (f Form) Ask(ctx context.Context) (dir string, answers template.Input, err error) {
	var groups []*huh.Group
	target := &folder{form: f, dir: f.Dir}
	if f.Dir == "" {
		groups = append(groups, huh.NewGroup(target.field()))
	}
	for _, q := range f.Questions {
		q := question{f, q}
		field := q.field()
		if input, ok := field.(*huh.Input); ok {
			target.moved = append(target.moved, func() {
				input.Accessor(noAnswer{}) // so that the caret goes behind the answer that comes now
				input.Accessor(answer[string]{q})
			})
		}
		groups = append(groups, huh.NewGroup(field).WithHideFunc(q.passed))
	}
	if err := f.run(ctx, groups); err != nil {
		return "", nil, err
	}
	return target.dir, f.SoFar.Input(f.Questions), nil
}

func (f Form) run(ctx context.Context, groups []*huh.Group) error {
	form := huh.NewForm(groups...).
		WithProgramOptions(tea.WithoutSignalHandler()). // the context ends it: two that listen wait for each other
		WithInput(f.Console.In).
		WithOutput(canvas{f.Console.Terminal}).
		WithTheme(huh.ThemeFunc(theme)).
		WithKeyMap(keys(f.Console))
	err := form.RunWithContext(ctx)
	if errors.Is(err, huh.ErrUserAborted) || ctx.Err() != nil {
		return console.ErrInterrupted
	}
	return err
}

// refusal words why an answer was refused, for the lines below the field.
func (f Form) refusal(err error) error {
	if err == nil {
		return nil
	}
	why := f.Explain(err)
	return errors.New(console.Visible(strings.TrimSuffix(why.Say+"\n"+why.Hint, "\n")))
}

// A question is a question of the template as a field of the form. It reads
// and writes the answers so far, so that later conditions see it.
type question struct {
	form Form
	template.Question
}

func (q question) passed() bool { return !q.form.SoFar.Applies(q.Question) }

func (q question) field() huh.Field {
	c := q.form.Console
	title, hint := console.Visible(q.Prompt.In(string(c.Language))), console.Visible(q.Hint.In(string(c.Language)))
	switch q.Kind {
	case template.KindBool:
		return huh.NewConfirm().Title(title).Description(hint).
			Affirmative(c.Say("ask.yes")).Negative(c.Say("ask.no")).
			Accessor(answer[bool]{q})
	case template.KindChoice:
		return huh.NewSelect[string]().Title(title).Description(hint).
			Options(options(q.Choices)...).
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

func options(choices []string) []huh.Option[string] {
	var list []huh.Option[string]
	for _, choice := range choices {
		list = append(list, huh.NewOption(console.OneLine(choice), choice))
	}
	return list
}

// check refuses what was typed in the words of the template.
func (q question) check(typed string) error {
	return q.form.refusal(q.form.SoFar.Check(q.Question, typed))
}

// noAnswer makes a field empty.
type noAnswer struct{}

func (noAnswer) Get() string { return "" }

func (noAnswer) Set(string) {}

// answer is where a field of the form keeps its value: among the answers so far.
type answer[T any] struct{ question }

func (a answer[T]) Get() T {
	value, _ := a.form.SoFar.Value(a.Question).(T)
	return value
}

func (a answer[T]) Set(value T) { a.form.SoFar.Answer(a.Question, value) }
