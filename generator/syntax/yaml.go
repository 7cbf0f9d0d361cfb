package syntax

import (
	"bytes"
	"errors"
	"fmt"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// Reader reads one YAML document by hand, node by node: strictly, with a
// position for every complaint, and without the values that YAML would bend
// (1.0 to 1, 0123 to 83). It keeps the first error and does nothing after it.
type Reader struct {
	file    string
	anchors map[string]ast.Node
	err     error    // the first
	values  int      // that were looked at
	later   []func() // checks that need the whole document
}

// ReadYAML hands the root of the only document in data to read. The error is
// a [*Error].
func ReadYAML(file string, data []byte, read func(*Reader, ast.Node)) error {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if line, ok := invalidLine(data); ok {
		return &Error{File: file, Line: line, Msg: notUTF8()["en"], Say: notUTF8()}
	}
	if line := markerLine(data); line > 0 {
		return &Error{File: file, Line: line, Msg: hasGitMarkers()["en"], Say: hasGitMarkers(), Markers: true}
	}
	tokens, err := tokenize(file, data)
	if err != nil {
		return err
	}
	y := &Reader{file: file, anchors: map[string]ast.Node{}}
	root := y.parse(tokens)
	if y.err == nil {
		read(y, root)
	}
	for _, check := range y.later {
		if y.err == nil {
			check()
		}
	}
	return y.err
}

// parse returns the root of the only document.
func (y *Reader) parse(tokens token.Tokens) ast.Node {
	doc, err := parser.Parse(tokens, 0)
	if err != nil {
		y.err = y.syntax(err)
		return nil
	}
	if len(doc.Docs) > 1 {
		y.refuseAt(doc.Docs[1].Start, secondDocument())
		return nil
	}
	if len(doc.Docs) == 0 || doc.Docs[0].Body == nil {
		return nil
	}
	return doc.Docs[0].Body
}

func (y *Reader) syntax(err error) *Error {
	var at yaml.Error
	if !errors.As(err, &at) || at.GetToken() == nil {
		return &Error{File: y.file, Msg: err.Error()}
	}
	pos := at.GetToken().Position
	say := notYAML(at.GetMessage())
	return &Error{File: y.file, Line: pos.Line, Column: pos.Column, Msg: say["en"], Say: say}
}

// Fail keeps a complaint to who writes a template, unless there is one already.
func (y *Reader) Fail(n ast.Node, format string, args ...any) {
	y.Refuse(n, Text{"en": fmt.Sprintf(format, args...)})
}

// Refuse keeps a complaint about a node, unless there is one already.
func (y *Reader) Refuse(n ast.Node, say Text) {
	if value, ok := n.(*ast.MappingNode); ok && len(value.Values) > 0 {
		n = value.Values[0].Key
	}
	if n == nil {
		y.refuseAt(nil, say)
		return
	}
	y.refuseAt(n.GetToken(), say)
}

func (y *Reader) refuseAt(t *token.Token, say Text) {
	if y.err != nil {
		return
	}
	fault := &Error{File: y.file, Msg: say["en"], Say: say}
	if t != nil && t.Position != nil {
		fault.Line, fault.Column = t.Position.Line, t.Position.Column
	}
	y.err = fault
}

// Failed reports whether there was a complaint already.
func (y *Reader) Failed() bool { return y.err != nil }

// Later puts off a check until the whole document is read.
func (y *Reader) Later(f func()) { y.later = append(y.later, f) }

// markerLine finds the first line, from 1, at which a merge of git's left a
// conflict, and is 0 without one.
func markerLine(data []byte) int {
	line := 0
	for text := range bytes.Lines(data) {
		line++
		if bytes.HasPrefix(text, []byte("<<<<<<< ")) {
			return line
		}
	}
	return 0
}

// invalidLine finds the first line, from 1, that is not UTF-8 or holds NUL.
func invalidLine(data []byte) (int, bool) {
	if utf8.Valid(data) && bytes.IndexByte(data, 0) < 0 {
		return 0, false
	}
	line := 0
	for text := range bytes.Lines(data) {
		line++
		if !utf8.Valid(text) || bytes.IndexByte(text, 0) >= 0 {
			break
		}
	}
	return line, true
}
