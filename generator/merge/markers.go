package merge

import (
	"bytes"
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

func (m Markers) ours() string      { return m.line('<', m.Ours) }
func (m Markers) base() string      { return m.line('|', m.Base) }
func (m Markers) separator() string { return m.line('=', "") }
func (m Markers) theirs() string    { return m.line('>', m.Theirs) }

func (m Markers) line(char byte, label string) string {
	size := m.Size
	if size == 0 {
		size = usualSize
	}
	run := strings.Repeat(string(char), size)
	if label == "" {
		return run
	}
	return run + " " + label
}

// In tells whether a text still holds one of the markers. A separator alone does
// not count: it may be the underline of a heading.
func (m Markers) In(text []byte) bool {
	for _, l := range parse(text).lines {
		switch string(l.text) {
		case m.ours(), m.base(), m.theirs():
			return true
		}
	}
	return false
}

// freeSize returns the size of markers that no line of the documents looks like.
func freeSize(docs ...document) int {
	used := map[int]bool{}
	for _, d := range docs {
		for _, l := range d.lines {
			used[looksLikeMarker(l.text)] = true
		}
	}
	size := usualSize
	for used[size] {
		size++
	}
	return size
}

// looksLikeMarker returns the length of the run of marker characters that makes
// up the line or its first word, or 0.
func looksLikeMarker(text []byte) int {
	if len(text) == 0 || !strings.ContainsRune("<|=>", rune(text[0])) {
		return 0
	}
	rest := bytes.TrimLeft(text, string(text[:1]))
	if len(rest) > 0 && rest[0] != ' ' {
		return 0
	}
	return len(text) - len(rest)
}
