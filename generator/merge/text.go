package merge

import (
	"bytes"
	"errors"
	"slices"

	"mlvb/generator/merge/diff"
)

// The errors of [Text].
var (
	ErrBinary  = errors.New("binary contents can't be merged by lines")
	ErrTooLong = errors.New("more than a million lines can't be merged")
)

// maxLines bounds the memory that a merge takes. No source file comes near it.
const maxLines = 1_000_000

// TextResult is the outcome of [Text]. Merged may be one of the versions itself, not a copy.
type TextResult struct {
	Merged    []byte
	Conflicts []TextConflict // empty if the merge is clean
	Markers   Markers        // how the conflicts are marked in Merged
}

// TextConflict is one place that both sides changed.
type TextConflict struct {
	Line               int // of the opening marker in the merged text, from 1
	Base, Ours, Theirs Range
}

// Range is a range of lines in one version. Where it has no lines, the place is
// before line First.
type Range struct {
	First int // from 1
	Count int
}

// Text merges by lines; what both sides changed is left between markers. An empty
// base merges two files that were added on their own. The error is [ErrBinary] or
// [ErrTooLong].
func Text(base, ours, theirs []byte, labels Labels) (TextResult, error) {
	switch {
	case bytes.Equal(ours, base):
		return TextResult{Merged: theirs}, nil
	case bytes.Equal(theirs, base), bytes.Equal(ours, theirs):
		return TextResult{Merged: ours}, nil
	case IsBinary(base) || IsBinary(ours) || IsBinary(theirs):
		return TextResult{}, ErrBinary
	case tooLong(base) || tooLong(ours) || tooLong(theirs):
		return TextResult{}, ErrTooLong
	}
	m := textMerge{base: parse(base), ours: parse(ours), theirs: parse(theirs)}
	numbers := make(interner, len(m.base.lines))
	v := versions{numbers.number(m.base), numbers.number(m.ours), numbers.number(m.theirs)}
	m.hunks = v.diff3()
	m.markers = Markers{Labels: labels}
	if slices.ContainsFunc(m.hunks, func(h hunk) bool { return h.outcome == conflict }) {
		m.markers.Size = freeSize(m.base, m.ours, m.theirs)
	}
	m.out = newWriter(m.base, m.ours, m.theirs, len(ours)+len(theirs))
	return m.write(), nil
}

func tooLong(text []byte) bool { return bytes.Count(text, []byte(lf)) > maxLines }

// textMerge is a merge that is decided and only has to be written.
type textMerge struct {
	base, ours, theirs document
	hunks              []hunk
	markers            Markers
	out                *writer
	conflicts          []TextConflict
}

func (m *textMerge) write() TextResult {
	at := 0
	for _, h := range m.hunks {
		m.out.user(m.ours.lines[at:h.ours.Start])
		switch h.outcome {
		case takeOurs:
			m.out.user(m.ours.in(h.ours))
		case takeTheirs:
			m.out.other(m.theirs.in(h.theirs))
		case conflict:
			m.mark(h)
		}
		at = h.ours.End
	}
	m.out.user(m.ours.lines[at:])
	merged := m.out.finish(mergeFlag(m.base.endsWithNewline(), m.ours.endsWithNewline(), m.theirs.endsWithNewline()))
	return TextResult{merged, m.conflicts, m.markers}
}

// mark writes a conflict with what all three versions have.
func (m *textMerge) mark(h hunk) {
	m.conflicts = append(m.conflicts, TextConflict{
		Line: m.out.lines + 1,
		Base: linesIn(h.base), Ours: linesIn(h.ours), Theirs: linesIn(h.theirs),
	})
	m.out.marker(m.markers.opening())
	m.out.user(m.ours.in(h.ours))
	m.out.marker(m.markers.base())
	m.out.other(m.base.in(h.base))
	m.out.marker(m.markers.separator())
	m.out.other(m.theirs.in(h.theirs))
	m.out.marker(m.markers.closing())
}

func (d document) in(s diff.Span) []line { return d.lines[s.Start:s.End] }

func linesIn(s diff.Span) Range { return Range{First: s.Start + 1, Count: s.Len()} }

// EqualText tells whether two texts are the same but for line endings.
func EqualText(a, b []byte) bool {
	return bytes.Equal(a, b) || bytes.Equal(unixEnds(a), unixEnds(b))
}

func unixEnds(text []byte) []byte {
	return bytes.ReplaceAll(text, []byte(crlf), []byte(lf))
}

// IsBinary tells whether contents are no text: a zero byte among the first 8000,
// the rule of git.
func IsBinary(content []byte) bool {
	return bytes.IndexByte(content[:min(len(content), 8000)], 0) >= 0
}
