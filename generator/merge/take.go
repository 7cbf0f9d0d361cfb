package merge

import (
	"bytes"
	"fmt"
)

// Side is a version of a file that takes part in a merge.
type Side byte

// The sides of a merge.
const (
	Base Side = 1 + iota
	Ours
	Theirs
)

// MarkerError says that conflict markers are incomplete or nested, so that only a
// person can resolve the conflict.
type MarkerError struct {
	Line int // from 1
}

func (e *MarkerError) Error() string {
	return fmt.Sprintf("line %d: conflict markers are incomplete or out of order", e.Line)
}

// Take puts one side's lines in place of every conflict that has these markers and
// leaves all else as it is; a text without them comes back unchanged. The error is a
// [*MarkerError].
func (m Markers) Take(text []byte, wanted Side) ([]byte, error) {
	d := document{src: text, bom: bytes.HasPrefix(text, []byte(bom))}
	w := newWriter(document{}, d, d, len(text))
	at, n := conflictPart{}, 0
	for l := range linesOf(text) {
		n++
		if read := readMarker(l.text); m.has(read, at.side != outside) {
			if !at.enter(read, n) || at.side == outside && wanted == Base && !at.hasBase {
				return nil, &MarkerError{Line: n}
			}
		} else if at.side == outside || at.side == wanted {
			w.user([]line{l})
		}
	}
	if at.side != outside {
		return nil, &MarkerError{Line: at.line}
	}
	return w.finish(d.endsWithNewline()), nil
}

// has reports whether a line is one of these markers. A separator is one only in a
// conflict: elsewhere it may be the underline of a heading.
func (m Markers) has(l marker, inConflict bool) bool {
	return l == m.opening() || l == m.base() || l == m.closing() || inConflict && l == m.separator()
}

// ForeignMarkersError says that a text has a complete set of markers that another tool
// wrote. Whose sides they mark only a person can tell.
type ForeignMarkersError struct{ MarkedConflict }

func (e *ForeignMarkersError) Error() string {
	return fmt.Sprintf("line %d: conflict markers of another tool, from %q to %q", e.First, e.Ours, e.Theirs)
}

// TakeOrRefuse is Take for a text that must have no markers left then, but for those
// that the template's text shows. The error is a [*ForeignMarkersError] or a
// [*MarkerError].
func (m Markers) TakeOrRefuse(text, template []byte, wanted Side) ([]byte, error) {
	if c, found := m.foreign(text, template); found {
		return nil, &ForeignMarkersError{c}
	}
	taken, err := m.Take(text, wanted)
	if err == nil && m.Left(taken, template) > 0 {
		return nil, &MarkerError{Line: m.first(text)} // inside a set of another tool
	}
	return taken, err
}

// outside says that a line is in no conflict.
const outside Side = 0

// conflictPart is the part of a conflict that a line is in.
type conflictPart struct {
	side    Side
	line    int // of the opening marker
	hasBase bool
}

// enter goes on to the part that begins after a marker. It is not ok if the marker
// must not come here. Only the base's may be missing.
func (p *conflictPart) enter(m marker, line int) (ok bool) {
	was := p.side
	switch m.char {
	case '<':
		*p = conflictPart{side: Ours, line: line}
		return was == outside
	case '|':
		p.side, p.hasBase = Base, true
		return was == Ours
	case '=':
		p.side = Theirs
		return was == Ours || was == Base
	}
	p.side = outside
	return was == Theirs
}
