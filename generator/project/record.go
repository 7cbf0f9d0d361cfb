package project

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"mlvb/generator/files"
	"mlvb/generator/git"
	"mlvb/generator/syntax"
	"mlvb/generator/template"
	"mlvb/generator/txn"
)

// recordDir is the folder of a project that belongs to mlvb alone.
const RecordDir = txn.Dir

// The files of a record. They are committed with the project.
const (
	RecordFile    = RecordDir + "/project.yaml"
	BaseFile      = RecordDir + "/base.tar.gz"
	IgnoreFile    = RecordDir + "/.gitignore"
	AttributeFile = RecordDir + "/.gitattributes"
)

// recordSchema is the one version of the record's shape.
const RecordSchema = 1

// Record is what a project remembers of its making: .mlvb/project.yaml.
type Record struct {
	Schema   int            `json:"schema"`
	Tool     string         `json:"mlvb"` // version of mlvb
	Template template.ID    `json:"template"`
	Base     string         `json:"base"`    // digest of the base, see [Tree.Digest]
	Answers  map[string]any `json:"answers"` // string or bool by question, no secrets; name is the project's slug
	Layout   Layout         `json:"layout,omitzero"`
}

// ReadRecord reads the record of the project in dir. The error is
// fs.ErrNotExist when dir holds no project, a [*ProjectError] with ProjectNewer
// when a newer mlvb wrote its record, and of type [*SyntaxError] when that is
// not as mlvb wrote it.
func ReadRecord(dir string) (Record, error) {
	data, err := readRecordFile(dir, RecordFile, syntax.MaxYAML)
	if err != nil {
		return Record{}, err
	}
	r, err := parseRecord(data)
	if err != nil && r.Schema > RecordSchema {
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
	for _, part := range []string{RecordDir, name} {
		info, err := root.Lstat(part)
		if err != nil {
			return nil, err
		}
		if part == name && (!info.Mode().IsRegular() || info.Size() > limit) || part == RecordDir && !info.IsDir() {
			return nil, fmt.Errorf("read %s: not a file that mlvb wrote", filepath.Join(dir, filepath.FromSlash(part)))
		}
	}
	return root.ReadFile(name)
}

func parseRecord(data []byte) (Record, error) {
	r := Record{Answers: map[string]any{}}
	err := syntax.ReadYAML(RecordFile, data, func(y *syntax.Reader, root ast.Node) {
		text := func(to *string) func(ast.Node) { return func(n ast.Node) { *to = y.Text(n) } }
		y.Fields(root, template.Fields{
			"schema": func(n ast.Node) { r.Schema = recordVersion(y, n) },
			"mlvb":   text(&r.Tool),
			"template": func(n ast.Node) {
				y.Fields(n, template.Fields{
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
	if schema != RecordSchema {
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

// files are the files of a record, the ones that make it count last.
func (r Record) Files(archive []byte) files.Tree {
	const ignored = "# mlvb's own work in progress\n/txn/\n/undo/\n"
	const attributes = "base.tar.gz binary\nproject.yaml -merge\n"
	return files.Tree{
		{Path: AttributeFile, Content: []byte(attributes)},
		{Path: IgnoreFile, Content: []byte(ignored)},
		{Path: BaseFile, Content: archive},
		{Path: RecordFile, Content: r.format()},
	}
}

// relativeSource names the folder of a template from the project on, or by its
// full path where there is no way from one to the other.
func RelativeSource(dir, source string) (string, error) {
	if source == "" {
		return "", nil
	}
	from, errFrom := filepath.Abs(dir)
	to, errTo := filepath.Abs(source)
	if err := errors.Join(errFrom, errTo); err != nil {
		return "", err
	}
	if relative, err := filepath.Rel(from, to); err == nil {
		to = relative
	}
	return filepath.ToSlash(to), nil
}

// BaseInGit reports whether git's index has another .mlvb/base.tar.gz than the
// project in dir has on disk, so that `git checkout -- .mlvb` brings one back.
func BaseInGit(dir string) bool {
	here, err := readRecordFile(dir, BaseFile, files.MaxArchive)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return git.Differs(dir, BaseFile, nil)
	case err != nil:
		return false
	}
	return git.Differs(dir, BaseFile, append([]byte{}, here...))
}

// sameBut reports whether two records differ in nothing but the version of
// mlvb that wrote them.
func (r Record) SameBut(other Record) bool {
	return r.Schema == other.Schema && r.Template == other.Template && r.Base == other.Base &&
		reflect.DeepEqual(r.Answers, other.Answers) && r.Layout.equal(other.Layout)
}
