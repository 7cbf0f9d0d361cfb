package merge

// count tells how often each line occurs in a text, of lines numbered below limit.
func count(text []int, limit int) []int {
	counts := make([]int, limit)
	for _, l := range text {
		counts[l]++
	}
	return counts
}

// worth is what a line is good for in an alignment.
type worth byte

const (
	absent worth = iota // not in the other text: can't be aligned
	common              // so often in the other text that a match says little
	rare
)

// mostCommon bounds how often a line may occur before it counts as common.
const mostCommon = 1024

// informative tells for each line of the middle whether it takes part in the
// search: absent lines don't, common lines don't where absent lines prevail, as a
// lone brace amid new code would only break that code in two.
func informative(text []int, middle span, other []int) []bool {
	limit := min(roughRoot(len(text)), mostCommon)
	worths := make([]worth, 0, middle.len())
	for _, l := range text[middle.start:middle.end] {
		switch n := other[l]; {
		case n == 0:
			worths = append(worths, absent)
		case n >= limit:
			worths = append(worths, common)
		default:
			worths = append(worths, rare)
		}
	}
	use := make([]bool, len(worths))
	for i, w := range worths {
		use[i] = w == rare || w == common && !amidAbsent(worths, i)
	}
	return use
}

// amidAbsent tells whether a common line stands among absent ones: some on
// either side before the next rare line, and more than three for each common one.
func amidAbsent(worths []worth, at int) bool {
	const window = 100
	above := neighbours(worths, at, -1, window)
	below := neighbours(worths, at, +1, window)
	if above[absent] == 0 || below[absent] == 0 {
		return false
	}
	absents, commons := above[absent]+below[absent], above[common]+below[common]+2
	return absents > 3*commons
}

// neighbours counts the absent and common lines from a place up to the next rare line.
func neighbours(worths []worth, at, step, window int) (counts [2]int) {
	for i := at + step; i >= 0 && i < len(worths) && window > 0; i += step {
		if worths[i] == rare {
			break
		}
		counts[worths[i]]++
		window--
	}
	return counts
}

// pick returns the lines of the middle that are in use with their places, and
// marks the others as changed.
func pick(text []int, use []bool, middle span, changed []bool) (lines, places []int) {
	for i, used := range use {
		at := middle.start + i
		if used {
			lines, places = append(lines, text[at]), append(places, at)
		} else {
			changed[at] = true
		}
	}
	return lines, places
}

// roughRoot returns a power of two near the square root, never below it.
func roughRoot(n int) int {
	root := 1
	for ; n > 0; n >>= 2 {
		root <<= 1
	}
	return root
}
