package generator

import (
	"maps"
	"slices"
	"strconv"

	"github.com/goccy/go-yaml/ast"
)

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
		y.refuse(v, noAnchor(name))
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
		y.refuse(n, notPairs())
		return
	}
	for _, pair := range mapping.Values {
		if y.err != nil {
			return
		}
		key, ok := pair.Key.(*ast.StringNode)
		if !ok {
			y.refuse(pair.Key, notYAMLText(pair.Key.GetToken().Value))
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
		y.refuse(n, notYAMLText(v.GetToken().Value))
	default:
		y.refuse(n, wantText())
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
		y.refuse(n, noValue())
	case *ast.MappingNode, *ast.SequenceNode:
		y.refuse(n, notAnAnswer())
	}
	return y.text(n)
}
