package merge

import (
	"bytes"
	"cmp"
	"strings"
)

// Labels name the versions in conflict markers, each on one line: "yours",
// "template 1.0.0", "template 1.1.0".
type Labels struct{ Ours, Base, Theirs string }

// Markers are the lines around a conflict:
//
//	<<<<<<< yours
//	the user's lines
//	||||||| template 1.0.0
//	the lines that both sides changed
//	=======
//	the template's lines
//	>>>>>>> template 1.1.0
//
// Size is the length of the runs; 0 stands for 7, which is what they have unless
// a version holds lines of its own that look alike.
type Markers struct {
	Labels
	Size int
}

const usualSize = 7

func (m Markers) opening() marker   { return m.marker('<', m.Ours) }
func (m Markers) base() marker      { return m.marker('|', m.Base) }
func (m Markers) separator() marker { return m.marker('=', "") }
func (m Markers) closing() marker   { return m.marker('>', m.Theirs) }

func (m Markers) marker(char byte, label string) marker {
	return marker{char, cmp.Or(m.Size, usualSize), label}
}

// marker is one of the lines around a conflict: a run of one character, alone or
// with a space and a label after it.
type marker struct {
	char  byte // one of < | = >
	size  int  // of the run; 0 is no marker
	label string
}

func (l marker) String() string {
	run := strings.Repeat(string(l.char), l.size)
	if l.label == "" {
		return run
	}
	return run + " " + l.label
}

// readMarker reads a line that looks like a marker of any size.
func readMarker(text []byte) marker {
	text = bytes.TrimSuffix(text, []byte("\r")) // of a last line without LF
	if len(text) == 0 || strings.IndexByte("<|=>", text[0]) < 0 {
		return marker{}
	}
	label := bytes.TrimLeft(text, string(text[:1]))
	size := len(text) - len(label)
	if len(label) > 0 && label[0] != ' ' {
		return marker{}
	}
	return marker{text[0], size, string(bytes.TrimPrefix(label, []byte(" ")))}
}

// In tells whether a text still holds one of the markers. A separator alone does
// not count: it may be the underline of a heading.
func (m Markers) In(text []byte) bool {
	for l := range linesOf(text) {
		switch readMarker(l.text) {
		case m.opening(), m.base(), m.closing():
			return true
		}
	}
	return false
}

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
		case m.char == '<':
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

// freeSize returns the size of markers that no line of the documents looks like.
func freeSize(docs ...document) int {
	used := map[int]bool{}
	for _, d := range docs {
		for _, l := range d.lines {
			used[readMarker(l.text).size] = true
		}
	}
	size := usualSize
	for used[size] {
		size++
	}
	return size
}
