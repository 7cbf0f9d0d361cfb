package merge

import (
	"encoding/binary"
	"slices"
	"strings"
)

type kind byte

const (
	objectKind  kind = '{'
	listKind    kind = '['
	textKind    kind = '"'
	numberKind  kind = '0'
	literalKind kind = 'l'
)

// node is a value and the place in the text where it is written.
type node struct {
	kind       kind
	src        []byte
	start, end int
	id         int    // the same for equal values
	text       string // of a scalar: what equal values have in common
	items      []item
}

// item is a member of an object or an element of a list.
type item struct {
	key   string // of a member
	name  []byte // the key as it is written
	space int    // after the bracket or comma
	start int
	value *node
}

func (n *node) raw() []byte {
	if n == nil {
		return nil
	}
	return n.src[n.start:n.end]
}

// valueIDs numbers values, by a description of each: equal values get the same id.
type valueIDs map[string]int

func (v valueIDs) id(signature string) int {
	id, known := v[signature]
	if !known {
		id = len(v)
		v[signature] = id
	}
	return id
}

// equalValues tells whether two values are equal. An absent value (nil) equals only
// another absent one.
func equalValues(a, b *node) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.id == b.id
}

// signature describes a container by the ids of what it holds. The order of an
// object's members doesn't matter, of two with one name the last counts.
func (n *node) signature() string {
	var b strings.Builder
	b.WriteByte(byte(n.kind))
	items := n.items
	if n.kind == objectKind {
		items = slices.Clone(n.items)
		slices.SortStableFunc(items, func(a, b item) int { return strings.Compare(a.key, b.key) })
	}
	for i, it := range items {
		if n.kind == objectKind && i+1 < len(items) && items[i+1].key == it.key {
			continue
		}
		b.Write(binary.AppendUvarint(nil, uint64(len(it.key))))
		b.WriteString(it.key)
		b.Write(binary.AppendUvarint(nil, uint64(it.value.id)))
	}
	return b.String()
}

// members returns the members of an object, and nothing for any other value.
func (n *node) members() []item {
	if !n.is(objectKind) {
		return nil
	}
	return n.items
}

// isContainer tells whether the value is an object or a list.
func (n *node) isContainer() bool { return n.is(objectKind) || n.is(listKind) }

// is tells whether the value is there and of that kind.
func (n *node) is(k kind) bool { return n != nil && n.kind == k }
