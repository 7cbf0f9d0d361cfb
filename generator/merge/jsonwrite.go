package merge

import "bytes"

// jsonWriter writes the merged value in the manner of the user's text. Whatever
// is not rebuilt is copied.
type jsonWriter struct {
	out   []byte
	root  *node // the user's
	style jsonStyle
}

func newJSONWriter(ours, theirs *node) *jsonWriter {
	return &jsonWriter{root: ours, style: styleOf(ours, theirs)}
}

// write returns the user's text with the merged value in place of its own.
func (w *jsonWriter) write(merged piece) []byte {
	src := w.root.src
	w.out = append(make([]byte, 0, len(src)+len(src)/4), src[:w.root.start]...)
	w.piece(merged, place{indent: lineIndent(src, w.root.start), inline: !w.style.multiline})
	return append(w.out, src[w.root.end:]...)
}

// place is where a value is written: the indent of its line, and whether the
// container around it is on one line.
type place struct {
	indent string
	inline bool
}

func (w *jsonWriter) piece(p piece, at place) {
	switch {
	case p.foreign:
		w.foreign(p.node, at)
	case p.rebuilt:
		w.rebuild(p, at)
	default:
		w.out = append(w.out, p.node.raw()...)
	}
}

// rebuild writes a container of the user's with other parts. The white space
// around each of its own items stays.
func (w *jsonWriter) rebuild(p piece, at place) {
	n := p.node
	w.out = append(w.out, n.src[n.start])
	layout := w.layout(n, at)
	for i, part := range p.parts {
		lead := layout.lead(part, i)
		w.out = append(w.out, lead...)
		inner := place{indent: at.indent, inline: true}
		if nl := bytes.LastIndexByte(lead, '\n'); nl >= 0 {
			inner = place{indent: string(lead[nl+1:])}
		}
		w.part(part, inner, layout)
		if i < len(p.parts)-1 {
			w.out = append(append(w.out, layout.trail(part)...), ',')
		}
	}
	if len(p.parts) > 0 {
		w.out = append(w.out, layout.tail...)
	}
	w.out = append(w.out, n.src[n.end-1])
}

func (w *jsonWriter) part(p part, at place, l layout) {
	if p.foreign {
		if p.item.name != nil {
			w.out = append(append(w.out, p.item.name...), l.colon...)
		}
	} else {
		w.out = append(w.out, l.container.src[p.item.start:p.item.value.start]...)
	}
	w.piece(p.value, at)
}

// foreign writes a value of another text. Containers that have lines of their own
// there have them here, unless they stand in one that has none.
func (w *jsonWriter) foreign(n *node, at place) {
	if len(n.items) == 0 {
		w.out = append(w.out, compact(n)...)
		return
	}
	inline := at.inline || !n.multiline()
	inner := place{indent: at.indent + w.style.unit, inline: inline}
	w.out = append(w.out, n.src[n.start])
	for i, it := range n.items {
		switch {
		case !inline:
			w.out = append(append(w.out, w.style.newline...), inner.indent...)
		case i > 0:
			w.out = append(w.out, w.style.gap...)
		}
		if it.name != nil {
			w.out = append(append(w.out, it.name...), w.style.colon...)
		}
		w.foreign(it.value, inner)
		if i < len(n.items)-1 {
			w.out = append(w.out, ',')
		}
	}
	if !inline {
		w.out = append(append(w.out, w.style.newline...), at.indent...)
	}
	w.out = append(w.out, n.src[n.end-1])
}
