package merge

// span is the half-open range [start, end).
type span struct{ start, end int }

func (s span) len() int { return s.end - s.start }

// alignment pairs the lines that two texts share: line a.at[i] of the first text
// is line b.at[i] of the second.
type alignment struct{ a, b gaps }

// gaps are the lines of one text that are aligned, ascending, and the text's
// length. Gap i is what lies before the i-th aligned line; the last gap is what
// follows all of them.
type gaps struct {
	at  []int
	len int
}

func (g gaps) span(i int) span {
	s := span{0, g.len}
	if i > 0 {
		s.start = g.at[i-1] + 1
	}
	if i < len(g.at) {
		s.end = g.at[i]
	}
	return s
}

// align finds a longest alignment of two texts, or on large and very different
// texts a good one.
func align(a, b []int) alignment {
	s := newSearch(a, b)
	s.compare(box{span{0, len(s.a)}, span{0, len(s.b)}}, false)
	al := alignment{gaps{unchangedLines(s.changedA), len(a)}, gaps{unchangedLines(s.changedB), len(b)}}
	slide(a, al.a, al.b)
	slide(b, al.b, al.a)
	return al
}

// unchangedLines returns the numbers of the lines that are not marked.
func unchangedLines(changed []bool) []int {
	var at []int
	for i, c := range changed {
		if !c {
			at = append(at, i)
		}
	}
	return at
}

// change says that the base lines of one span became the side's lines of the other.
type change struct{ base, side span }

// changes lists the ranges between the aligned lines, in order.
func (al alignment) changes() []change {
	var list []change
	for i := range len(al.a.at) + 1 {
		c := change{al.a.span(i), al.b.span(i)}
		if c.base.len() > 0 || c.side.len() > 0 {
			list = append(list, c)
		}
	}
	return list
}
