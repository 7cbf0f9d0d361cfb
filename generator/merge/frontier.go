package merge

import "math"

// frontier holds how far a search has come from one corner of a box on each
// diagonal: the place in the first text; the place in the second is that less
// the number of the diagonal.
type frontier struct {
	reach    []int
	zero     int // index of diagonal 0
	from, to int // the diagonals reached, of which every other one is live
}

// unreached are the two values of a diagonal on which nothing was reached yet.
const (
	unreachedForward  = -1
	unreachedBackward = math.MaxInt
)

func newFrontier(lenA, lenB int) frontier {
	return frontier{reach: make([]int, lenA+lenB+3), zero: lenB + 1}
}

func (f *frontier) at(diagonal int) int { return f.reach[f.zero+diagonal] }

func (f *frontier) set(diagonal, a int) { f.reach[f.zero+diagonal] = a }

// start puts the frontier on a corner of a box.
func (f *frontier) start(a, b int) {
	f.from, f.to = a-b, a-b
	f.set(a-b, a)
}

// widen takes in the diagonals on both sides, as far as the box has them.
func (f *frontier) widen(in box, unreached int) {
	if f.from > in.a.start-in.b.end {
		f.from--
		f.set(f.from-1, unreached)
	} else {
		f.from++
	}
	if f.to < in.a.end-in.b.start {
		f.to++
		f.set(f.to+1, unreached)
	} else {
		f.to--
	}
}

// has tells whether a diagonal is within the frontier.
func (f *frontier) has(diagonal int) bool { return f.from <= diagonal && diagonal <= f.to }
