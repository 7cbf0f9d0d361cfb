package generator

import (
	"bytes"
	"context"
	"path"
	"slices"

	"mlvb/generator/files"
	"mlvb/generator/project"
	"mlvb/generator/template"
)

// inference finds answers in the files of a mini-program: those with which the
// template would make what is there.
type inference struct {
	UpdateOptions
	folder *project.Folder
	layout project.Layout
	inputs []template.Input // answers that are known already
}

// inferred is what an inference found.
type inferred struct {
	answers template.Input
	name    string // of the project; empty where the files don't tell
}

// run asks the files for what nobody answered: first which choices the project
// was made with, then the texts that stand where the template puts them.
func (i inference) run(ctx context.Context) (inferred, error) {
	found := inferred{answers: template.Input{}}
	i.inputs = append(slices.Clone(i.inputs), found.answers)
	for _, q := range i.Template.Questions {
		if i.isKnown(q) || q.Required || q.Kind == template.KindText {
			continue
		}
		value, err := i.choice(ctx, q)
		if err != nil {
			return found, err
		}
		found.answers[q.Name] = value
	}
	for _, q := range i.Template.Questions {
		if i.isKnown(q) || q.Kind != template.KindText || q.Secret {
			continue
		}
		text, err := i.text(ctx, q.Name)
		if err != nil {
			return found, err
		}
		soFar, err := i.optionalAnswers(i.inputs...)
		if err != nil {
			return found, err
		}
		if _, _, err := q.Accept(text, soFar); err == nil && text != "" {
			found.answers[q.Name] = text
		}
	}
	name, err := i.text(ctx, template.BuiltinName)
	if err == nil && name != "" && template.Slug(name) == name {
		found.name = name
	}
	return found, err
}

func (i inference) isKnown(q template.Question) bool {
	_, known := template.FirstAnswer(i.inputs, q.Name)
	return known
}

// choice returns the answer whose files are there, and the default where two do
// as well.
func (i inference) choice(ctx context.Context, q template.Question) (any, error) {
	best, _ := q.Fallback(template.NewAnswers(""))
	most, err := i.score(ctx, q, best)
	if err != nil {
		return nil, err
	}
	for _, value := range q.Values() {
		score, err := i.score(ctx, q, value)
		if err != nil {
			return nil, err
		}
		if score > most {
			best, most = value, score
		}
	}
	return best, nil
}

// score tells how well the files fit an answer. A file that is missing counts
// against it.
func (i inference) score(ctx context.Context, q template.Question, value any) (int, error) {
	a, err := i.optionalAnswers(append(slices.Clone(i.inputs), template.Input{q.Name: value})...)
	if err != nil {
		return 0, err
	}
	tree, err := i.visible(ctx, a)
	if err != nil {
		return 0, err
	}
	ours, err := i.folder.Look(ctx, tree.Paths())
	if err != nil {
		return 0, err
	}
	score := 0
	for _, f := range tree {
		switch now := ours.File(f.Path); {
		case now == nil:
			score--
		case now.Same(&f):
			score += 2
		default:
			score++
		}
	}
	return score, nil
}

// text returns what the files have where the template has the value of that
// name, and "" where there is none.
func (i inference) text(ctx context.Context, name string) (string, error) {
	const mark = "mlvb-infers-this"
	a, err := i.optionalAnswers(i.inputs...)
	if err != nil {
		return "", err
	}
	a.Values[name] = mark
	tree, err := i.visible(ctx, a)
	if err != nil {
		return "", err
	}
	tree = slices.DeleteFunc(tree, func(f files.File) bool { // prose may have an example in the place of an answer
		return path.Ext(f.Path) == ".md" || !bytes.Contains(f.Content, []byte(mark))
	})
	ours, err := i.folder.Look(ctx, tree.Paths())
	if err != nil {
		return "", err
	}
	for _, f := range tree {
		if now := ours.File(f.Path); now != nil && !now.IsBinary() {
			if text, found := textAtMark(mark, string(f.Content), string(now.Content)); found {
				return text, nil
			}
		}
	}
	return "", nil
}

// visible is the rendering without secrets, in the project's layout.
func (i inference) visible(ctx context.Context, a template.Answers) (files.Tree, error) {
	tree, err := i.Template.Render(ctx, a)
	if err != nil {
		return nil, err
	}
	return i.layout.Apply(tree.WithoutSecrets())
}

// record names the project, where the files tell its name.
func (f inferred) record() project.Record {
	if f.name == "" {
		return project.Record{}
	}
	return project.Record{Answers: map[string]any{template.BuiltinName: f.name}}
}
