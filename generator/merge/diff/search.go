package diff

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
type box struct{ a, b Span }

func newSearch(a, b []int) *search {
	s := &search{changedA: make([]bool, len(a)), changedB: make([]bool, len(b))}
	prefix, suffix := CommonEnds(a, b)
	middleA, middleB := Span{prefix, len(a) - suffix}, Span{prefix, len(b) - suffix}
	if middleA.Len() > 0 && middleB.Len() > 0 {
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

func mark(changed []bool, s Span) {
	for i := s.Start; i < s.End; i++ {
		changed[i] = true
	}
}

// CommonEnds returns how many lines two texts have in common at the beginning and,
// behind that, at the end.
func CommonEnds(a, b []int) (prefix, suffix int) {
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
		if in.a.Len() == 0 || in.b.Len() == 0 {
			break
		}
		m := s.middle(in, exact)
		s.compare(box{Span{in.a.Start, m.a}, Span{in.b.Start, m.b}}, m.exactBefore)
		in = box{Span{m.a, in.a.End}, Span{m.b, in.b.End}}
		exact = m.exactAfter
	}
	for i := in.a.Start; i < in.a.End; i++ {
		s.changedA[s.lineA[i]] = true
	}
	for i := in.b.Start; i < in.b.End; i++ {
		s.changedB[s.lineB[i]] = true
	}
}

// trim takes off the lines with which both spans begin and end.
func (s *search) trim(in box) box {
	prefix, suffix := CommonEnds(s.a[in.a.Start:in.a.End], s.b[in.b.Start:in.b.End])
	return box{
		Span{in.a.Start + prefix, in.a.End - suffix},
		Span{in.b.Start + prefix, in.b.End - suffix},
	}
}
