package project

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"mlvb/generator/syntax"
	"mlvb/generator/template"
	"mlvb/generator/txn"
)

// Dir is the folder of a project that belongs to mlvb alone.
const Dir = txn.Dir

// The files of a record. They are committed with the project.
const (
	RecordFile    = Dir + "/project.yaml"
	BaseFile      = Dir + "/base.tar.gz"
	ignoreFile    = Dir + "/.gitignore"
	attributeFile = Dir + "/.gitattributes"
)

// recordSchema is the one version of the record's shape.
const recordSchema = 1

// Record is what a project remembers of its making: .mlvb/project.yaml.
type Record struct {
	Schema   int            `json:"schema"`
	Tool     string         `json:"mlvb"` // version of mlvb
	Template template.ID    `json:"template"`
	Base     string         `json:"base"`    // digest of the base, see [files.Tree.Digest]
	Answers  map[string]any `json:"answers"` // string or bool by question, no secrets; name is the project's slug
	Layout   Layout         `json:"layout,omitzero"`
}

// ReadRecord reads the record of the project in dir. The error is
// fs.ErrNotExist when dir holds no project, a [*Error] with MadeByNewer
// when a newer mlvb wrote its record, and of type [*syntax.Error] when that is
// not as mlvb wrote it.
func ReadRecord(dir string) (Record, error) {
	data, err := readRecordFile(dir, RecordFile, syntax.MaxYAML)
	if err != nil {
		return Record{}, err
	}
	r, err := parseRecord(data)
	if err != nil && r.Schema > recordSchema {
		return r, &Error{Reason: MadeByNewer, Dir: dir, Path: RecordFile}
	}
	return r, err
}

// readRecordFile reads a file of the record, through no link.
func readRecordFile(dir, name string, limit int64) ([]byte, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	for _, part := range []string{Dir, name} {
		info, err := root.Lstat(part)
		if err != nil {
			return nil, err
		}
		if part == name && (!info.Mode().IsRegular() || info.Size() > limit) || part == Dir && !info.IsDir() {
			return nil, fmt.Errorf("read %s: not a file that mlvb wrote", filepath.Join(dir, filepath.FromSlash(part)))
		}
	}
	return root.ReadFile(name)
}

func parseRecord(data []byte) (Record, error) {
	r := Record{Answers: map[string]any{}}
	err := syntax.ReadYAML(RecordFile, data, func(y *syntax.Reader, root ast.Node) {
		text := func(to *string) func(ast.Node) { return func(n ast.Node) { *to = y.Text(n) } }
		y.Fields(root, syntax.Fields{
			"schema": func(n ast.Node) { r.Schema = recordVersion(y, n) },
			"mlvb":   text(&r.Tool),
			"template": func(n ast.Node) {
				y.Fields(n, syntax.Fields{
					"name":    text(&r.Template.Name),
					"version": text(&r.Template.Version),
					"digest":  text(&r.Template.Digest),
					"source":  text(&r.Template.Source),
				})
			},
			"base": text(&r.Base),
			"answers": func(n ast.Node) {
				y.Pairs(n, func(question string, _, value ast.Node) { r.Answers[question] = y.Scalar(value) })
			},
			"layout": func(n ast.Node) { r.Layout = readLayout(y, n) },
		})
		if r.Schema == 0 || r.Template.Name == "" || r.Template.Version == "" || r.Base == "" {
			y.Fail(root, "a record has schema, template and base")
		}
	})
	if err != nil {
		return Record{Schema: r.Schema}, err
	}
	return r, nil
}

// recordVersion reads the schema first in the file: nothing else of a newer
// one can be relied on.
func recordVersion(y *syntax.Reader, n ast.Node) int {
	schema := y.Int(n)
	if schema != recordSchema {
		y.Fail(n, "schema %d is not known to this mlvb: install a newer one", schema)
	}
	return schema
}

// format writes the record. Text is in quotes, so that no YAML reader takes it
// for anything else.
func (r Record) format() []byte {
	var b bytes.Buffer
	b.WriteString("# What mlvb made this project from. Commit it: later commands need it.\n")
	fmt.Fprintf(&b, "schema: %d\n", r.Schema)
	fmt.Fprintf(&b, "mlvb: %s\n", quoteYAML(r.Tool))
	fmt.Fprintf(&b, "template:\n  name: %s\n  version: %s\n  digest: %s\n",
		quoteYAML(r.Template.Name), quoteYAML(r.Template.Version), quoteYAML(r.Template.Digest))
	if r.Template.Source != "" {
		fmt.Fprintf(&b, "  source: %s\n", quoteYAML(r.Template.Source))
	}
	fmt.Fprintf(&b, "base: %s\n", quoteYAML(r.Base))
	if len(r.Answers) > 0 {
		b.WriteString("answers:\n")
	}
	for _, question := range slices.Sorted(maps.Keys(r.Answers)) {
		fmt.Fprintf(&b, "  %s: %s\n", question, quoteYAML(r.Answers[question]))
	}
	r.Layout.format(&b)
	return b.Bytes()
}

// quoteYAML writes a string or a bool as JSON, which is YAML too.
func quoteYAML(value any) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(value) // of a string or a bool it does not fail
	return strings.TrimSuffix(b.String(), "\n")
}

// sameBut reports whether two records differ in nothing but the version of
// mlvb that wrote them.
func (r Record) sameBut(other Record) bool {
	return r.Schema == other.Schema && r.Template == other.Template && r.Base == other.Base &&
		reflect.DeepEqual(r.Answers, other.Answers) && r.Layout.Equal(other.Layout)
}
