package merge

// midpoint is where a box is cut in two: before a in the first text, before b in
// the second. A half that is exact is known to be cheap and searched to the end.
type midpoint struct {
	a, b                    int
	exactBefore, exactAfter bool
}

// middle finds a point on a shortest edit path through the box, which must have
// lines of both texts and not begin or end with a common one. It goes out from
// both corners, one edit at a time, until the two frontiers overlap.
func (s *search) middle(in box, exact bool) midpoint {
	s.forward.start(in.a.start, in.b.start)
	s.backward.start(in.a.end, in.b.end)
	odd := (s.forward.from-s.backward.from)&1 != 0
	for cost := 1; ; cost++ {
		m, met, long := s.stepForward(in, odd)
		if met {
			return m
		}
		m, met, longBack := s.stepBackward(in, !odd)
		if met {
			return m
		}
		if exact {
			continue
		}
		if cost > leastPatience && (long || longBack) {
			if m, found := s.promising(in, cost); found {
				return m
			}
		}
		if cost >= s.patience {
			return s.compromise(in)
		}
	}
}

// stepForward adds one edit to every path from the upper corner. It tells whether
// a path has met one from the lower corner, where asked to look, and whether one
// went along a long match.
func (s *search) stepForward(in box, look bool) (m midpoint, met, long bool) {
	s.forward.widen(in, unreachedForward)
	for d := s.forward.to; d >= s.forward.from; d -= 2 {
		a := max(s.forward.at(d-1)+1, s.forward.at(d+1))
		from := a
		for a < in.a.end && a-d < in.b.end && s.a[a] == s.b[a-d] {
			a++
		}
		long = long || a-from > longMatch
		s.forward.set(d, a)
		if look && s.backward.has(d) && s.backward.at(d) <= a {
			return midpoint{a, a - d, true, true}, true, long
		}
	}
	return m, false, long
}

// stepBackward does the same from the lower corner.
func (s *search) stepBackward(in box, look bool) (m midpoint, met, long bool) {
	s.backward.widen(in, unreachedBackward)
	for d := s.backward.to; d >= s.backward.from; d -= 2 {
		a := min(s.backward.at(d-1), s.backward.at(d+1)-1)
		from := a
		for a > in.a.start && a-d > in.b.start && s.a[a-1] == s.b[a-d-1] {
			a--
		}
		long = long || from-a > longMatch
		s.backward.set(d, a)
		if look && s.forward.has(d) && a <= s.forward.at(d) {
			return midpoint{a, a - d, true, true}, true, long
		}
	}
	return m, false, long
}
