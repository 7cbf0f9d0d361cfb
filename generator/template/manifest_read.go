package template

import (
	"io/fs"
	"regexp"
	"slices"

	"github.com/bmatcuk/doublestar/v4"
	"github.com/goccy/go-yaml/ast"

	"mlvb/generator/files"
	"mlvb/generator/syntax"
)

// manifestReader turns the nodes of template.yaml into a Manifest. What can be
// judged on the spot is refused here, with its position; what needs the whole
// manifest is put off to the end of the file (manifest_check.go).
type manifestReader struct {
	*syntax.Reader
	fsys fs.FS
	m    Manifest
}

func readManifest(fsys fs.FS, data []byte) (Manifest, error) {
	r := manifestReader{fsys: fsys}
	err := syntax.ReadYAML(ManifestFile, data, func(y *syntax.Reader, root ast.Node) {
		r.Reader = y
		r.manifest(root)
	})
	return r.m, err
}

func (r *manifestReader) manifest(n ast.Node) {
	m := &r.m
	r.Fields(n, syntax.Fields{
		"schema":    func(n ast.Node) { m.Schema = r.schema(n) },
		"name":      func(n ast.Node) { m.Name = r.templateName(n) },
		"version":   func(n ast.Node) { m.Version = r.version(n) },
		"title":     r.words(&m.Title),
		"questions": r.list(func(n ast.Node) { m.Questions = append(m.Questions, r.question(n)) }),
		"presets":   r.presets,
		"layers":    r.list(func(n ast.Node) { m.Layers = append(m.Layers, r.layer(n)) }),
		"files":     r.files,
		"secrets":   r.secrets,
		"add":       r.addRules,
		"moved":     r.list(func(n ast.Node) { m.Moved = append(m.Moved, r.move(n)) }),
		"renamed":   r.list(func(n ast.Node) { m.Renamed = append(m.Renamed, r.rename(n)) }),
		"news":      r.news,
	})
	r.Later(func() { r.complete(n) })
}

func (r *manifestReader) question(n ast.Node) Question {
	q := Question{}
	r.Fields(n, syntax.Fields{
		"name":     func(n ast.Node) { q.Name = r.questionName(n) },
		"kind":     func(n ast.Node) { q.Kind = oneOf(r.Reader, n, KindText, KindBool, KindChoice) },
		"prompt":   r.words(&q.Prompt),
		"hint":     r.words(&q.Hint),
		"rules":    r.list(func(n ast.Node) { q.Rules = append(q.Rules, r.rule(n)) }),
		"required": func(n ast.Node) { q.Required = r.Bool(n) },
		"default":  func(n ast.Node) { q.Default = r.Scalar(n) },
		"choices":  r.list(func(n ast.Node) { q.Choices = append(q.Choices, r.Text(n)) }),
		"secret":   func(n ast.Node) { q.Secret = r.Bool(n) },
		"when":     func(n ast.Node) { q.When = r.condition(n, q.Name) },
	})
	r.checkQuestion(n, q)
	return q
}

func (r *manifestReader) rule(n ast.Node) Rule {
	rule := Rule{Level: LevelError}
	tests := 0
	expression := func(to *func() *regexp.Regexp) func(ast.Node) {
		return func(n ast.Node) { tests++; *to = r.expression(n) }
	}
	r.Fields(n, syntax.Fields{
		"match":   expression(&rule.Match),
		"reject":  expression(&rule.Reject),
		"differs": func(n ast.Node) { tests++; rule.Differs = r.reference(n) },
		"level":   func(n ast.Node) { rule.Level = oneOf(r.Reader, n, LevelError, LevelWarning) },
		"say":     r.words(&rule.Say),
		"hint":    r.words(&rule.Hint),
	})
	if tests != 1 {
		r.Fail(n, "a rule has one of match, reject and differs")
	}
	if rule.Say == nil {
		r.Fail(n, "a rule has to say why it speaks: add say")
	}
	return rule
}

