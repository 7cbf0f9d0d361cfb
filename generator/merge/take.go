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

// MarkerError says that the markers of a text are not whole, so that it can only
// be settled by hand.
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
			w.own(d.lines[i : i+1])
		}
		within = next
	}
	if within != outside {
		return nil, &MarkerError{Line: opened}
	}
	return w.finish(d.closed()), nil
}

// outside is where no conflict is open.
const outside Side = 0

// next tells on which side the lines after this one are and whether this one is a
// marker; it is not ok if a marker can't stand here. Only the base may be missing.
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
