package merge

import (
	"bytes"
	"slices"
)

// Lines merges files that are ordered sets of lines with # comments and later
// lines overriding earlier ones, such as .gitignore and .gitattributes. It never
// conflicts: a line that one side alone added or removed is added or removed.
//
// Nothing else of the user's text changes. With Ours as lastWord a new line of the
// template's goes directly after the line that precedes it in the template, so that
// what the user added at that place comes later and overrides it; new lines that
// begin the template go first. With Theirs all new lines go last. A comment is
// added only together with a new line below it, a blank line only between sections.
func Lines(base, ours, theirs []byte, lastWord Side) []byte {
	switch {
	case bytes.Equal(ours, base):
		return theirs
	case bytes.Equal(theirs, base), bytes.Equal(ours, theirs):
		return ours
	case tooLong(base) || tooLong(ours) || tooLong(theirs):
		return oneAfterOther(ours, theirs, lastWord)
	}
	b, o, t := parse(base), parse(ours), parse(theirs)
	m := lineSets{setOf(b.entries()), setOf(o.entries()), setOf(t.entries())}
	w := &lineSetWriter{writer: newWriter(b, o, t, len(ours)+len(theirs))}
	w.write(m, o.lines, m.additions(t.lines, lastWord))
	return w.finish(mergeFlag(b.endsWithNewline(), o.endsWithNewline(), t.endsWithNewline()))
}

// oneAfterOther is for texts too long to be cut into lines: as later lines override
// earlier ones, both as they are make a set, too, if one with repeats.
func oneAfterOther(ours, theirs []byte, lastWord Side) []byte {
	first, last := ours, theirs
	if lastWord == Ours {
		first, last = theirs, ours
	}
	joined := bytes.Clone(first)
	if !bytes.HasSuffix(first, []byte(lf)) {
		joined = append(joined, lf...)
	}
	return append(joined, bytes.TrimPrefix(last, []byte(bom))...)
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
	addable := m.addable(theirs)
	anchored, anchor := false, ""
	for i, l := range theirs {
		switch {
		case m.ours[string(l.text)]:
			anchored, anchor = true, string(l.text)
		case !addable[i]:
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

// addable tells which lines may be added: blank ones, new ones, and new comments
// above a line that is added too or above a blank line.
func (m lineSets) addable(theirs []line) []bool {
	addable := make([]bool, len(theirs))
	below := true
	for i, l := range slices.Backward(theirs) {
		isNew := !m.base[string(l.text)] && !m.ours[string(l.text)]
		switch {
		case l.blank():
			addable[i], below = true, true
		case l.comment():
			addable[i] = isNew && below
		default:
			addable[i], below = isNew, isNew
		}
	}
	return addable
}
