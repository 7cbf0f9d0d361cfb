package merge

import "slices"

// search looks for the longest alignment of two texts by the method of E. Myers,
// "An O(ND) Difference Algorithm and Its Variations", Algorithmica 1 (1986): the
// linear-space form, which finds a point in the middle of a shortest edit path
// by going from both corners at once and then solves both halves alike.
//
// Lines that can't help are left out beforehand (see [informative]), and where the
// shortest path would cost too much a good one is taken (see [search.furthest]).
type search struct {
	a, b               []int // the lines that take part
	lineA, lineB       []int // their numbers in the whole texts
	changedA, changedB []bool
	forward, backward  frontier
}

// box is the part of the problem that is being solved: a span of each text.
type box struct{ a, b span }

func newSearch(a, b []int) *search {
	s := &search{changedA: make([]bool, len(a)), changedB: make([]bool, len(b))}
	prefix, suffix := commonEnds(a, b)
	middleA, middleB := span{prefix, len(a) - suffix}, span{prefix, len(b) - suffix}
	if middleA.len() > 0 && middleB.len() > 0 {
		limit := 1 + max(slices.Max(a), slices.Max(b))
		s.a, s.lineA = pick(a, informative(a, middleA, count(b, limit)), middleA, s.changedA)
		s.b, s.lineB = pick(b, informative(b, middleB, count(a, limit)), middleB, s.changedB)
	} else {
		mark(s.changedA, middleA)
		mark(s.changedB, middleB)
	}
	s.forward = newFrontier(len(s.a), len(s.b))
	s.backward = newFrontier(len(s.a), len(s.b))
	return s
}

func mark(changed []bool, s span) {
	for i := s.start; i < s.end; i++ {
		changed[i] = true
	}
}

func commonEnds(a, b []int) (prefix, suffix int) {
	shorter := min(len(a), len(b))
	for prefix < shorter && a[prefix] == b[prefix] {
		prefix++
	}
	for suffix < shorter-prefix && a[len(a)-1-suffix] == b[len(b)-1-suffix] {
		suffix++
	}
	return prefix, suffix
}

// compare marks the lines of the box that are not aligned. An exact search goes on
// until it has the shortest path.
func (s *search) compare(in box, exact bool) {
	for {
		in = s.trim(in)
		if in.a.len() == 0 || in.b.len() == 0 {
			break
		}
		m := s.middle(in, exact)
		s.compare(box{span{in.a.start, m.a}, span{in.b.start, m.b}}, m.exactBefore)
		in = box{span{m.a, in.a.end}, span{m.b, in.b.end}}
		exact = m.exactAfter
	}
	for i := in.a.start; i < in.a.end; i++ {
		s.changedA[s.lineA[i]] = true
	}
	for i := in.b.start; i < in.b.end; i++ {
		s.changedB[s.lineB[i]] = true
	}
}

// trim takes off the lines with which both spans begin and end.
func (s *search) trim(in box) box {
	prefix, suffix := commonEnds(s.a[in.a.start:in.a.end], s.b[in.b.start:in.b.end])
	return box{
		span{in.a.start + prefix, in.a.end - suffix},
		span{in.b.start + prefix, in.b.end - suffix},
	}
}
