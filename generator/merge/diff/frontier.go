package diff

import "math"

// frontier is how far the edit paths from one corner of a box have come. On
// diagonal d lie the points (a, a-d): before line a of the first text and line a-d
// of the second. The frontier holds the furthest a of each diagonal.
type frontier struct {
	reach    []int
	zero     int // index of diagonal 0
	from, to int // the diagonals reached; every second one, from and to included, has paths of the current cost
}

// The values of a diagonal that no path has reached yet, for either direction.
const (
	unreachedForward  = -1
	unreachedBackward = math.MaxInt
)

func newFrontier(lenA, lenB int) frontier {
	return frontier{reach: make([]int, lenA+lenB+3), zero: lenB + 1}
}

func (f *frontier) at(diagonal int) int { return f.reach[f.zero+diagonal] }

func (f *frontier) set(diagonal, a int) { f.reach[f.zero+diagonal] = a }

// start resets the frontier to a corner of a box.
func (f *frontier) start(a, b int) {
	f.from, f.to = a-b, a-b
	f.set(a-b, a)
}

// widen adds one diagonal at each end, or drops the outermost one where the next
// would lie outside the box.
func (f *frontier) widen(in box, unreached int) {
	if f.from > in.a.Start-in.b.End {
		f.from--
		f.set(f.from-1, unreached)
	} else {
		f.from++
	}
	if f.to < in.a.End-in.b.Start {
		f.to++
		f.set(f.to+1, unreached)
	} else {
		f.to--
	}
}

// reached tells whether a diagonal is within the frontier.
func (f *frontier) reached(diagonal int) bool { return f.from <= diagonal && diagonal <= f.to }
