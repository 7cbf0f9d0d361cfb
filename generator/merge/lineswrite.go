package merge

import "slices"

// lineSetWriter writes the user's lines, less those that the template removed,
// and its additions, so that sections stay one blank line apart.
type lineSetWriter struct {
	*writer
	held    []line // blank lines of the user's that are not written yet
	removed bool   // whether lines were left out since the last one written
	gap     bool   // whether a blank line is due after an addition
}

func (w *lineSetWriter) write(m lineSets, ours []line, add additions) {
	w.add(add.head)
	w.gap = w.gap || len(m.base) == 0 && w.lines > 0
	for _, l := range ours {
		text := string(l.text)
		switch {
		case l.blank() && w.removed && len(w.held) > 0:
		case l.blank():
			w.held = append(w.held, l)
		case m.base[text] && !m.theirs[text]:
			w.removed = true
		default:
			w.keep(l)
			w.add(add.after[text])
			delete(add.after, text)
		}
	}
	if !w.removed {
		w.own(w.held)
	}
	if !m.theirs[string(w.last.text)] {
		add.tail = append([]line{{}}, add.tail...) // a section of its own
	}
	w.add(add.tail)
}

// keep writes a line of the user's, after the blank lines above it.
func (w *lineSetWriter) keep(l line) {
	switch {
	case w.removed && w.lines == 0:
	case w.gap && len(w.held) == 0:
		w.foreign([]line{{}})
	default:
		w.own(w.held)
	}
	w.own([]line{l})
	w.held, w.removed, w.gap = nil, false, false
}

// add writes lines of the template's.
func (w *lineSetWriter) add(lines []line) {
	from := slices.IndexFunc(lines, func(l line) bool { return !l.blank() })
	if from < 0 {
		return
	}
	if from > 0 && w.lines > 0 && !w.last.blank() {
		w.foreign([]line{{}})
	}
	to := len(lines)
	for lines[to-1].blank() {
		to--
	}
	w.foreign(slices.CompactFunc(slices.Clone(lines[from:to]), func(a, b line) bool { return a.blank() && b.blank() }))
	w.gap = to < len(lines)
}
