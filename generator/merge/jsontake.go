package merge

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

// PathError says that a text no longer has the place of a conflict, so that only a
// person can resolve it.
type PathError struct{ Path Path }

func (e *PathError) Error() string {
	return fmt.Sprintf("%s: the place is no longer there", e.Path)
}

// Take puts one side's value where the conflict is, or removes what is there if that
// side has no value, and leaves the rest of the text as it is. The error is a
// [*SyntaxError] or a [*PathError].
func (c JSONConflict) Take(src []byte, wanted Side) ([]byte, error) {
	ids := valueIDs{}
	root, err := readJSON(src, Ours, ids)
	if err != nil {
		return nil, err
	}
	raw := map[Side][]byte{Base: c.Base, Ours: c.Ours, Theirs: c.Theirs}[wanted]
	var value *node
	if raw != nil {
		if value, err = readJSON(raw, wanted, ids); err != nil {
			return nil, err
		}
	}
	merged, ok := root.with(c.Path, value)
	if !ok {
		return nil, &PathError{c.Path}
	}
	style := root
	if value != nil && len(root.items) == 0 {
		style = value
	}
	return newJSONWriter(root, style).write(merged), nil
}

// with returns the value with another one at the path, or none if that is nil; it
// is not ok if the path leads nowhere.
func (n *node) with(to Path, value *node) (merged mergedValue, ok bool) {
	if len(to) == 0 {
		return mergedValue{node: value, foreign: true}, value != nil
	}
	found := n.find(to[0])
	if found < 0 {
		return n.without(to, value)
	}
	merged, ok = mergedValue{node: n, rebuilt: true}, true
	for i, it := range n.items {
		p := mergedItem{item: it, value: mergedValue{node: it.value}}
		switch {
		case value == nil && len(to) == 1 && (i == found || n.kind == objectKind && it.key == to[0]):
			continue
		case i == found:
			p.value, ok = it.value.with(to[1:], value)
		}
		merged.parts = append(merged.parts, p)
	}
	return merged, ok
}

// without returns the value with another one added at its end under the last step
// of a path.
func (n *node) without(to Path, value *node) (merged mergedValue, ok bool) {
	merged = mergedValue{node: n}
	switch {
	case value == nil:
		return merged, true
	case len(to) > 1 || n.kind != objectKind && n.kind != listKind:
		return merged, false
	}
	added := item{value: value}
	if n.kind == objectKind {
		added.name = quote(to[0])
	}
	merged.rebuilt = true
	for _, it := range n.items {
		merged.parts = append(merged.parts, mergedItem{item: it, value: mergedValue{node: it.value}})
	}
	merged.parts = append(merged.parts, mergedItem{added, true, mergedValue{node: value, foreign: true}})
	return merged, true
}

// find returns the position of the item to which a step leads, or -1.
func (n *node) find(step string) int {
	inner := strings.TrimSuffix(strings.TrimPrefix(step, "["), "]")
	member, name, keyed := strings.Cut(inner, "=")
	for i := len(n.items) - 1; i >= 0; i-- {
		switch it := n.items[i]; {
		case n.kind == objectKind && it.key == step:
			return i
		case n.kind == listKind && keyed && it.value.stringMember(member) == name:
			return i
		}
	}
	return -1
}

// quote returns the JSON form of a name.
func quote(name string) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(name) // a string always has a form
	return bytes.TrimSpace(b.Bytes())
}
