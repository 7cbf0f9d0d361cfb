package merge

import (
	"fmt"
	"math/rand/v2"
	"slices"
)

// triple is a generated base with two edited versions.
type triple struct {
	seed               uint64
	base, ours, theirs []byte
}

func (t triple) String() string {
	return fmt.Sprintf("seed %d\nbase   %q\nours   %q\ntheirs %q", t.seed, t.base, t.ours, t.theirs)
}

// newTriple makes the triple of a seed: small and large vocabularies, code with
// many braces and blank lines, edits shared by both sides, all kinds of line ends.
func newTriple(seed uint64) triple {
	g := generator{rand.New(rand.NewPCG(seed, 1))}
	word := g.vocabulary()
	base := g.lines(g.size(), word)
	both := base
	if g.chance(4) {
		both = g.edit(base, 1+g.IntN(2), word)
	}
	edits := 1 + g.IntN(4) + len(base)/100
	ours, theirs := g.edit(both, edits, word), g.edit(both, edits, word)
	end := g.ends()
	return triple{seed, end(base), end(ours), end(theirs)}
}

type generator struct{ *rand.Rand }

// newPair makes two texts, short or thousands of lines long, of which one is the
// other after anything from a few edits to a rewrite.
func newPair(seed uint64) (before, after []string) {
	g := generator{rand.New(rand.NewPCG(seed, 2))}
	word := g.vocabulary()
	if g.chance(2) {
		word = g.freshWords()
	}
	before = g.lines(20<<g.IntN(9), word)
	after = g.edit(before, 1+g.IntN(8), word)
	for range g.IntN(3) {
		after = g.replaceBlock(after, word)
	}
	if g.chance(3) {
		after = g.rewrite(after, word)
	}
	return before, after
}

// freshWords returns a source of lines of which most never come again and the
// others all the time, as blank lines and braces do.
func (g generator) freshWords() func() string {
	oneIn, next := 2+g.IntN(6), 0
	return func() string {
		if g.chance(oneIn) {
			return []string{"", "}", "  }"}[g.IntN(3)]
		}
		next++
		return fmt.Sprintf("  fresh(%d);", next)
	}
}

// replaceBlock replaces a block by another or by a copy of a third.
func (g generator) replaceBlock(lines []string, word func() string) []string {
	at, to := g.IntN(len(lines)+1), g.IntN(len(lines)+1)
	from, end := g.IntN(len(lines)+1), g.IntN(len(lines)+1)
	block := lines[min(from, end):max(from, end)]
	if g.chance(2) {
		block = g.lines(len(block), word)
	}
	return slices.Replace(slices.Clone(lines), min(at, to), max(at, to), slices.Clone(block)...)
}

// rewrite replaces, adds or removes so many lines all over the text.
func (g generator) rewrite(lines []string, word func() string) []string {
	var out []string
	oneIn := 2 << g.IntN(7)
	for _, l := range lines {
		switch g.IntN(3 * oneIn) {
		case 0:
			out = append(out, word(), l)
		case 1:
			out = append(out, word())
		case 2:
		default:
			out = append(out, l)
		}
	}
	return out
}

func (g generator) chance(oneIn int) bool { return g.IntN(oneIn) == 0 }

func (g generator) size() int {
	switch n := g.IntN(50); {
	case n == 0:
		return g.IntN(2)
	case n < 40:
		return g.IntN(40)
	case n < 49:
		return g.IntN(200)
	}
	return g.IntN(2000)
}

// vocabulary returns a source of lines.
func (g generator) vocabulary() func() string {
	sizes := []int{2, 4, 10, 30, 100, 1000}
	size := sizes[g.IntN(len(sizes))]
	if g.chance(3) {
		frame := []string{"", "}", "  }", "  return;", "  });", "Page({"}
		return func() string {
			if g.chance(2) {
				return frame[g.IntN(len(frame))]
			}
			return fmt.Sprintf("  call(%d);", g.IntN(size))
		}
	}
	return func() string { return fmt.Sprintf("line %d", g.IntN(size)) }
}

func (g generator) lines(n int, word func() string) []string {
	lines := make([]string, n)
	for i := range lines {
		lines[i] = word()
	}
	return lines
}

// edit returns a copy with so many runs of lines replaced, added, removed or repeated.
func (g generator) edit(lines []string, times int, word func() string) []string {
	out := slices.Clone(lines)
	for range times {
		at := g.IntN(len(out) + 1)
		to := min(len(out), at+g.IntN(4))
		switch g.IntN(5) {
		case 0:
			out = slices.Delete(out, at, to)
		case 1:
			out = slices.Insert(out, at, g.lines(1+g.IntN(4), word)...)
		case 2:
			out = slices.Insert(out, g.IntN(len(out)+1), out[at:to]...)
		default:
			out = slices.Replace(out, at, to, g.lines(1+g.IntN(3), word)...)
		}
	}
	return out
}
