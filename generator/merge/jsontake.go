package merge

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// PathError says that a text no longer has the place of a conflict, so that only a
// person can resolve it.
type PathError struct{ Path Path }

func (e *PathError) Error() string {
	return fmt.Sprintf("%s: the place is no longer there", e.Path)
}

// TakeAll puts one side's values where the conflicts are, or removes what is there
// if that side has no value, and leaves the rest of the text as it is. Of conflicts
// one inside the other the outer one's value is taken. The error is a [*SyntaxError]
// or, for the first conflict whose value has no place, a [*PathError]; then nothing
// is taken.
func TakeAll(src []byte, conflicts []JSONConflict, wanted Side) ([]byte, error) {
	ids := valueIDs{}
	root, err := readJSON(src, Ours, ids)
	if err != nil {
		return nil, err
	}
	values, err := valuesOf(conflicts, wanted, ids)
	if err != nil {
		return nil, err
	}
	t := taking{conflicts, values}
	merged, err := t.value(newPathTree(conflicts, values), root)
	if err != nil {
		return nil, err
	}
	style := root
	for _, value := range values {
		if value != nil && len(style.items) == 0 {
			style = value
		}
	}
	return newJSONWriter(root, style).write(merged), nil
}

// valuesOf reads one side's values, nil where the side has none.
func valuesOf(conflicts []JSONConflict, side Side, ids valueIDs) ([]*node, error) {
	values := make([]*node, len(conflicts))
	for i, c := range conflicts {
		raw := map[Side][]byte{Base: c.Base, Ours: c.Ours, Theirs: c.Theirs}[side]
		if raw == nil {
			continue
		}
		var err error
		if values[i], err = readJSON(raw, side, ids); err != nil {
			return nil, err
		}
	}
	return values, nil
}

// taking puts the values of one side in the places of conflicts.
type taking struct {
	conflicts []JSONConflict
	values    []*node // nil removes
}

// value returns a value with the conflicts at and below it resolved.
func (t taking) value(at *pathTree, n *node) (mergedValue, error) {
	if len(at.ends) > 0 {
		value := t.values[at.ends[0]]
		if value == nil {
			return mergedValue{}, &PathError{t.conflicts[at.ends[0]].Path}
		}
		return mergedValue{node: value, foreign: true}, nil
	}
	merged := mergedValue{node: n, rebuilt: n.isContainer()}
	found := at.find(n)
	inItem := make(map[int]*pathTree, len(found))
	for step, i := range found {
		inItem[i] = at.inner[step]
	}
	for i, it := range n.items {
		inner := inItem[i]
		p := mergedItem{item: it, value: mergedValue{node: it.value}}
		switch {
		case t.removes(inner), n.kind == objectKind && t.removes(at.inner[it.key]):
			continue
		case inner != nil:
			var err error
			if p.value, err = t.value(inner, it.value); err != nil {
				return merged, err
			}
		}
		merged.parts = append(merged.parts, p)
	}
	return t.addMissing(at, merged, found)
}

func (t taking) removes(at *pathTree) bool {
	return at != nil && len(at.ends) > 0 && t.values[at.ends[0]] == nil
}

// addMissing adds the values to which a step leads that the container lacks.
func (t taking) addMissing(at *pathTree, merged mergedValue, found map[string]int) (mergedValue, error) {
	for _, step := range at.steps {
		inner := at.inner[step]
		_, present := found[step]
		switch {
		case present || inner.needed < 0 || t.removes(inner):
			continue
		case len(inner.ends) == 0 || !merged.rebuilt:
			return merged, &PathError{t.conflicts[inner.needed].Path}
		}
		added := item{value: t.values[inner.ends[0]]}
		if merged.node.is(objectKind) {
			added.name = quote(step)
		}
		merged.parts = append(merged.parts, mergedItem{added, true, mergedValue{node: added.value, foreign: true}})
	}
	return merged, nil
}

// quote returns the JSON form of a name.
func quote(name string) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(name) // a string always has a form
	return bytes.TrimSpace(b.Bytes())
}
