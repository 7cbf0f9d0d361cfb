package diff

// count tells how often each line occurs in a text, of lines numbered below limit.
func count(text []int, limit int) []int {
	counts := make([]int, limit)
	for _, l := range text {
		counts[l]++
	}
	return counts
}

// frequency is how often a line occurs in the other text.
type frequency byte

const (
	absent frequency = iota // never: it can't be aligned
	common                  // so often that a match says little
	rare                    // seldom: a match says much
)

// commonFrom is how often a line occurs at least to count as common; in short
// texts less is enough.
const commonFrom = 1024

// informative tells for each line of the middle whether it takes part in the
// search: absent lines don't, and common lines don't where most lines around them
// are absent, as a lone brace in a block of new code would cut that block in two.
func informative(text []int, middle Span, other []int) []bool {
	limit := min(roughRoot(len(text)), commonFrom)
	found := make([]frequency, 0, middle.Len())
	for _, l := range text[middle.Start:middle.End] {
		switch n := other[l]; {
		case n == 0:
			found = append(found, absent)
		case n >= limit:
			found = append(found, common)
		default:
			found = append(found, rare)
		}
	}
	use := make([]bool, len(found))
	for i, w := range found {
		use[i] = w == rare || w == common && !amongAbsent(found, i)
	}
	return use
}

// amongAbsent tells whether a common line is surrounded by absent ones: between the
// rare lines around it there are some on either side, and more than three for each
// common line.
func amongAbsent(found []frequency, at int) bool {
	const window = 100
	above := neighbours(found, at, -1, window)
	below := neighbours(found, at, +1, window)
	if above[absent] == 0 || below[absent] == 0 {
		return false
	}
	absents, commons := above[absent]+below[absent], above[common]+below[common]+2
	return absents > 3*commons
}

// neighbours counts the absent and the common lines on one side of a line, up to
// the next rare one and within the window.
func neighbours(found []frequency, at, step, window int) (counts [2]int) {
	for i := at + step; i >= 0 && i < len(found) && window > 0; i += step {
		if found[i] == rare {
			break
		}
		counts[found[i]]++
		window--
	}
	return counts
}

// pick returns the lines of the middle that take part in the search, with their
// numbers, and marks the others as changed.
func pick(text []int, use []bool, middle Span, changed []bool) (lines, places []int) {
	for i, used := range use {
		at := middle.Start + i
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
