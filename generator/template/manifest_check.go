package template

import (
	"context"
	"errors"
	"io/fs"
	"path"
	"regexp"
	expression "regexp/syntax"
	"slices"
	"strings"
	"sync"

	"github.com/goccy/go-yaml/ast"
	"golang.org/x/mod/semver"

	"mlvb/generator/files"
	"mlvb/generator/syntax"
)

// manifestSchema is the one version of the manifest's shape that is known.
const manifestSchema = 1

// maxQuestions bounds what one person can be asked.
const maxQuestions = 200

func (r *manifestReader) schema(n ast.Node) int {
	schema := r.Int(n)
	if schema > manifestSchema {
		r.Fail(n, "schema %d is newer than this mlvb: install a newer one", schema)
	} else if schema < 1 {
		r.Fail(n, "want schema: %d", manifestSchema)
	}
	return schema
}

func (r *manifestReader) templateName(n ast.Node) string {
	name := r.Text(n)
	if !isName(name, '-') {
		r.Fail(n, "%q is not a name: lower-case letters, digits and hyphens", name)
	}
	return name
}

func (r *manifestReader) version(n ast.Node) string {
	version := r.Text(n)
	r.checkVersion(version, n)
	return version
}

func (r *manifestReader) checkVersion(version string, at ast.Node) {
	if v := "v" + version; semver.Canonical(v) != v {
		r.Fail(at, "%q is not a version: it has three parts, such as 1.0.0", version)
	}
}

// expression checks a regular expression and leaves the rest to who needs it:
// most commands load the template without asking its questions.
func (r *manifestReader) expression(n ast.Node) func() *regexp.Regexp {
	text := r.Text(n)
	if _, err := expression.Parse(text, expression.Perl); err != nil {
		r.Fail(n, "%s", strings.TrimPrefix(err.Error(), "error parsing regexp: "))
	}
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(text) })
}

func (r *manifestReader) path(n ast.Node) string {
	name := r.Text(n)
	if err := files.CheckPath(name); err != nil {
		r.Fail(n, "%s", err)
	}
	return name
}

// folder reads the name of a folder beside the manifest. No part of the way to
// it may be a link: it could lead out of the template, to files of whoever
// renders it.
func (r *manifestReader) folder(n ast.Node) string {
	name := r.path(n)
	if r.Failed() {
		return name
	}
	at := ""
	for part := range strings.SplitSeq(name, "/") {
		at = path.Join(at, part)
		info, err := fs.Lstat(r.fsys, at)
		switch {
		case err == nil && info.Mode()&fs.ModeSymlink != 0:
			r.Fail(n, "no folder %q beside the manifest: %s is a link, and a template holds no links", name, at)
		case err != nil || !info.IsDir():
			r.Fail(n, "no folder %q beside the manifest", name)
		}
	}
	return name
}

func (r *manifestReader) questionName(n ast.Node) string {
	name := r.Text(n)
	switch {
	case !isName(name, '_'):
		r.Fail(n, "%q is not a name: lower-case letters, digits and _", name)
	case isBuiltin(name):
		r.Fail(n, "%q is taken: templates have it from the project's folder", name)
	}
	if _, twice := r.m.Question(name); twice {
		r.Fail(n, "a second question %q", name)
	}
	if len(r.m.Questions) == maxQuestions {
		r.Fail(n, "more than %d questions", maxQuestions)
	}
	return name
}

// reference reads the name of a question of the manifest.
func (r *manifestReader) reference(n ast.Node) string {
	name := r.Text(n)
	r.Later(func() { r.known(name, n) })
	return name
}

func (r *manifestReader) known(name string, at ast.Node) (Question, bool) {
	q, ok := r.m.Question(name)
	if !ok {
		r.Fail(at, "unknown question %q%s", name, syntax.Suggest(name, r.m.questionNames()))
	}
	return q, ok
}

// checkQuestion refuses what a question can't be by itself.
func (r *manifestReader) checkQuestion(n ast.Node, q Question) {
	switch {
	case q.Name == "" || q.Kind == "" || q.Prompt == nil:
		r.Fail(n, "a question has name, kind and prompt")
	case (q.Kind == KindChoice) != (len(q.Choices) > 0):
		r.Fail(n, "question %s: choices go with kind choice, and kind choice with choices", q.Name)
	case q.Kind == KindChoice && q.Default == nil && !q.Required:
		r.Fail(n, "question %s: a choice is required or has a default", q.Name)
	case q.Kind != KindText && (q.Secret || len(q.Rules) > 0):
		r.Fail(n, "question %s: rules and secret go with kind text", q.Name)
	case q.Required && q.Default != nil:
		r.Fail(n, "question %s: required or a default, not both", q.Name)
	case q.Default == nil:
		return
	}
	r.checkDefault(n, q)
}

func (r *manifestReader) checkDefault(n ast.Node, q Question) {
	text, _ := q.Default.(string)
	if strings.Contains(text, leftDelim) {
		var fault *syntax.Error
		if _, err := newActions(context.Background()).render("default", text, NewAnswers("app").Values); errors.As(err, &fault) {
			r.Fail(n, "question %s: the default: %s", q.Name, fault.Msg)
		}
		return
	}
	if _, err := q.typed(q.Default); err != nil {
		r.Fail(n, "question %s: the default %v %s", q.Name, q.Default, err.Say.In("en"))
	}
}

func (r *manifestReader) checkPreset(question string, value any, at, valueAt ast.Node) {
	q, ok := r.known(question, at)
	if !ok {
		return
	}
	if q.Secret {
		r.Fail(at, "%s is secret: a preset can't hold it", question)
	}
	if _, err := q.typed(value); err != nil {
		r.Fail(valueAt, "%v %s", value, err.Say.In("en"))
	}
}

func (r *manifestReader) checkCondition(question, belongsTo string, values []any, at ast.Node, valuesAt []ast.Node) {
	q, ok := r.known(question, at)
	if !ok {
		return
	}
	names := r.m.questionNames()
	if belongsTo != "" && slices.Index(names, question) >= slices.Index(names, belongsTo) {
		r.Fail(at, "%s is asked after %s: a condition looks back", question, belongsTo)
	}
	if q.Secret {
		r.Fail(at, "%s is secret: nothing may depend on it", question)
	}
	for i, value := range values {
		if typed, err := q.typed(value); err != nil {
			r.Fail(valuesAt[i], "%v %s", value, err.Say.In("en"))
		} else if typed != value {
			r.Fail(valuesAt[i], "want true or false here")
		}
	}
}

// complete refuses a manifest that lacks something.
func (r *manifestReader) complete(n ast.Node) {
	m := &r.m
	switch {
	case m.Schema == 0 || m.Name == "" || m.Version == "" || m.Title == nil:
		r.Fail(n, "a manifest has schema, name, version and title")
	case len(m.Layers) == 0:
		r.Fail(n, "a manifest has layers: the folders to make a project of")
	}
	for _, q := range m.Questions {
		if q.Secret && m.Secrets == nil {
			r.Fail(n, "question %s is secret: say in secrets which file it goes to", q.Name)
		}
	}
}

// isName reports whether a name begins with a lower-case letter and goes on
// with lower-case letters, digits and joiners.
func isName(name string, joiner rune) bool {
	for i, c := range name {
		letter := 'a' <= c && c <= 'z'
		if !letter && (i == 0 || c != joiner && (c < '0' || c > '9')) {
			return false
		}
	}
	return name != ""
}
