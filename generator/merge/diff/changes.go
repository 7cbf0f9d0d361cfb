// Package diff finds what changed between two texts, whose lines are given as
// numbers: equal lines have the same number. It agrees with `git diff` in its
// default form, apart from very large texts that differ in hundreds of places.
//
// changes.go is the entry; search.go, middle.go and frontier.go look for the longest
// alignment, informative.go says which lines take part in that, slide.go moves the
// changes to where they read best.
package diff

// Change says that lines A of the first text became lines B of the second.
type Change struct{ A, B Span }

// Span is the half-open range of lines [Start, End), counted from 0.
type Span struct{ Start, End int }

// Len is the number of lines.
func (s Span) Len() int { return s.End - s.Start }

// Changes lists what changed between two texts, in order. The lines between the
// changes are a longest alignment of the texts, or on large and very different texts
// a good one.
func Changes(a, b []int) []Change {
	s := newSearch(a, b)
	s.compare(box{Span{0, len(s.a)}, Span{0, len(s.b)}}, false)
	gapsA, gapsB := gapsOf(s.changedA), gapsOf(s.changedB)
	slide(a, gapsA, gapsB)
	slide(b, gapsB, gapsA)
	var list []Change
	for i := range len(gapsA.at) + 1 {
		c := Change{gapsA.span(i), gapsB.span(i)}
		if c.A.Len() > 0 || c.B.Len() > 0 {
			list = append(list, c)
		}
	}
	return list
}

// gaps are the numbers of the aligned lines of one text, ascending, and the text's
// length. The i-th aligned lines of both texts are equal. Gap i is what lies before
// the i-th aligned line; the last gap is what follows all of them.
type gaps struct {
	at  []int
	len int
}

func gapsOf(changed []bool) gaps {
	g := gaps{len: len(changed)}
	for i, c := range changed {
		if !c {
			g.at = append(g.at, i)
		}
	}
	return g
}

func (g gaps) span(i int) Span {
	s := Span{0, g.len}
	if i > 0 {
		s.Start = g.at[i-1] + 1
	}
	if i < len(g.at) {
		s.End = g.at[i]
	}
	return s
}
