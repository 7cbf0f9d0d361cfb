package generator

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// maxYAML is the size of the largest YAML file that is read, in bytes.
const maxYAML = 1 << 20

// yamlReader reads one YAML document by hand, node by node: strictly, with a
// position for every complaint, and without the values that YAML would bend
// (1.0 to 1, 0123 to 83). It keeps the first error and does nothing after it.
type yamlReader struct {
	file    string
	anchors map[string]ast.Node
	err     error
	later   []func() // checks that need the whole document
}

// readYAML hands the root of the only document in data to read. The error is
// a [*SyntaxError].
func readYAML(file string, data []byte, read func(*yamlReader, ast.Node)) error {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if len(data) > maxYAML {
		return &SyntaxError{File: file, Msg: "larger than 1 MiB"}
	}
	if line, ok := invalidLine(data); ok {
		return &SyntaxError{File: file, Line: line, Msg: "not UTF-8 text: save the file as UTF-8"}
	}
	y := &yamlReader{file: file, anchors: map[string]ast.Node{}}
	root := y.parse(data)
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
func (y *yamlReader) parse(data []byte) ast.Node {
	doc, err := parser.ParseBytes(data, 0)
	if err != nil {
		y.err = y.syntax(err)
		return nil
	}
	if len(doc.Docs) > 1 {
		y.failAt(doc.Docs[1].Start, "a second document begins here: one is all it may have")
		return nil
	}
	if len(doc.Docs) == 0 || doc.Docs[0].Body == nil {
		return nil
	}
	return doc.Docs[0].Body
}

func (y *yamlReader) syntax(err error) *SyntaxError {
	var at yaml.Error
	if !errors.As(err, &at) || at.GetToken() == nil {
		return &SyntaxError{File: y.file, Msg: err.Error()}
	}
	pos := at.GetToken().Position
	return &SyntaxError{File: y.file, Line: pos.Line, Column: pos.Column, Msg: at.GetMessage()}
}

// fail keeps a complaint about a node, unless there is one already.
func (y *yamlReader) fail(n ast.Node, format string, args ...any) {
	if value, ok := n.(*ast.MappingNode); ok && len(value.Values) > 0 {
		n = value.Values[0].Key
	}
	if n == nil {
		y.failAt(nil, format, args...)
		return
	}
	y.failAt(n.GetToken(), format, args...)
}

func (y *yamlReader) failAt(t *token.Token, format string, args ...any) {
	if y.err != nil {
		return
	}
	fault := &SyntaxError{File: y.file, Msg: fmt.Sprintf(format, args...)}
	if t != nil && t.Position != nil {
		fault.Line, fault.Column = t.Position.Line, t.Position.Column
	}
	y.err = fault
}

// check puts off a check until the whole document is read.
func (y *yamlReader) check(f func()) { y.later = append(y.later, f) }

// value looks through anchors and aliases.
func (y *yamlReader) value(n ast.Node) ast.Node {
	switch v := n.(type) {
	case *ast.AnchorNode:
		y.anchors[v.Name.GetToken().Value] = v.Value
		return y.value(v.Value)
	case *ast.AliasNode:
		name := v.Value.GetToken().Value
		if target, ok := y.anchors[name]; ok {
			return target
		}
		y.fail(v, "no anchor &%s stands before this", name)
		return nil
	}
	return n
}

// fields reads a mapping whose keys are all known.
func (y *yamlReader) fields(n ast.Node, known map[string]func(ast.Node)) {
	y.pairs(n, func(key string, at, value ast.Node) {
		read, ok := known[key]
		if !ok {
			y.fail(at, "unknown key %q%s", key, suggest(key, slices.Sorted(maps.Keys(known))))
			return
		}
		read(value)
	})
}

// pairs reads a mapping with any keys, in the order of the file.
func (y *yamlReader) pairs(n ast.Node, read func(key string, at, value ast.Node)) {
	mapping, ok := y.value(n).(*ast.MappingNode)
	if !ok {
		y.fail(n, "want keys with values here")
		return
	}
	for _, pair := range mapping.Values {
		if y.err != nil {
			return
		}
		key, ok := pair.Key.(*ast.StringNode)
		if !ok {
			y.fail(pair.Key, "%s is no text to YAML: put it in quotes", pair.Key.GetToken().Value)
			return
		}
		read(key.Value, key, pair.Value)
	}
}

// each reads a list.
func (y *yamlReader) each(n ast.Node, read func(ast.Node)) {
	list, ok := y.value(n).(*ast.SequenceNode)
	if !ok {
		y.fail(n, "want a list here")
		return
	}
	for _, item := range list.Values {
		if y.err == nil {
			read(item)
		}
	}
}

// text reads a string.
func (y *yamlReader) text(n ast.Node) string {
	switch v := y.value(n).(type) {
	case *ast.StringNode:
		return v.Value
	case *ast.LiteralNode:
		return v.Value.Value
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		y.fail(n, "%s is no text to YAML: put it in quotes", v.GetToken().Value)
	default:
		y.fail(n, "want text here")
	}
	return ""
}

// flag reads true or false.
func (y *yamlReader) flag(n ast.Node) bool {
	v, ok := y.value(n).(*ast.BoolNode)
	if !ok {
		y.fail(n, "want true or false here")
		return false
	}
	return v.Value
}

// number reads a whole number.
func (y *yamlReader) number(n ast.Node) int {
	v, ok := y.value(n).(*ast.IntegerNode)
	if ok {
		if i, err := strconv.Atoi(v.GetToken().Value); err == nil {
			return i
		}
	}
	y.fail(n, "want a whole number here")
	return 0
}

// answer reads a string or a bool. A number is taken as its text where that is
// the one way to write it: 1400000001, but not 0123, 1.0 or 0x10.
func (y *yamlReader) answer(n ast.Node) any {
	switch v := y.value(n).(type) {
	case *ast.BoolNode:
		return v.Value
	case *ast.IntegerNode:
		text := v.GetToken().Value
		if i, err := strconv.ParseInt(text, 10, 64); err == nil && strconv.FormatInt(i, 10) == text {
			return text
		}
	case *ast.FloatNode:
		text := v.GetToken().Value
		if f, err := strconv.ParseFloat(text, 64); err == nil && strconv.FormatFloat(f, 'f', -1, 64) == text {
			return text
		}
	case *ast.NullNode:
		y.fail(n, "no value: write '' for an empty answer")
	case *ast.MappingNode, *ast.SequenceNode:
		y.fail(n, "an answer is text, true or false")
	}
	return y.text(n)
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

// suggest words the nearest known name: `: did you mean "match"?`.
func suggest(name string, known []string) string {
	if near := nearest(name, known); near != "" {
		return fmt.Sprintf(": did you mean %q?", near)
	}
	return ": want one of " + strings.Join(known, ", ")
}
