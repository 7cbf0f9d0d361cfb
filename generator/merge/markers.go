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

// first returns the line of the first of these markers in a text, or 0. A separator
// alone does not count: it may be the underline of a heading.
func (m Markers) first(text []byte) int {
	n := 0
	for l := range linesOf(text) {
		n++
		switch readMarker(l.text) {
		case m.opening(), m.base(), m.closing():
			return n
		}
	}
	return 0
}

// Left returns the line, from 1, of the first marker left in a text, or 0 if there is
// none: one of these, or the opening one of a complete set that another tool wrote.
// Sets that the template's text shows, as documentation may, don't count.
func (m Markers) Left(text, template []byte) int {
	own := m.first(text)
	if c, found := m.foreign(text, template); found && (own == 0 || c.First < own) {
		return c.First
	}
	return own
}

// foreign returns the first complete set of other markers than these, but for those
// that the template's text shows.
func (m Markers) foreign(text, template []byte) (MarkedConflict, bool) {
	shown := map[[2]string]int{} // by labels
	for _, c := range MarkedConflicts(template) {
		shown[[2]string{c.Ours, c.Theirs}]++
	}
	for _, c := range MarkedConflicts(text) {
		labels := [2]string{c.Ours, c.Theirs}
		if labels == [2]string{m.Ours, m.Theirs} {
			continue
		}
		if shown[labels]--; shown[labels] < 0 {
			return c, true
		}
	}
	return MarkedConflict{}, false
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
