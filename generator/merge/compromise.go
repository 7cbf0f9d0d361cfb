package merge

import "math"

// promising looks for a path that is far ahead of its cost and has just gone
// along a long match. Cutting there gives a path that is nearly as short as the
// shortest for much less work.
func (s *search) promising(in box, cost int) (midpoint, bool) {
	const lead = 4 // lines a path must be ahead for each edit
	best, m := lead*cost, midpoint{}
	for d := s.forward.to; d >= s.forward.from; d -= 2 {
		a := s.forward.at(d)
		b := a - d
		ahead := a - in.a.start + b - in.b.start - abs(d-(in.a.start-in.b.start))
		inside := in.a.start+longMatch <= a && a < in.a.end && in.b.start+longMatch <= b && b < in.b.end
		if ahead > best && inside && s.matches(a-longMatch, b-longMatch) {
			best, m = ahead, midpoint{a, b, true, false}
		}
	}
	if best > lead*cost {
		return m, true
	}
	for d := s.backward.to; d >= s.backward.from; d -= 2 {
		a := s.backward.at(d)
		b := a - d
		ahead := in.a.end - a + in.b.end - b - abs(d-(in.a.end-in.b.end))
		inside := in.a.start < a && a <= in.a.end-longMatch && in.b.start < b && b <= in.b.end-longMatch
		if ahead > best && inside && s.matches(a, b) {
			best, m = ahead, midpoint{a, b, false, true}
		}
	}
	return m, best > lead*cost
}

// matches tells whether a long match begins at the given lines.
func (s *search) matches(a, b int) bool {
	for i := range longMatch {
		if s.a[a+i] != s.b[b+i] {
			return false
		}
	}
	return true
}

// compromise ends a search that costs too much: it cuts where one of the two
// frontiers has come furthest.
func (s *search) compromise(in box) midpoint {
	far, farA := -1, 0
	for d := s.forward.to; d >= s.forward.from; d -= 2 {
		a := min(s.forward.at(d), in.a.end, in.b.end+d)
		if a+a-d > far {
			far, farA = a+a-d, a
		}
	}
	near, nearA := math.MaxInt, 0
	for d := s.backward.to; d >= s.backward.from; d -= 2 {
		a := max(s.backward.at(d), in.a.start, in.b.start+d)
		if a+a-d < near {
			near, nearA = a+a-d, a
		}
	}
	if in.a.end+in.b.end-near < far-in.a.start-in.b.start {
		return midpoint{farA, far - farA, true, false}
	}
	return midpoint{nearA, near - nearA, false, true}
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
