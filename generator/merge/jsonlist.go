package merge

import (
	"slices"
	"strconv"
)

// list merges lists whose elements can be told apart in all versions: by a key
// member where the rules name one, else by value if they are different strings or
// different objects. Other lists are not ok and merge as a whole.
func (m *jsonMerge) list(at Path, v trio) (merged piece, ok bool) {
	for _, key := range m.rules.Keys {
		if !at.is(key.Path) {
			continue
		}
		if e, ok := m.elements(at, v, func(n *node) string { return n.textOf(key.Member) }); ok {
			step := func(name string) Path { return append(at, "["+key.Member+"="+name+"]") }
			return e.merge(step, true), true
		}
	}
	e, ok := m.elements(at, v, func(n *node) string { return strconv.Itoa(n.id) })
	if !ok || !e.alike() || e.replacedTwice() {
		return piece{}, false
	}
	return e.merge(func(name string) Path { return append(at, e.label(name)) }, true), true
}

// label is a step to an element of a set, for people: what it says, or the
// member that tells it best from others.
func (e entryMerge) label(name string) string {
	var n *node
	for _, side := range []entries{e.base, e.ours, e.theirs} {
		if it, found := side.items[entryKey{name: name}]; found {
			n = it.value
		}
	}
	if n.is(textKind) {
		return "[" + n.text + "]"
	}
	for _, member := range []string{"name", "root", "pagePath", "pathName", "value", "text"} {
		if text := n.textOf(member); text != "" {
			return "[" + member + "=" + text + "]"
		}
	}
	return "[…]"
}

// elements returns the lists by the names of their elements; it is not ok if a
// name is empty or comes twice in one list.
func (m *jsonMerge) elements(at Path, v trio, nameOf func(*node) string) (e entryMerge, ok bool) {
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

// textOf returns the string that is an object's member, or "".
func (n *node) textOf(member string) string {
	found := membersOf(n).items[entryKey{name: member}].value
	if !found.is(textKind) {
		return ""
	}
	return found.text
}

// alike tells whether all elements are strings or all are objects. The order of
// numbers, say, means something, so they are no set.
func (e entryMerge) alike() bool {
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

// replacedTwice tells whether both sides have other objects in place of the same
// one of the base's: as sets they would come out side by side.
func (e entryMerge) replacedTwice() bool {
	lost := slices.ContainsFunc(e.base.keys, func(k entryKey) bool {
		return !e.ours.has(k) && !e.theirs.has(k)
	})
	return lost && e.allAre(objectKind) && e.ours.adds(e.base, e.theirs) && e.theirs.adds(e.base, e.ours)
}

func (e entries) has(k entryKey) bool { _, found := e.items[k]; return found }

// adds tells whether there are entries that neither of the others has.
func (e entries) adds(base, other entries) bool {
	return slices.ContainsFunc(e.keys, func(k entryKey) bool { return !base.has(k) && !other.has(k) })
}
