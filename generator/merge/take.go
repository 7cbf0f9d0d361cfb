package merge

import "fmt"

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

// Take puts one side's lines in place of every conflict and leaves all else as it
// is; a text without markers comes back unchanged. The error is a [*MarkerError].
func (m Markers) Take(text []byte, wanted Side) ([]byte, error) {
	d := parse(text)
	w := newWriter(document{}, d, d, len(text))
	within, opened := outside, 0
	for i, l := range d.lines {
		next, marker, ok := m.next(within, string(l.text))
		switch {
		case !ok:
			return nil, &MarkerError{Line: i + 1}
		case marker && within == outside:
			opened = i + 1
		case !marker && (within == outside || within == wanted):
			w.user(d.lines[i : i+1])
		}
		within = next
	}
	if within != outside {
		return nil, &MarkerError{Line: opened}
	}
	return w.finish(d.endsWithNewline()), nil
}

// outside says that a line is in no conflict.
const outside Side = 0

// next tells whose lines follow this one and whether this one is a marker. It is not
// ok if it is a marker that must not come here. Only the base's marker may be missing.
func (m Markers) next(within Side, line string) (next Side, marker, ok bool) {
	switch line {
	case m.ours():
		return Ours, true, within == outside
	case m.base():
		return Base, true, within == Ours
	case m.separator():
		if within == outside {
			return outside, false, true
		}
		return Theirs, true, within != Theirs
	case m.theirs():
		return outside, true, within == Theirs
	}
	return within, false, true
}
