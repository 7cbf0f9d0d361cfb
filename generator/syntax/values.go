package syntax

import (
	"maps"
	"slices"
	"strconv"

	"github.com/goccy/go-yaml/ast"
)

// Value looks through anchors and aliases. Through aliases a short file can have
// many values: they count like others.
func (y *Reader) Value(n ast.Node) ast.Node {
	if y.values++; y.values > maxTokens {
		y.Refuse(n, tooManyValues())
		return nil
	}
	switch v := n.(type) {
	case *ast.AnchorNode:
		y.anchors[v.Name.GetToken().Value] = v.Value
		return y.Value(v.Value)
	case *ast.AliasNode:
		name := v.Value.GetToken().Value
		if target, ok := y.anchors[name]; ok {
			return target
		}
		y.Refuse(v, noAnchor(name))
		return nil
	}
	return n
}

// Fields maps the keys of a mapping to what reads their values.
type Fields = map[string]func(ast.Node)

// Fields reads a mapping whose keys are all known.
func (y *Reader) Fields(n ast.Node, known Fields) {
	y.Pairs(n, func(key string, at, value ast.Node) {
		read, ok := known[key]
		if !ok {
			y.Fail(at, "unknown key %q%s", key, Suggest(key, slices.Sorted(maps.Keys(known))))
			return
		}
		read(value)
	})
}

// Pairs reads a mapping with any keys, in the order of the file.
func (y *Reader) Pairs(n ast.Node, read func(key string, at, value ast.Node)) {
	mapping, ok := y.Value(n).(*ast.MappingNode)
	if !ok {
		y.Refuse(n, notPairs())
		return
	}
	for _, pair := range mapping.Values {
		if y.err != nil {
			return
		}
		key, ok := pair.Key.(*ast.StringNode)
		if !ok {
			y.Refuse(pair.Key, notYAMLText(pair.Key.GetToken().Value))
			return
		}
		read(key.Value, key, pair.Value)
	}
}

// Each reads a list.
func (y *Reader) Each(n ast.Node, read func(ast.Node)) {
	list, ok := y.Value(n).(*ast.SequenceNode)
	if !ok {
		y.Fail(n, "want a list here")
		return
	}
	for _, item := range list.Values {
		if y.err == nil {
			read(item)
		}
	}
}

// Text reads a string.
func (y *Reader) Text(n ast.Node) string {
	switch v := y.Value(n).(type) {
	case *ast.StringNode:
		return v.Value
	case *ast.LiteralNode:
		return v.Value.Value
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		y.Refuse(n, notYAMLText(v.GetToken().Value))
	default:
		y.Refuse(n, wantText())
	}
	return ""
}

// Bool reads true or false.
func (y *Reader) Bool(n ast.Node) bool {
	v, ok := y.Value(n).(*ast.BoolNode)
	if !ok {
		y.Fail(n, "want true or false here")
		return false
	}
	return v.Value
}

// Int reads a whole number.
func (y *Reader) Int(n ast.Node) int {
	v, ok := y.Value(n).(*ast.IntegerNode)
	if ok {
		if i, err := strconv.Atoi(v.GetToken().Value); err == nil {
			return i
		}
	}
	y.Fail(n, "want a whole number here")
	return 0
}

// Scalar reads a string or a bool. A number is taken as its text where that is
// the one way to write it: 1400000001, but not 0123, 1.0 or 0x10.
func (y *Reader) Scalar(n ast.Node) any {
	switch v := y.Value(n).(type) {
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
		y.Refuse(n, noValue())
	case *ast.MappingNode, *ast.SequenceNode:
		y.Refuse(n, notAnAnswer())
	}
	return y.Text(n)
}
