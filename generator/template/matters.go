package template

import (
	"maps"
	"regexp"
	"slices"
	"strings"
)

// QuestionsIn returns the questions whose answers can show in those files of
// the template for which placed is true.
func (t *Template) QuestionsIn(placed func(name string) bool) ([]Question, error) {
	matter, err := t.namesIn(placed)
	if err != nil {
		return nil, err
	}
	for range t.Questions { // a question can hang on one that hangs on another
		for _, q := range t.Questions {
			if matter[q.Name] {
				matter.addCondition(q.When)
				for _, rule := range q.Rules {
					matter[rule.Differs] = true
				}
			}
		}
	}
	return slices.DeleteFunc(slices.Clone(t.Questions), func(q Question) bool { return !matter[q.Name] }), nil
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
			if strings.HasSuffix(c.names[i], templateSuffix) {
				maps.Copy(found, t.namesInActions(string(c.data[i])))
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

// namesInActions are the words in the actions of a file. An action that takes
// all answers at once has them all.
func (t *Template) namesInActions(text string) names {
	word := regexp.MustCompile(`[A-Za-z_][A-Za-z0-9_]*`)
	all := regexp.MustCompile(`(^|[\s(])[.$]([\s)]|$)`)
	found := names{}
	for _, after := range strings.Split(text, leftDelim)[1:] {
		action, _, _ := strings.Cut(after, rightDelim)
		for _, name := range word.FindAllString(action, -1) {
			found[name] = true
		}
		if all.MatchString(action) {
			for _, name := range t.questionNames() {
				found[name] = true
			}
		}
	}
	return found
}
