package cmd

import (
	"context"
	"errors"
	"io"
	"os"
	"strings"

	"mlvb/cmd/console"
	"mlvb/generator/template"
)

// givenAnswers is what was answered before anything is asked.
type givenAnswers struct {
	inputs []template.Input // in the order of precedence: flags, the answers file, the preset
	places template.Places  // of the answers file
}

func (o newOptions) given(ctx context.Context, c *console.Console, t *template.Template, flags template.Input) (givenAnswers, error) {
	if err := o.addSet(c, t, flags); err != nil {
		return givenAnswers{}, err
	}
	a := givenAnswers{inputs: []template.Input{flags}}
	if o.answers != "" {
		file, places, err := readAnswers(ctx, c, o.answers)
		if err != nil {
			return givenAnswers{}, err
		}
		a.inputs, a.places = append(a.inputs, file), places
	}
	if o.preset != "" {
		preset, err := t.Preset(o.preset)
		if err != nil {
			return givenAnswers{}, err
		}
		a.inputs = append(a.inputs, preset)
	}
	return a, nil
}

// locate says where in the answers file an answer stands that is refused. The
// flags come before the file.
func (a givenAnswers) locate(c *console.Console, err error) error {
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
