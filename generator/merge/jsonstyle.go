package merge

import (
	"bytes"
	"cmp"
)

// jsonStyle is how the user lays out JSON. What is added to the text follows it.
type jsonStyle struct {
	multiline bool   // each item is on a line of its own
	newline   string // the line end
	unit      string // one step of indent
	colon     []byte // between name and value
	gap       string // after a comma within a line
}

// styleOf finds the style of the user's text; where that has no items, the
// template's decides whether items are on lines of their own.
func styleOf(ours, theirs *node) jsonStyle {
	s := jsonStyle{newline: cmp.Or(commonEnd(ours.src), lf), unit: "  ", colon: []byte(": "), gap: " "}
	sample := ours
	if len(ours.items) == 0 {
		sample = theirs
	}
	s.multiline = sample.multiline()
	if len(ours.items) == 0 {
		return s
	}
	if ours.multiline() {
		s.unit = shortOr(lineIndent(ours.src, ours.items[0].start), s.unit, 16)
	}
	if ours.kind == objectKind {
		s.colon = colonOf(ours)
	}
	if len(ours.items) > 1 && ours.items[1].space == ours.items[1].start {
		s.gap = ""
	}
	return s
}

// maxSpace is the longest white space of the user's that is used again for what is
// added: megabytes of it would be copied thousands of times.
const maxSpace = 256

func shortOr[T ~string | ~[]byte](space, otherwise T, limit int) T {
	if len(space) > limit {
		return otherwise
	}
	return space
}

// multiline tells whether the first item is on another line than the bracket.
func (n *node) multiline() bool {
	return len(n.items) > 0 && bytes.Contains(n.src[n.start:n.items[0].start], []byte(lf))
}

// colonOf returns what is between the first member's name and value, for others.
func colonOf(n *node) []byte {
	first := n.items[0]
	return shortOr(n.src[first.start+len(first.name):first.value.start], []byte(": "), maxSpace)
}

// lineIndent returns the white space with which the line around an offset begins.
func lineIndent(src []byte, at int) string {
	line := src[bytes.LastIndexByte(src[:at], '\n')+1 : at]
	return string(line[:len(line)-len(bytes.TrimLeft(line, " \t"))])
}

// compact returns a value without items as it is written, an empty container
// without what is between its brackets.
func compact(n *node) []byte {
	if n.isContainer() {
		return []byte{n.src[n.start], n.src[n.end-1]}
	}
	return n.raw()
}

// layout is where one of the user's containers has white space.
type layout struct {
	container            *node
	first, between, tail []byte // before the first item, before others, after the last
	colon                []byte
}

// layout finds the white space of a container, or what the style makes of an empty one.
func (w *jsonWriter) layout(n *node, at placement) layout {
	l := layout{container: n, colon: w.style.colon}
	count := len(n.items)
	if count == 0 {
		if !at.inline {
			l.first = []byte(w.style.newline + at.indent + w.style.unit)
			l.tail = []byte(w.style.newline + at.indent)
			l.between = l.first
		} else {
			l.between = []byte(w.style.gap)
		}
		return l
	}
	l.first = n.src[n.items[0].space:n.items[0].start]
	l.tail = n.src[n.items[count-1].value.end : n.end-1]
	l.between = l.first
	switch {
	case count > 1:
		l.between = n.src[n.items[1].space:n.items[1].start]
	case !n.multiline():
		l.between = []byte(w.style.gap)
	}
	if n.kind == objectKind {
		l.colon = colonOf(n)
	}
	l.between = shortOr(l.between, []byte(w.style.gap), maxSpace)
	return l
}

// before returns the white space before the item that is written at a position.
func (l layout) before(p mergedItem, position int) []byte {
	switch {
	case position == 0:
		return l.first
	case p.foreign || p.item.space == l.container.items[0].space:
		return l.between
	}
	return l.container.src[p.item.space:p.item.start]
}

// after returns the white space between an item and the comma after it.
func (l layout) after(p mergedItem) []byte {
	items := l.container.items
	if p.foreign || p.item.space == items[len(items)-1].space {
		return nil
	}
	rest := l.container.src[p.item.value.end:]
	return rest[:bytes.IndexByte(rest, ',')]
}
