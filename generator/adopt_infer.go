package generator

import (
	"bytes"
	"context"
	"path"
	"slices"

	"mlvb/generator/files"
	"mlvb/generator/template"
)

// infer finds answers in the files that are there, for the questions that
// nobody answered: first which choices the project was made with, then the
// texts that stand where the template puts them.
func (u *updating) infer(ctx context.Context) error {
	found := template.Input{}
	u.Inputs = append(u.Inputs, found)
	for _, q := range u.Template.Questions {
		if _, given := template.FirstAnswer(u.Inputs, q.Name); given || q.Required || q.Kind == template.KindText {
			continue
		}
		value, err := u.inferChoice(ctx, q)
		if err != nil {
			return err
		}
		found[q.Name] = value
	}
	for _, q := range u.Template.Questions {
		if _, given := template.FirstAnswer(u.Inputs, q.Name); given || q.Kind != template.KindText || q.Secret {
			continue
		}
		text, err := u.inferText(ctx, q.Name)
		if err != nil {
			return err
		}
		so, err := u.optional(u.Inputs)
		if err != nil {
			return err
		}
		if _, _, err := q.Accept(text, so); err == nil && text != "" {
			found[q.Name] = text
		}
	}
	name, err := u.inferText(ctx, template.BuiltinName)
	if err == nil && name != "" && template.Slug(name) == name {
		u.record.Answers = map[string]any{template.BuiltinName: name} // as an update has it
	}
	return err
}

// inferChoice returns the answer whose files are there: one that is missing
// counts against it. Where two do as well, it is the default.
func (u *updating) inferChoice(ctx context.Context, q template.Question) (any, error) {
	best, _ := q.Fallback(template.NewAnswers(""))
	values := []any{best, false, true}
	if q.Kind == template.KindChoice {
		values = values[:1]
		for _, choice := range q.Choices {
			values = append(values, choice)
		}
	}
	most := 0
	for i, value := range values {
		a, err := u.optional(append(slices.Clone(u.Inputs), template.Input{q.Name: value}))
		if err != nil {
			return nil, err
		}
		fit, err := u.fit(ctx, a)
		if err != nil {
			return nil, err
		}
		if i == 0 || fit > most {
			best, most = value, fit
		}
	}
	return best, nil
}

// fit tells how well the rendering goes with what is there.
func (u *updating) fit(ctx context.Context, a template.Answers) (int, error) {
	tree, err := u.shown(a)
	if err != nil {
		return 0, err
	}
	s, err := see(ctx, u.disk, nil, tree)
	if err != nil {
		return 0, targetFault(u.Dir, err)
	}
	fit := 0
	for _, f := range tree {
		switch ours := s.File(f.Path); {
		case ours == nil:
			fit--
		case ours.Same(&f):
			fit += 2
		default:
			fit++
		}
	}
	return fit, nil
}

// inferText returns what stands in the files where the template has the value
// of that name, and "" where there is none.
func (u *updating) inferText(ctx context.Context, name string) (string, error) {
	const mark = "mlvb-infers-this"
	a, err := u.optional(u.Inputs)
	if err != nil {
		return "", err
	}
	a.Values[name] = mark
	tree, err := u.shown(a)
	if err != nil {
		return "", err
	}
	tree = slices.DeleteFunc(tree, func(f files.File) bool { // prose may have an example in the place of an answer
		return path.Ext(f.Path) == ".md" || !bytes.Contains(f.Content, []byte(mark))
	})
	s, err := see(ctx, u.disk, nil, tree)
	if err != nil {
		return "", targetFault(u.Dir, err)
	}
	for _, f := range tree {
		if ours := s.File(f.Path); ours != nil && !ours.IsBinary() {
			if text, found := standsFor(mark, string(f.Content), string(ours.Content)); found {
				return text, nil
			}
		}
	}
	return "", nil
}

// shown is the template with these answers in the project's layout, without
// secrets.
func (u *updating) shown(a template.Answers) (files.Tree, error) {
	tree, err := u.Template.Render(a)
	if err != nil {
		return nil, err
	}
	return u.layout.Apply(tree.WithoutSecrets())
}
