package merge

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
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

// newLargeTriple makes a triple with thousands of lines, of which one side has
// rewritten so many that a search for the shortest edit path would take too long.
func newLargeTriple(seed uint64) triple {
	g := generator{rand.New(rand.NewPCG(seed, 2))}
	word := g.vocabulary()
	base := g.lines(2000+g.IntN(4000), word)
	end := func(lines []string) []byte { return joinLines(lines, func() string { return lf }) }
	return triple{seed, end(base), end(g.rewrite(base, word)), end(g.edit(base, 1+g.IntN(2), word))}
}

// rewrite replaces, adds or removes between a tenth and all of the lines.
func (g generator) rewrite(lines []string, word func() string) []string {
	out, keep := []string{}, 1+g.IntN(10)
	for _, l := range lines {
		switch g.IntN(10) {
		case keep - 1:
			out = append(out, word(), l)
		case keep, keep + 1:
			out = append(out, word())
		default:
			if !g.chance(keep + 1) {
				out = append(out, l)
			}
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

// ends returns what makes a text of lines; three triples in four are plain.
func (g generator) ends() func([]string) []byte {
	if !g.chance(4) {
		return func(lines []string) []byte { return joinLines(lines, func() string { return lf }) }
	}
	return func(lines []string) []byte {
		pick := []func() string{
			func() string { return lf },
			func() string { return crlf },
			func() string { return []string{lf, crlf}[g.IntN(2)] },
		}[g.IntN(3)]
		text := joinLines(lines, pick)
		if g.chance(2) {
			text = bytes.TrimSuffix(bytes.TrimSuffix(text, []byte(lf)), []byte("\r"))
		}
		if g.chance(5) {
			text = append([]byte(bom), text...)
		}
		return text
	}
}

func joinLines(lines []string, end func() string) []byte {
	var b strings.Builder
	for _, l := range lines {
		b.WriteString(l)
		b.WriteString(end())
	}
	return []byte(b.String())
}

// plain returns a text without what Text merges apart from the lines: no byte
// order mark, LF only, a newline at the end.
func plain(text []byte) []byte {
	return joinLines(plainLines(text), func() string { return lf })
}

func plainLines(text []byte) []string {
	var lines []string
	for _, l := range parse(text).lines {
		lines = append(lines, string(l.text))
	}
	return lines
}
