package merge

// MarkedConflict is a complete set of conflict markers: an opening line, a
// separator and a closing line, all of one size of seven or more. What labels they
// have, and whether the base is shown, depends on the tool that wrote them.
type MarkedConflict struct {
	First, Last  int    // the lines of the opening and the closing marker, from 1
	Ours, Theirs string // their labels
}

// MarkedConflicts finds the complete sets of markers in a text, whoever wrote them.
// Of sets one inside the other it returns the outer one. A text that shows such a
// set at the beginning of its lines, as documentation of git may, can't be told from
// a text in conflict.
func MarkedConflicts(text []byte) []MarkedConflict {
	type opening struct {
		MarkedConflict
		separated bool
	}
	var found []MarkedConflict
	open := map[int]*opening{} // by size
	n := 0
	for l := range linesOf(text) {
		n++
		m := readMarker(l.text)
		o := open[m.size]
		switch {
		case m.size < usualSize:
		case m.char == '<' && (o == nil || !o.separated):
			open[m.size] = &opening{MarkedConflict: MarkedConflict{First: n, Ours: m.label}}
		case o == nil:
		case m.char == '=':
			o.separated = true
		case m.char == '>' && o.separated:
			o.Last, o.Theirs = n, m.label
			for len(found) > 0 && found[len(found)-1].First > o.First {
				found = found[:len(found)-1] // it is inside this one
			}
			found = append(found, o.MarkedConflict)
			delete(open, m.size)
		}
	}
	return found
}
