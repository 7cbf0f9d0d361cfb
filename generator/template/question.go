package template

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"mlvb/generator/syntax"
)

// Accept returns the value as the answer that it is, given the answers so far:
// of the question's kind, within its rules, and without the white space around
// it. A prompt calls it for what was typed. The error is an [*AnswerError].
func (q Question) Accept(value any, soFar Answers) (any, *Notice, error) {
	typed, err := q.typed(value)
	if err == nil && q.Required && typed == "" {
		err = q.refuse(value, mustNotBeEmpty(), q.Hint)
	}
	if err != nil {
		return nil, nil, err
	}
	text, isText := typed.(string)
	if !isText {
		return typed, nil, nil
	}
	notice, err := q.checkRules(text, soFar)
	if err != nil {
		return nil, nil, err
	}
	return typed, notice, nil
}

// checkRules applies the rules: the first one that refuses, else the first one
// that warns.
func (q Question) checkRules(text string, soFar Answers) (*Notice, *AnswerError) {
	var notice *Notice
	for _, rule := range q.Rules {
		if !rule.violatedBy(text, soFar) {
			continue
		}
		refusal := q.refuse(text, rule.Say, rule.Hint)
		if rule.Level != LevelWarning {
			return nil, refusal
		}
		if notice == nil {
			notice = &Notice{Question: q.Name, Value: refusal.Value, Say: rule.Say, Hint: rule.Hint}
		}
	}
	return notice, nil
}

// violatedBy reports whether the rule has something against an answer. An empty
// answer differs from everything: nothing was said yet. Letters' case makes no
// difference, as it makes none in a domain name.
func (r Rule) violatedBy(text string, soFar Answers) bool {
	switch {
	case r.Match != nil:
		return !r.Match().MatchString(text)
	case r.Reject != nil:
		return r.Reject().MatchString(text)
	}
	other, _ := soFar.Values[r.Differs].(string)
	return text != "" && strings.EqualFold(text, other)
}

// typed returns the value as the question's kind has it, or refuses it.
func (q Question) typed(value any) (any, *AnswerError) {
	text, isText := value.(string)
	if isText {
		text = trimmed(text)
		value = text
	}
	switch {
	case q.Kind == KindBool:
		return q.typedBool(value)
	case !isText:
		return nil, q.refuse(value, notText(), nil)
	case q.Kind == KindChoice && !slices.Contains(q.Choices, text):
		return nil, q.refuse(value, notAChoice(q.Choices), nearestChoice(text, q.Choices))
	case !utf8.ValidString(text) || strings.ContainsRune(text, 0):
		return nil, q.refuse(value, notUnicode(), nil)
	case q.Secret && strings.ContainsFunc(text, unicode.IsControl):
		return nil, q.refuse(value, hasControlCharacter(), nil)
	}
	return text, nil
}

// trimmed drops what is pasted along with a value: white space, and the marks
// without width that consoles and documents have around it.
func trimmed(text string) string {
	return strings.TrimFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune("\u200b\u200e\u200f\u2060\ufeff", r)
	})
}

func (q Question) typedBool(value any) (any, *AnswerError) {
	switch value {
	case true, "true", "yes":
		return true, nil
	case false, "false", "no":
		return false, nil
	}
	return nil, q.refuse(value, notYesOrNo(), nil)
}

func (q Question) refuse(value any, say, hint syntax.Text) *AnswerError {
	if q.Secret {
		value = nil
	}
	return &AnswerError{Question: q.Name, Value: value, Secret: q.Secret, Say: say, Hint: hint}
}

// Fallback returns the answer that the question has by default, ready to be
// shown, and false when it has none: a question with neither default nor
// required is answered by the zero value of its kind.
func (q Question) Fallback(soFar Answers) (any, bool) {
	switch text, isText := q.Default.(string); {
	case q.Required:
		return nil, false
	case q.Default == nil:
		return q.zero(), true
	case isText && strings.Contains(text, leftDelim):
		value, err := newActions(context.Background()).render("default", text, soFar.builtins())
		return string(value), err == nil
	}
	value, err := q.typed(q.Default)
	return value, err == nil
}

// Values are the answers that a question of kind choice or bool takes.
func (q Question) Values() []any {
	if q.Kind == KindBool {
		return []any{false, true}
	}
	values := make([]any, len(q.Choices))
	for i, choice := range q.Choices {
		values[i] = choice
	}
	return values
}

// asksForDefault reports whether a value leaves the answer to the default.
func (q Question) asksForDefault(value any) bool {
	text, isText := value.(string)
	return isText && q.Kind == KindText && !q.Required && trimmed(text) == ""
}

// zero is the answer to a question that does not apply.
func (q Question) zero() any {
	if q.Kind == KindBool {
		return false
	}
	return ""
}

// Error words the refusal in English.
func (e *AnswerError) Error() string {
	if e.Secret {
		return fmt.Sprintf("%s %s", e.Question, e.Say.In("en"))
	}
	if text, ok := e.Value.(string); ok {
		return fmt.Sprintf("%s %q %s", e.Question, text, e.Say.In("en"))
	}
	return fmt.Sprintf("%s %v %s", e.Question, e.Value, e.Say.In("en"))
}
