package merge

import "slices"

// hunk is a place where at least one side differs from the base: the lines that
// each version has there. Between hunks all three are equal.
type hunk struct {
	base, ours, theirs span
	verdict
}

type verdict byte

const (
	takeOurs verdict = iota // changed by the user alone, or by both alike
	takeTheirs
	conflict
)

// versions are the numbered lines of the three versions.
type versions struct{ base, ours, theirs []int }

// diff3 cuts three versions into hunks: S. Khanna, K. Kunal, B. Pierce, "A Formal
// Investigation of Diff3", FSTTCS 2007. Changes of the two sides whose base lines
// overlap or touch fall into one hunk, since neither was made with the other in view.
func (v versions) diff3() []hunk {
	ours := side{rest: align(v.base, v.ours).changes()}
	theirs := side{rest: align(v.base, v.theirs).changes()}
	var hunks []hunk
	for len(ours.rest)+len(theirs.rest) > 0 {
		hull, nOurs, nTheirs := cluster(ours.rest, theirs.rest)
		h := hunk{base: hull, ours: ours.take(nOurs, hull), theirs: theirs.take(nTheirs, hull)}
		switch {
		case nOurs == 0:
			h.verdict = takeTheirs
		case nTheirs > 0 && !slices.Equal(v.oursIn(h), v.theirsIn(h)):
			hunks = append(hunks, v.narrow(h)...)
			continue
		}
		hunks = append(hunks, h)
	}
	return hunks
}

func (v versions) oursIn(h hunk) []int   { return v.ours[h.ours.start:h.ours.end] }
func (v versions) theirsIn(h hunk) []int { return v.theirs[h.theirs.start:h.theirs.end] }

// side is what one side changed and was not looked at yet.
type side struct {
	rest  []change
	shift int // from a base line to the side's equal line, before the first change
}

// take puts the first n changes behind and returns the side's lines in place of
// the hull, which covers these changes.
func (s *side) take(n int, hull span) span {
	at := span{start: hull.start + s.shift}
	if n > 0 {
		last := s.rest[n-1]
		s.shift = last.side.end - last.base.end
		s.rest = s.rest[n:]
	}
	at.end = hull.end + s.shift
	return at
}

// cluster returns how many of the first changes of both sides hang together, and
// the base lines that they cover.
func cluster(ours, theirs []change) (hull span, nOurs, nTheirs int) {
	hull = span{first(ours, theirs), first(ours, theirs)}
	for {
		switch {
		case nOurs < len(ours) && ours[nOurs].base.start <= hull.end:
			hull.end = max(hull.end, ours[nOurs].base.end)
			nOurs++
		case nTheirs < len(theirs) && theirs[nTheirs].base.start <= hull.end:
			hull.end = max(hull.end, theirs[nTheirs].base.end)
			nTheirs++
		default:
			return hull, nOurs, nTheirs
		}
	}
}

// first returns where in the base the first change of either side begins.
func first(ours, theirs []change) int {
	switch {
	case len(ours) == 0:
		return theirs[0].base.start
	case len(theirs) == 0:
		return ours[0].base.start
	}
	return min(ours[0].base.start, theirs[0].base.start)
}
