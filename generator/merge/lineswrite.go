package merge

import "slices"

// lineSetWriter writes the user's lines but for those that the template removed,
// with the template's additions among them, and keeps sections apart by a blank line.
type lineSetWriter struct {
	*writer
	blanks  []line // blank lines of the user's that are not written yet
	removed bool   // whether lines were left out since the last one written
	gap     bool   // whether a blank line must follow the template's lines just written
}

func (w *lineSetWriter) write(m lineSets, ours []line, add additions) {
	w.add(add.head)
	w.gap = w.gap || len(m.base) == 0 && w.lines > 0
	for _, l := range ours {
		text := string(l.text)
		switch {
		case l.blank() && w.removed && len(w.blanks) > 0:
		case l.blank():
			w.blanks = append(w.blanks, l)
		case m.base[text] && !m.theirs[text]:
			w.removed = true
		default:
			w.userLine(l)
			w.add(add.after[text])
			delete(add.after, text)
		}
	}
	if !w.removed {
		w.user(w.blanks)
	}
	if !m.theirs[string(w.last.text)] {
		add.tail = append([]line{{}}, add.tail...) // a section of its own
	}
	w.add(add.tail)
}

// userLine writes a line of the user's, after the blank lines above it.
func (w *lineSetWriter) userLine(l line) {
	switch {
	case w.removed && w.lines == 0:
	case w.gap && len(w.blanks) == 0:
		w.other([]line{{}})
	default:
		w.user(w.blanks)
	}
	w.user([]line{l})
	w.blanks, w.removed, w.gap = nil, false, false
}

// add writes lines of the template's, with a blank line before them if they begin
// with one.
func (w *lineSetWriter) add(lines []line) {
	from := slices.IndexFunc(lines, func(l line) bool { return !l.blank() })
	if from < 0 {
		return
	}
	if from > 0 && w.lines > 0 && !w.last.blank() {
		w.other([]line{{}})
	}
	to := len(lines)
	for lines[to-1].blank() {
		to--
	}
	w.other(slices.CompactFunc(slices.Clone(lines[from:to]), func(a, b line) bool { return a.blank() && b.blank() }))
	w.gap = to < len(lines)
}
