package merge

import "bytes"

// jsonStyle is how the user's text is laid out, for what is added to it.
type jsonStyle struct {
	multiline bool   // containers have lines of their own
	newline   string // the line end
	unit      string // one step of indent
	colon     []byte // between name and value
	gap       string // after a comma within a line
}

func styleOf(ours, theirs *node) jsonStyle {
	s := jsonStyle{newline: parse(ours.src).commonEnd(), unit: "  ", colon: []byte(": "), gap: " "}
	if s.newline == "" {
		s.newline = lf
	}
	sample := ours
	if len(ours.items) == 0 {
		sample = theirs
	}
	s.multiline = sample.multiline()
	if len(ours.items) == 0 {
		return s
	}
	if ours.multiline() {
		s.unit = lineIndent(ours.src, ours.items[0].start)
	}
	if ours.kind == objectKind {
		s.colon = colonOf(ours)
	}
	if len(ours.items) > 1 && ours.items[1].lead == ours.items[1].start {
		s.gap = ""
	}
	return s
}

// multiline tells whether the first item is on another line than the bracket.
func (n *node) multiline() bool {
	return len(n.items) > 0 && bytes.Contains(n.src[n.start:n.items[0].start], []byte(lf))
}

// colonOf returns what is between the first member's name and value.
func colonOf(n *node) []byte {
	first := n.items[0]
	return n.src[first.start+len(first.name) : first.value.start]
}

// lineIndent returns the white space with which the line of a place begins.
func lineIndent(src []byte, at int) string {
	line := src[bytes.LastIndexByte(src[:at], '\n')+1 : at]
	return string(line[:len(line)-len(bytes.TrimLeft(line, " \t"))])
}

// compact returns a value without items as it is written, an empty container
// without what is between its brackets.
func compact(n *node) []byte {
	if n.kind == objectKind || n.kind == listKind {
		return []byte{n.src[n.start], n.src[n.end-1]}
	}
	return n.raw()
}

// layout is the white space of one of the user's containers.
type layout struct {
	container            *node
	first, between, tail []byte // before the first item, before others, after the last
	colon                []byte
}

func (w *jsonWriter) layout(n *node, at place) layout {
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
	l.first = n.src[n.items[0].lead:n.items[0].start]
	l.tail = n.src[n.items[count-1].value.end : n.end-1]
	l.between = l.first
	switch {
	case count > 1:
		l.between = n.src[n.items[1].lead:n.items[1].start]
	case !n.multiline():
		l.between = []byte(w.style.gap)
	}
	if n.kind == objectKind {
		l.colon = colonOf(n)
	}
	return l
}

// lead returns the white space before the part that comes at a position.
func (l layout) lead(p part, position int) []byte {
	switch {
	case position == 0:
		return l.first
	case p.foreign || p.item.lead == l.container.items[0].lead:
		return l.between
	}
	return l.container.src[p.item.lead:p.item.start]
}

// trail returns the white space between an item of the container and its comma.
func (l layout) trail(p part) []byte {
	items := l.container.items
	if p.foreign || p.item.lead == items[len(items)-1].lead {
		return nil
	}
	rest := l.container.src[p.item.value.end:]
	return rest[:bytes.IndexByte(rest, ',')]
}
