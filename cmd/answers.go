package cmd

import (
	"context"
	"errors"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"mlvb/cmd/console"
	"mlvb/generator/template"
)

// questionFlags holds which question each flag of `mlvb new` answers.
type questionFlags []template.Question

// addQuestionFlags gives every question of the template a flag, save where
// the name is taken (--set answers it then) and for secrets: shells keep a
// history of what was typed.
func addQuestionFlags(c *console.Console, cmd *cobra.Command, t *template.Template) questionFlags {
	var added questionFlags
	flags := cmd.Flags()
	for _, q := range t.Questions {
		name := flagName(q)
		if q.Secret || reserved(name) {
			continue
		}
		flags.String(name, "", q.Prompt.In(string(c.Language))) // shells show it while they complete
		annotate(flags, name, flagQuestion, q.Name)
		if q.Kind == template.KindBool {
			flags.Lookup(name).NoOptDefVal = "true"
		}
		if len(q.Choices) > 0 {
			completeWith(cmd, name, q.Choices)
		}
		added = append(added, q)
	}
	return added
}

// reserved reports whether a flag of `mlvb new` itself has that name.
func reserved(name string) bool {
	return slices.Contains([]string{
		"template", "preset", "answers", "set", "git", "no-git", "yes", "dry-run", "json", "help", languageFlag,
	}, name)
}

// answerRows lists how to answer on the command line, in the order of the
// questions.
func answerRows(c *console.Console, t *template.Template) []console.Row {
	var rows []console.Row
	for _, q := range t.Questions {
		if q.Secret {
			continue
		}
		rows = append(rows, console.Row{Term: strings.TrimSuffix(longFlag, "--") + howToAnswer(c, q), Meaning: promptOf(c, q)})
	}
	return rows
}

func flagName(q template.Question) string { return strings.ReplaceAll(q.Name, "_", "-") }

func valueName(c *console.Console, q template.Question) string {
	switch q.Kind {
	case template.KindBool:
		return "true|false"
	case template.KindChoice:
		return strings.Join(q.Choices, "|")
	default:
		return c.Say("value.text")
	}
}

// given returns the answers that were given as flags.
func (asked questionFlags) given(cmd *cobra.Command) template.Input {
	in := template.Input{}
	for _, q := range asked {
		flag := cmd.Flags().Lookup(flagName(q))
		if !flag.Changed {
			continue
		}
		in[q.Name] = flag.Value.String()
	}
	return in
}

// answered is what was answered before anything is asked.
type answered struct {
	inputs []template.Input // in the order of precedence: flags, the answers file, the preset
	places template.Places  // of the answers file
}

func (o newOptions) answered(ctx context.Context, c *console.Console, t *template.Template, flags template.Input) (answered, error) {
	if err := o.addSet(c, t, flags); err != nil {
		return answered{}, err
	}
	a := answered{inputs: []template.Input{flags}}
	if o.answers != "" {
		file, places, err := readAnswers(ctx, c, o.answers)
		if err != nil {
			return answered{}, err
		}
		a.inputs, a.places = append(a.inputs, file), places
	}
	if o.preset != "" {
		preset, err := t.Preset(o.preset)
		if err != nil {
			return answered{}, err
		}
		a.inputs = append(a.inputs, preset)
	}
	return a, nil
}

// placed says where in the answers file an answer stands that is refused. The
// flags come before the file.
func (a answered) placed(c *console.Console, err error) error {
	var (
		answer  *template.AnswerError
		unknown *template.UnknownError
		name    string
	)
	switch {
	case errors.As(err, &answer):
		name = answer.Question
	case errors.As(err, &unknown):
		name = unknown.Name
	}
	place, inFile := a.places[name]
	if _, flag := a.inputs[0][name]; flag || !inFile {
		return err
	}
	f := explain(c, err)
	return console.Refuse(place+": "+f.Say, f.Hint)
}

// addSet adds the pairs of --set to the answers of the other flags.
func (o newOptions) addSet(c *console.Console, t *template.Template, in template.Input) error {
	for _, pair := range o.set {
		name, value, found := strings.Cut(pair, "=")
		if !found {
			return console.Refuse(c.Say("new.setNotPair", pair), c.Say("new.setHint"))
		}
		q, known := t.Question(name)
		if _, twice := in[name]; twice {
			return console.Refuse(c.Say("new.twice", name), c.Say("new.twiceHint"))
		}
		if known && q.Secret {
			return console.Refuse(c.Say("new.setSecret", name), secretHint(c, t))
		}
		in[name] = value
	}
	return nil
}

// secretHint says where a secret answer goes instead of the command line.
func secretHint(c *console.Console, t *template.Template) string {
	if t.Secrets == nil {
		return c.Say("new.secretHint")
	}
	return c.Say("new.secretFileHint", t.Secrets.To)
}

// readAnswers reads the file of answers. A pipe may keep it waiting: Ctrl-C ends that.
func readAnswers(ctx context.Context, c *console.Console, file string) (template.Input, template.Places, error) {
	type read struct {
		data []byte
		err  error
	}
	done := make(chan read, 1)
	go func() {
		if file == "-" {
			data, err := io.ReadAll(c.In)
			done <- read{data, err}
			return
		}
		data, err := os.ReadFile(file)
		done <- read{data, err}
	}()
	select {
	case <-ctx.Done():
		return nil, nil, console.ErrInterrupted
	case r := <-done:
		if r.err != nil {
			return nil, nil, console.Refuse(c.Say("new.answersUnreadable", file, cause(c, r.err)), c.Say("new.answersHint"))
		}
		in, places, err := template.ReadInput(file, r.data)
		if err != nil {
			return nil, nil, console.Refuse(explain(c, err).Say, c.Say("new.answersHint"))
		}
		return in, places, nil
	}
}
