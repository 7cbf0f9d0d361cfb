package cmd

import (
	"errors"
	"maps"
	"path/filepath"

	"mlvb/generator/template"
)

// given lays the inputs over one another: the first one that answers decides.
func given(inputs []template.Input) template.Input {
	all := template.Input{}
	for i := len(inputs) - 1; i >= 0; i-- {
		maps.Copy(all, inputs[i])
	}
	return all
}

// soFar is what is known before the first question is put: the answers that
// were given, and for the others what they fall back to. The error is that of
// an answer that was given and is refused: nobody is asked anything then.
func soFar(t *template.Template, dir string, inputs []template.Input) (template.Answers, error) {
	var missing *template.MissingError
	if _, _, err := t.Resolve(template.NewAnswers(folderName(dir)), inputs...); err != nil && !errors.As(err, &missing) {
		return template.Answers{}, err
	}
	so := template.Answers{Values: map[string]any{}}
	liesIn(so, dir)
	in := given(inputs)
	for _, q := range t.Questions {
		value, answered := in[q.Name]
		if !answered {
			so.Values[q.Name], _ = q.Fallback(so)
			continue
		}
		settled, _, err := q.Accept(value, so)
		if err != nil && q.When.Holds(so) {
			return so, err
		}
		so.Values[q.Name] = settled
	}
	return so, nil
}

// liesIn tells the answers so far what the project's folder is called.
func liesIn(so template.Answers, dir string) {
	name := folderName(dir)
	so.Values["folder"], so.Values["name"] = name, template.Slug(name)
}

// open lists the questions to put: where nothing was answered on the command
// line, all of them; else those that nothing can answer by itself.
func open(t *template.Template, inputs []template.Input, so template.Answers) []template.Question {
	in := given(inputs)
	var questions []template.Question
	for _, q := range t.Questions {
		if _, answered := in[q.Name]; answered {
			continue
		}
		if _, falls := q.Fallback(so); len(in) == 0 || !falls {
			questions = append(questions, q)
		}
	}
	return questions
}

// folderName is the name of the folder itself, for "." too.
func folderName(dir string) string {
	absolute, err := filepath.Abs(dir)
	if err != nil {
		return filepath.Base(dir)
	}
	return filepath.Base(absolute)
}
