package diff

import "math"

// midpoint is where a box is cut in two: before line a of the first text and line
// b of the second. A half that is exact is known to need few edits, so that its
// shortest path is searched for without a limit.
type midpoint struct {
	a, b                    int
	exactBefore, exactAfter bool
}

// patience is the number of edits from either corner after which the search for a
// shortest path is given up.
const patience = 256

// middle finds a point on a shortest edit path through the box, which must have
// lines of both texts and not begin or end with a common one. It goes out from
// both corners, one edit more in each round, until the two frontiers meet.
func (s *search) middle(in box, exact bool) midpoint {
	s.forward.start(in.a.Start, in.b.Start)
	s.backward.start(in.a.End, in.b.End)
	odd := (s.forward.from-s.backward.from)&1 != 0
	for cost := 1; exact || cost <= patience; cost++ {
		if m, met := s.stepForward(in, odd); met {
			return m
		}
		if m, met := s.stepBackward(in, !odd); met {
			return m
		}
	}
	return s.furthest(in)
}

// stepForward adds one edit to every path from the upper corner. If look is set it
// tells whether one of them has met a path from the lower corner.
func (s *search) stepForward(in box, look bool) (m midpoint, met bool) {
	s.forward.widen(in, unreachedForward)
	for d := s.forward.to; d >= s.forward.from; d -= 2 {
		a := max(s.forward.at(d-1)+1, s.forward.at(d+1))
		for a < in.a.End && a-d < in.b.End && s.a[a] == s.b[a-d] {
			a++
		}
		s.forward.set(d, a)
		if look && s.backward.reached(d) && s.backward.at(d) <= a {
			return midpoint{a, a - d, true, true}, true
		}
	}
	return m, false
}

// stepBackward does the same to the paths from the lower corner.
func (s *search) stepBackward(in box, look bool) (m midpoint, met bool) {
	s.backward.widen(in, unreachedBackward)
	for d := s.backward.to; d >= s.backward.from; d -= 2 {
		a := min(s.backward.at(d-1), s.backward.at(d+1)-1)
		for a > in.a.Start && a-d > in.b.Start && s.a[a-1] == s.b[a-d-1] {
			a--
		}
		s.backward.set(d, a)
		if look && s.forward.reached(d) && a <= s.forward.at(d) {
			return midpoint{a, a - d, true, true}, true
		}
	}
	return m, false
}

// furthest returns the point where one of the two frontiers has come furthest.
// Cutting there gives a path that may be longer than the shortest, but only as
// much work as the patience allows.
func (s *search) furthest(in box) midpoint {
	far, farA := -1, 0
	for d := s.forward.to; d >= s.forward.from; d -= 2 {
		a := min(s.forward.at(d), in.a.End, in.b.End+d)
		if a+a-d > far {
			far, farA = a+a-d, a
		}
	}
	near, nearA := math.MaxInt, 0
	for d := s.backward.to; d >= s.backward.from; d -= 2 {
		a := max(s.backward.at(d), in.a.Start, in.b.Start+d)
		if a+a-d < near {
			near, nearA = a+a-d, a
		}
	}
	if in.a.End+in.b.End-near < far-in.a.Start-in.b.Start {
		return midpoint{farA, far - farA, true, false}
	}
	return midpoint{nearA, near - nearA, false, true}
}
