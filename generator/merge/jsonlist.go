package merge

import (
	"slices"
	"strconv"
)

// list merges a list element by element, if its elements can be told apart in all
// versions: by the member that the rules name, or by value if all are different
// strings or all are different objects. Any other list is not ok and changes as a whole.
func (m *jsonMerge) list(at Path, v sides) (merged mergedValue, ok bool) {
	for _, key := range m.rules.Keys {
		if !at.is(key.Path) {
			continue
		}
		if e, ok := m.elements(at, v, func(n *node) string { return n.stringMember(key.Member) }); ok {
			step := func(name string) Path { return append(at, elementStep(key.Member, name)) }
			return e.merge(step, true), true
		}
	}
	e, ok := m.elements(at, v, func(n *node) string { return strconv.Itoa(n.id) })
	if !ok || !e.isSet() || e.bothReplaced() {
		return mergedValue{}, false
	}
	return e.merge(func(name string) Path { return append(at, e.label(name)) }, true), true
}

// label is the step of a path to an element that is told apart by value. It is for
// people: the string itself, or the member of the object that describes it best.
func (e entryMerge) label(name string) string {
	var n *node
	for _, side := range []entries{e.base, e.ours, e.theirs} {
		if found := side.value(entryKey{name: name}); found != nil {
			n = found
		}
	}
	if n.is(textKind) {
		return "[" + n.text + "]"
	}
	for _, member := range []string{"name", "root", "pagePath", "pathName", "value", "text"} {
		if text := n.stringMember(member); text != "" {
			return elementStep(member, text)
		}
	}
	return "[…]"
}

// elements names the elements of the three lists; it is not ok if a name is empty or
// occurs twice in one list.
func (m *jsonMerge) elements(at Path, v sides, nameOf func(*node) string) (e entryMerge, ok bool) {
	e = entryMerge{jsonMerge: m, at: at, whole: v}
	for _, l := range []struct {
		node *node
		to   *entries
	}{{v.base, &e.base}, {v.ours, &e.ours}, {v.theirs, &e.theirs}} {
		if !l.node.is(listKind) {
			continue
		}
		names := make([]string, len(l.node.items))
		for i, it := range l.node.items {
			names[i] = nameOf(it.value)
		}
		if unique := setOf(names); len(unique) < len(names) || unique[""] {
			return e, false
		}
		*l.to = newEntries(l.node.items, names)
	}
	return e, true
}

// stringMember returns the value of an object's member that is a string, or "".
func (n *node) stringMember(member string) string {
	for _, it := range slices.Backward(n.items) {
		if it.key == member && it.value.is(textKind) {
			return it.value.text
		}
		if it.key == member {
			break
		}
	}
	return ""
}

// isSet tells whether all elements are strings or all are objects. Anything else,
// such as two coordinates, has a meaning only in its order and number.
func (e entryMerge) isSet() bool {
	return e.allAre(textKind) || e.allAre(objectKind)
}

func (e entryMerge) allAre(k kind) bool {
	for _, side := range []entries{e.base, e.ours, e.theirs} {
		for _, it := range side.items {
			if !it.value.is(k) {
				return false
			}
		}
	}
	return true
}

// bothReplaced tells whether both sides removed the same object and added other
// ones, which most likely are two edits of that object: merged as a set, the list
// would get both.
func (e entryMerge) bothReplaced() bool {
	lost := slices.ContainsFunc(e.base.keys, func(k entryKey) bool {
		return !e.ours.has(k) && !e.theirs.has(k)
	})
	return lost && e.allAre(objectKind) && e.ours.adds(e.base, e.theirs) && e.theirs.adds(e.base, e.ours)
}

func (e entries) has(k entryKey) bool { return e.items[k] != nil }

// adds tells whether there are entries that neither of the others has.
func (e entries) adds(base, other entries) bool {
	return slices.ContainsFunc(e.keys, func(k entryKey) bool { return !base.has(k) && !other.has(k) })
}
