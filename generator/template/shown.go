package template

import (
	"context"
	"slices"
	"strings"
	"text/template/parse"
)

// QuestionsIn returns the questions whose answers can show in those files of
// the template for which placed is true.
func (t *Template) QuestionsIn(placed func(name string) bool) ([]Question, error) {
	shown, err := t.namesIn(placed)
	if err != nil {
		return nil, err
	}
	for range t.Questions { // a question can hang on one that hangs on another
		for _, q := range t.Questions {
			if shown[q.Name] {
				shown.addCondition(q.When)
				for _, rule := range q.Rules {
					shown[rule.Differs] = true
				}
			}
		}
	}
	return slices.DeleteFunc(slices.Clone(t.Questions), func(q Question) bool { return !shown[q.Name] }), nil
}

// names are words that may be those of questions.
type names map[string]bool

func (n names) addCondition(c Condition) {
	for question := range c {
		n[question] = true
	}
}

// namesIn are the words that decide on the files that have a place.
func (t *Template) namesIn(placed func(name string) bool) (names, error) {
	c, err := t.contents()
	if err != nil {
		return nil, err
	}
	found := names{}
	for _, layer := range t.Layers {
		first, last := c.below(layer.From)
		for i := first; i < last; i++ {
			to := layer.output(c.names[i])
			if !placed(to) {
				continue
			}
			found.addCondition(layer.When)
			for _, rule := range t.Files {
				if rule.matches(to) {
					found.addCondition(rule.When)
				}
			}
			if !strings.HasSuffix(c.names[i], templateSuffix) {
				continue
			}
			if err := t.addActions(found, c.names[i], string(c.data[i])); err != nil {
				return nil, err
			}
		}
	}
	if s := t.Secrets; s != nil {
		if placed(s.From) {
			found.addCondition(s.When)
			for _, q := range t.Questions {
				if q.Secret {
					found[q.Name] = true
				}
			}
		}
	}
	return found, nil
}

// addActions adds the names in the actions of a file. An action that takes all
// answers at once has them all.
func (t *Template) addActions(found names, name, text string) error {
	parsed, err := newActions(context.Background()).parse(name, text)
	if err != nil {
		return err
	}
	visitNodes(parsed, func(n parse.Node) {
		switch n := n.(type) {
		case *parse.FieldNode: // .title
			found[n.Ident[0]] = true
		case *parse.VariableNode: // $.title, or $ alone
			if len(n.Ident) > 1 {
				found[n.Ident[1]] = true
			} else if n.Ident[0] == "$" {
				found.addAll(t.Questions)
			}
		case *parse.DotNode:
			found.addAll(t.Questions)
		}
	})
	return nil
}

func (n names) addAll(questions []Question) {
	for _, q := range questions {
		n[q.Name] = true
	}
}
