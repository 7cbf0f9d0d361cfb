package merge

import "slices"

// entries are the items of a container by key.
type entries struct {
	keys  []entryKey
	items map[entryKey]item
}

// entryKey names an item among its siblings. Of members with one name only the
// last counts; the others are shadowed and have a number above 0.
type entryKey struct {
	name     string
	shadowed int
}

// newEntries returns the items under their names.
func newEntries(items []item, names []string) entries {
	last := make(map[string]int, len(names))
	for i, name := range names {
		last[name] = i
	}
	e := entries{items: make(map[entryKey]item, len(items))}
	for i, it := range items {
		k := entryKey{name: names[i]}
		if last[k.name] != i {
			k.shadowed = i + 1
		}
		e.keys, e.items[k] = append(e.keys, k), it
	}
	return e
}

// membersOf returns the members of an object; a value that is none has none.
func membersOf(n *node) entries {
	if !n.is(objectKind) {
		return entries{}
	}
	names := make([]string, len(n.items))
	for i, it := range n.items {
		names[i] = it.key
	}
	return newEntries(n.items, names)
}

func (m *jsonMerge) members(at Path, v trio) piece {
	e := entryMerge{m, at, v, membersOf(v.base), membersOf(v.ours), membersOf(v.theirs)}
	return e.merge(func(name string) Path { return append(at, name) }, false)
}

// entryMerge merges three containers of the same kind entry by entry.
type entryMerge struct {
	*jsonMerge
	at                 Path
	whole              trio
	base, ours, theirs entries
}

// merge returns the container; pathOf leads to an entry, and the order of the
// entries matters if ordered.
func (e entryMerge) merge(pathOf func(name string) Path, ordered bool) piece {
	parts := map[entryKey]part{}
	add := func(k entryKey, it item, foreign bool) {
		versions := trio{e.base.items[k].value, e.ours.items[k].value, e.theirs.items[k].value}
		if value, present := e.value(pathOf(k.name), versions); present {
			parts[k] = part{it, foreign, value}
		}
	}
	for _, k := range e.ours.keys {
		if k.shadowed == 0 {
			add(k, e.ours.items[k], false)
		}
	}
	for _, k := range e.theirs.keys {
		if _, known := e.ours.items[k]; !known && k.shadowed == 0 {
			add(k, e.theirs.items[k], true)
		}
	}
	for _, k := range e.ours.keys {
		if _, alive := parts[entryKey{name: k.name}]; alive && k.shadowed > 0 {
			it := e.ours.items[k]
			parts[k] = part{item: it, value: piece{node: it.value}}
		}
	}
	return e.assemble(parts, ordered)
}

// assemble puts the parts in order.
func (e entryMerge) assemble(parts map[entryKey]part, ordered bool) piece {
	gone := func(k entryKey) bool { _, alive := parts[k]; return !alive }
	own := slices.DeleteFunc(slices.Clone(e.ours.keys), gone)
	foreign := slices.DeleteFunc(slices.Clone(e.theirs.keys), gone)
	keys := weave(own, foreign, true)
	if ordered && reordered(e.base.keys, e.theirs.keys, e.ours.keys) {
		switch {
		case !reordered(e.base.keys, e.ours.keys, e.theirs.keys):
			keys = weave(foreign, own, false)
			e.change(e.at, e.whole)
		case reordered(e.ours.keys, e.theirs.keys, e.base.keys):
			e.conflict(e.at, e.whole)
		}
	}
	p := piece{node: e.whole.ours, rebuilt: !slices.Equal(keys, e.ours.keys)}
	for _, k := range keys {
		p.parts = append(p.parts, parts[k])
		p.rebuilt = p.rebuilt || parts[k].value.changed()
	}
	return p
}
