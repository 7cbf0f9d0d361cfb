package merge

import (
	"slices"

	"mlvb/generator/merge/diff"
)

// hunk is a place where at least one side differs from the base: the lines that
// each version has there. Between hunks all three are equal.
type hunk struct {
	base, ours, theirs diff.Span
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
	ours := changeQueue{rest: diff.Changes(v.base, v.ours)}
	theirs := changeQueue{rest: diff.Changes(v.base, v.theirs)}
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

func (v versions) oursIn(h hunk) []int   { return v.ours[h.ours.Start:h.ours.End] }
func (v versions) theirsIn(h hunk) []int { return v.theirs[h.theirs.Start:h.theirs.End] }

// changeQueue holds the changes of one side that are in no hunk yet.
type changeQueue struct {
	rest  []diff.Change
	shift int // what to add to the number of an unchanged base line to get the side's, up to the first change in rest
}

// next removes the first n changes and returns the side's lines in place of the
// given base lines, which must cover these changes.
func (q *changeQueue) next(n int, base diff.Span) diff.Span {
	lines := diff.Span{Start: base.Start + q.shift}
	if n > 0 {
		last := q.rest[n-1]
		q.shift = last.B.End - last.A.End
		q.rest = q.rest[n:]
	}
	lines.End = base.End + q.shift
	return lines
}

// overlapping returns how many of the first changes of each side overlap or touch
// one another, and the base lines that they cover together.
func overlapping(ours, theirs []diff.Change) (covered diff.Span, nOurs, nTheirs int) {
	covered.Start = first(ours, theirs)
	covered.End = covered.Start
	for {
		switch {
		case nOurs < len(ours) && ours[nOurs].A.Start <= covered.End:
			covered.End = max(covered.End, ours[nOurs].A.End)
			nOurs++
		case nTheirs < len(theirs) && theirs[nTheirs].A.Start <= covered.End:
			covered.End = max(covered.End, theirs[nTheirs].A.End)
			nTheirs++
		default:
			return covered, nOurs, nTheirs
		}
	}
}

// first returns where in the base the first change of either side begins.
func first(ours, theirs []diff.Change) int {
	switch {
	case len(ours) == 0:
		return theirs[0].A.Start
	case len(theirs) == 0:
		return ours[0].A.Start
	}
	return min(ours[0].A.Start, theirs[0].A.Start)
}
