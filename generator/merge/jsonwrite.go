package merge

import "bytes"

// jsonWriter writes the merged value in the style of the user's text. What did not
// change is copied byte by byte.
type jsonWriter struct {
	out   []byte
	root  *node // the user's
	style jsonStyle
}

func newJSONWriter(ours, theirs *node) *jsonWriter {
	return &jsonWriter{root: ours, style: styleOf(ours, theirs)}
}

// write returns the user's text with the merged value in place of its own.
func (w *jsonWriter) write(merged mergedValue) []byte {
	src := w.root.src
	w.out = append(make([]byte, 0, len(src)+len(src)/4), src[:w.root.start]...)
	w.value(merged, placement{indent: shortOr(lineIndent(src, w.root.start), "", maxSpace), inline: !w.style.multiline})
	return append(w.out, src[w.root.end:]...)
}

// placement is where a value is written: the indent of its line, and whether the
// container around it is all on one line.
type placement struct {
	indent string
	inline bool
}

func (w *jsonWriter) value(p mergedValue, at placement) {
	switch {
	case p.foreign:
		w.foreign(p.node, at)
	case p.rebuilt:
		w.rebuild(p, at)
	default:
		w.out = append(w.out, p.node.raw()...)
	}
}

// rebuild writes one of the user's containers with other items. The white space
// around those that stay does not change.
func (w *jsonWriter) rebuild(p mergedValue, at placement) {
	n := p.node
	w.out = append(w.out, n.src[n.start])
	layout := w.layout(n, at)
	for i, part := range p.parts {
		space := layout.before(part, i)
		w.out = append(w.out, space...)
		inner := placement{indent: at.indent, inline: true}
		if nl := bytes.LastIndexByte(space, '\n'); nl >= 0 {
			inner = placement{indent: shortOr(string(space[nl+1:]), "", maxSpace)}
		}
		w.part(part, inner, layout)
		if i < len(p.parts)-1 {
			w.out = append(append(w.out, layout.after(part)...), ',')
		}
	}
	if len(p.parts) > 0 {
		w.out = append(w.out, layout.tail...)
	}
	w.out = append(w.out, n.src[n.end-1])
}

func (w *jsonWriter) part(p mergedItem, at placement, l layout) {
	if p.foreign {
		if p.item.name != nil {
			w.out = append(append(w.out, p.item.name...), l.colon...)
		}
	} else {
		w.out = append(w.out, l.container.src[p.item.start:p.item.value.start]...)
	}
	w.value(p.value, at)
}

// foreign writes a value of another text in the user's style. A container is spread
// over lines as it is there, unless the container around it is on one line here.
func (w *jsonWriter) foreign(n *node, at placement) {
	if len(n.items) == 0 {
		w.out = append(w.out, compact(n)...)
		return
	}
	inline := at.inline || !n.multiline()
	inner := placement{indent: at.indent + w.style.unit, inline: inline}
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
