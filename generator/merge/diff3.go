package merge

import "slices"

// hunk is a place where at least one side differs from the base: the lines that
// each version has there. Between hunks all three are equal.
type hunk struct {
	base, ours, theirs span
	outcome
}

// outcome says whose lines a hunk gets in the merged text.
type outcome byte

const (
	takeOurs outcome = iota // changed by the user alone, or by both alike
	takeTheirs
	conflict
)

// versions are the numbered lines of the three versions.
type versions struct{ base, ours, theirs []int }

// diff3 cuts three versions into hunks: S. Khanna, K. Kunal, B. Pierce, "A Formal
// Investigation of Diff3", FSTTCS 2007. Changes of the two sides whose base lines
// overlap or touch fall into one hunk, since neither was made with the other in view.
func (v versions) diff3() []hunk {
	ours := changeQueue{rest: align(v.base, v.ours).changes()}
	theirs := changeQueue{rest: align(v.base, v.theirs).changes()}
	var hunks []hunk
	for len(ours.rest)+len(theirs.rest) > 0 {
		base, nOurs, nTheirs := overlapping(ours.rest, theirs.rest)
		h := hunk{base: base, ours: ours.next(nOurs, base), theirs: theirs.next(nTheirs, base)}
		switch {
		case nOurs == 0:
			h.outcome = takeTheirs
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

// changeQueue holds the changes of one side that are in no hunk yet.
type changeQueue struct {
	rest  []change
	shift int // what to add to the number of an unchanged base line to get the side's, up to the first change in rest
}

// next removes the first n changes and returns the side's lines in place of the
// given base lines, which must cover these changes.
func (q *changeQueue) next(n int, base span) span {
	lines := span{start: base.start + q.shift}
	if n > 0 {
		last := q.rest[n-1]
		q.shift = last.side.end - last.base.end
		q.rest = q.rest[n:]
	}
	lines.end = base.end + q.shift
	return lines
}

// overlapping returns how many of the first changes of each side overlap or touch
// one another, and the base lines that they cover together.
func overlapping(ours, theirs []change) (covered span, nOurs, nTheirs int) {
	covered = span{first(ours, theirs), first(ours, theirs)}
	for {
		switch {
		case nOurs < len(ours) && ours[nOurs].base.start <= covered.end:
			covered.end = max(covered.end, ours[nOurs].base.end)
			nOurs++
		case nTheirs < len(theirs) && theirs[nTheirs].base.start <= covered.end:
			covered.end = max(covered.end, theirs[nTheirs].base.end)
			nTheirs++
		default:
			return covered, nOurs, nTheirs
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
