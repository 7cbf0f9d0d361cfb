package merge

import "slices"

// entries are the items of an object or list, which can be looked up by key.
type entries struct {
	keys  []entryKey
	items map[entryKey]*item
}

// value returns the value of an entry, nil if there is none.
func (e entries) value(k entryKey) *node {
	if it := e.items[k]; it != nil {
		return it.value
	}
	return nil
}

// entryKey tells the items of one container apart. Of members with the same name the
// last one counts, as in every JSON reader; the others have a duplicate number above 0.
type entryKey struct {
	name      string
	duplicate int
}

// newEntries makes the items accessible by the given names, one for each.
func newEntries(items []item, names []string) entries {
	last := make(map[string]int, len(names))
	for i, name := range names {
		last[name] = i
	}
	e := entries{items: make(map[entryKey]*item, len(items))}
	for i := range items {
		k := entryKey{name: names[i]}
		if last[k.name] != i {
			k.duplicate = i + 1
		}
		e.keys, e.items[k] = append(e.keys, k), &items[i]
	}
	return e
}

// membersOf returns the members of an object, and nothing for any other value.
func membersOf(n *node) entries {
	items := n.members()
	names := make([]string, len(items))
	for i, it := range items {
		names[i] = it.key
	}
	return newEntries(items, names)
}

func (m *jsonMerge) members(at Path, v sides) mergedValue {
	e := entryMerge{m, at, v, membersOf(v.base), membersOf(v.ours), membersOf(v.theirs)}
	return e.merge(func(name string) Path { return append(at, name) }, false)
}

// entryMerge merges three containers of the same kind entry by entry.
type entryMerge struct {
	*jsonMerge
	at                 Path
	whole              sides
	base, ours, theirs entries
}

// merge returns the merged container. pathOf gives the path of an entry; ordered
// says that the order of the entries means something.
func (e entryMerge) merge(pathOf func(name string) Path, ordered bool) mergedValue {
	parts := map[entryKey]*mergedItem{}
	add := func(k entryKey, it *item, foreign bool) {
		versions := sides{e.base.value(k), e.ours.value(k), e.theirs.value(k)}
		if value, present := e.value(pathOf(k.name), versions); present {
			parts[k] = &mergedItem{*it, foreign, value}
		}
	}
	for _, k := range e.ours.keys {
		if k.duplicate == 0 {
			add(k, e.ours.items[k], false)
		}
	}
	for _, k := range e.theirs.keys {
		if k.duplicate == 0 && !e.ours.has(k) {
			add(k, e.theirs.items[k], true)
		}
	}
	for _, k := range e.ours.keys {
		if k.duplicate > 0 && parts[entryKey{name: k.name}] != nil {
			it := e.ours.items[k]
			parts[k] = &mergedItem{item: *it, value: mergedValue{node: it.value}}
		}
	}
	return e.assemble(parts, ordered)
}

// assemble puts the merged items in order: the user's order, or the template's where
// the template alone changed it. Two new orders are a conflict.
func (e entryMerge) assemble(parts map[entryKey]*mergedItem, ordered bool) mergedValue {
	gone := func(k entryKey) bool { return parts[k] == nil }
	own := slices.DeleteFunc(slices.Clone(e.ours.keys), gone)
	foreign := slices.DeleteFunc(slices.Clone(e.theirs.keys), gone)
	keys := interleave(own, foreign, true)
	if ordered && reordered(e.base.keys, e.theirs.keys, e.ours.keys) {
		switch {
		case !reordered(e.base.keys, e.ours.keys, e.theirs.keys):
			keys = interleave(foreign, own, false)
			e.change(e.at)
		case reordered(e.ours.keys, e.theirs.keys, e.base.keys):
			e.conflict(e.at, e.whole)
		}
	}
	p := mergedValue{node: e.whole.ours, rebuilt: !slices.Equal(keys, e.ours.keys)}
	for _, k := range keys {
		p.parts = append(p.parts, *parts[k])
		p.rebuilt = p.rebuilt || parts[k].value.changed()
	}
	return p
}
