package merge

import (
	"bytes"
	"slices"
)

// Lines merges files that are ordered sets of lines with # comments and later
// lines overriding earlier ones, such as .gitignore and .gitattributes. It never
// conflicts: a line that one side alone added or removed is added or removed.
//
// The user's text stays as it is but for these lines. If Ours has the last word,
// what the template adds goes after the line that precedes it there and before
// what the user added at that place; lines that nothing precedes go first. If
// Theirs has it, all additions go last. A new comment comes only with a new line
// below it, a blank line only between sections.
func Lines(base, ours, theirs []byte, lastWord Side) []byte {
	switch {
	case bytes.Equal(ours, base):
		return theirs
	case bytes.Equal(theirs, base), bytes.Equal(ours, theirs):
		return ours
	}
	b, o, t := parse(base), parse(ours), parse(theirs)
	m := lineSets{setOf(b.entries()), setOf(o.entries()), setOf(t.entries())}
	w := &lineSetWriter{writer: newWriter(b, o, t, len(ours)+len(theirs))}
	w.write(m, o.lines, m.additions(t.lines, lastWord))
	return w.finish(settle(b.closed(), o.closed(), t.closed()))
}

func (l line) blank() bool   { return len(bytes.TrimSpace(l.text)) == 0 }
func (l line) comment() bool { return bytes.HasPrefix(l.text, []byte("#")) }

// entries returns the lines of a document that are not blank.
func (d document) entries() []string {
	var list []string
	for _, l := range d.lines {
		if !l.blank() {
			list = append(list, string(l.text))
		}
	}
	return list
}

// lineSets are the lines that each version has.
type lineSets struct{ base, ours, theirs map[string]bool }

// additions are the new lines of the template: at the head of the user's text,
// after one of its lines, at its tail. Blank lines among them are kept.
type additions struct {
	head, tail []line
	after      map[string][]line
}

func (m lineSets) additions(theirs []line, lastWord Side) additions {
	a := additions{after: map[string][]line{}}
	wanted := m.wanted(theirs)
	anchored, anchor := false, ""
	for i, l := range theirs {
		switch {
		case m.ours[string(l.text)]:
			anchored, anchor = true, string(l.text)
		case !wanted[i]:
		case lastWord == Theirs:
			a.tail = append(a.tail, l)
		case anchored:
			a.after[anchor] = append(a.after[anchor], l)
		default:
			a.head = append(a.head, l)
		}
	}
	return a
}

// wanted tells which lines may be added: new ones, of comments those above
// another that is added or above none, and blank ones.
func (m lineSets) wanted(theirs []line) []bool {
	wanted := make([]bool, len(theirs))
	below := true
	for i, l := range slices.Backward(theirs) {
		isNew := !m.base[string(l.text)] && !m.ours[string(l.text)]
		switch {
		case l.blank():
			wanted[i], below = true, true
		case l.comment():
			wanted[i] = isNew && below
		default:
			wanted[i], below = isNew, isNew
		}
	}
	return wanted
}