func (r *manifestReader) layer(n ast.Node) Layer {
	l := Layer{}
	r.Fields(n, syntax.Fields{
		"from": func(n ast.Node) { l.From = r.folder(n) },
		"to":   func(n ast.Node) { l.To = r.path(n) },
		"when": func(n ast.Node) { l.When = r.condition(n, "") },
	})
	if l.From == "" {
		r.Fail(n, "a layer has a folder: add from")
	}
	return l
}

func (r *manifestReader) files(n ast.Node) {
	r.Pairs(n, func(glob string, at, value ast.Node) {
		if !doublestar.ValidatePattern(glob) {
			r.Fail(at, "%q is not a glob", glob)
		}
		rule := FileRule{Glob: glob}
		r.Fields(value, syntax.Fields{
			"when": func(n ast.Node) { rule.When = r.condition(n, "") },
			"merge": func(n ast.Node) {
				rule.Merge = oneOf(r.Reader, n, files.MergeText, files.MergeJSON, files.MergeBinary, files.MergeSet, files.MergeOnce)
			},
			"executable": func(n ast.Node) { rule.Executable = r.Bool(n) },
		})
		r.m.Files = append(r.m.Files, rule)
	})
}

func (r *manifestReader) secrets(n ast.Node) {
	s := SecretsFile{}
	r.Fields(n, syntax.Fields{
		"from": func(n ast.Node) { s.From = r.path(n) },
		"to":   func(n ast.Node) { s.To = r.path(n) },
		"when": func(n ast.Node) { s.When = r.condition(n, "") },
	})
	if s.From == "" || s.To == "" || s.From == s.To {
		r.Fail(n, "secrets go from one file to another: add from and to")
	}
	r.m.Secrets = &s
}

func (r *manifestReader) presets(n ast.Node) {
	r.m.Presets = map[string]Input{}
	r.Pairs(n, func(name string, _, value ast.Node) { r.m.Presets[name] = r.answers(value) })
}

// answers reads a set of answers.
func (r *manifestReader) answers(n ast.Node) Input {
	answers := Input{}
	r.Pairs(n, func(question string, at, value ast.Node) {
		answers[question] = r.Scalar(value)
		r.Later(func() { r.checkPreset(question, answers[question], at, value) })
	})
	return answers
}

// condition reads {question: value} or {question: [value, value]}. The
// question must be one that is asked before the question it belongs to, if any.
func (r *manifestReader) condition(n ast.Node, belongsTo string) Condition {
	c := Condition{}
	r.Pairs(n, func(question string, at, value ast.Node) {
		values := []ast.Node{value}
		if list, ok := r.Value(value).(*ast.SequenceNode); ok {
			values = list.Values
		}
		for _, v := range values {
			c[question] = append(c[question], r.Scalar(v))
		}
		r.Later(func() { r.checkCondition(question, belongsTo, c[question], at, values) })
	})
	return c
}

// words reads text in several languages: {en: Text, zh-CN: 文字}.
func (r *manifestReader) words(to *syntax.Text) func(ast.Node) {
	return func(n ast.Node) {
		*to = syntax.Text{}
		r.Pairs(n, func(locale string, _, value ast.Node) { (*to)[locale] = r.Text(value) })
		r.needsEnglish(n, *to)
	}
}

func (r *manifestReader) needsEnglish(n ast.Node, text syntax.Text) {
	if text["en"] == "" {
		r.Fail(n, "no text in en, which stands in for every other language")
	}
}

func (r *manifestReader) list(read func(ast.Node)) func(ast.Node) {
	return func(n ast.Node) { r.Each(n, read) }
}

// oneOf reads a string that must be one of a few.
func oneOf[T ~string](y *syntax.Reader, n ast.Node, values ...T) T {
	text := T(y.Text(n))
	if !slices.Contains(values, text) {
		names := make([]string, len(values))
		for i, v := range values {
			names[i] = string(v)
		}
		y.Fail(n, "unknown %q%s", text, syntax.Suggest(string(text), names))
	}
	return text
}
