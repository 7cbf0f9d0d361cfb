package merge

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// numbered returns lines made by the format, which gets the line number.
func numbered(n int, format string) []byte {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return []byte(b.String())
}

// random returns lines of a small vocabulary.
func random(seed uint64, n, words int) []byte {
	r := rand.New(rand.NewPCG(seed, 4))
	return joinLines(generator{r}.lines(n, func() string { return fmt.Sprint(r.IntN(words)) }), func() string { return lf })
}

func BenchmarkText(b *testing.B) {
	code := numbered(10_000, "  call(%d);\n}\n\n")[:150_000]
	half := len(code) / 2
	swapped := append(bytes.Clone(code[half:]), code[:half]...)
	for _, c := range []struct {
		name               string
		base, ours, theirs []byte
	}{
		{"10000 lines, few edits", numbered(10_000, "line %d\n"), few(10_000, 3000), few(10_000, 2800)},
		{"1000 lines, few edits", numbered(1000, "line %d\n"), few(1000, 300), few(1000, 280)},
		{"nothing in common", numbered(20_000, "a %d\n"), numbered(20_000, "b %d\n"), numbered(20_000, "c %d\n")},
		{"two words", random(1, 20_000, 2), random(2, 20_000, 2), random(3, 20_000, 2)},
		{"a hundred words", random(1, 20_000, 100), random(2, 20_000, 100), random(3, 20_000, 100)},
		{"half the lines at random", random(1, 20_000, 20_000), random(2, 20_000, 20_000), random(3, 20_000, 20_000)},
		{"halves swapped", code, swapped, bytes.Replace(code, []byte("call(77)"), []byte("x"), 1)},
		{"one word", random(1, 20_000, 1), random(1, 10_000, 1), random(1, 30_000, 1)},
		{"added twice", nil, random(1, 20_000, 100), random(2, 20_000, 100)},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(c.base) + len(c.ours) + len(c.theirs)))
			for b.Loop() {
				if _, err := Text(c.base, c.ours, c.theirs, testLabels); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// few returns numbered lines with every so many changed.
func few(n, every int) []byte {
	lines := bytes.SplitAfter(numbered(n, "line %d\n"), []byte(lf))
	for i := every; i < n; i += every {
		lines[i] = fmt.Appendf(nil, "changed %d\n", every)
	}
	return bytes.Join(lines, nil)
}

func BenchmarkJSON(b *testing.B) {
	object := func(from, to int, value string) []byte {
		members := numbered(to, `"key%d": `+value+",\n")
		rest := bytes.Join(bytes.SplitAfter(members, []byte(lf))[from:], nil)
		return []byte("{\n" + strings.TrimRight(string(rest), ",\n") + "\n}")
	}
	for _, c := range []struct {
		name               string
		base, ours, theirs []byte
	}{
		{"project.config.json", []byte(rendered), []byte(rewritten), []byte(strings.Replace(rendered, `"3.0.0"`, `"3.5.0"`, 1))},
		{"10000 members", object(10, 10_000, "true"), object(5, 10_000, "true"), object(10, 10_010, "true")},
		{"nested 190 deep", nested(190, "0"), nested(190, `[0, "a"]`), nested(190, `{"b": 0}`)},
		{"other members", object(0, 10_000, "1"), object(0, 10_000, "2"), object(0, 10_000, "3")},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(c.base) + len(c.ours) + len(c.theirs)))
			for b.Loop() {
				if _, err := JSON(c.base, c.ours, c.theirs, projectRules); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// conflicting returns a merge in which both sides changed n members.
func conflicting(b *testing.B, n int) JSONResult {
	b.Helper()
	object := func(value string) []byte {
		return []byte("{\n" + strings.TrimRight(string(numbered(n, `  "key%d": `+value+",\n")), ",\n") + "\n}\n")
	}
	got, err := JSON(object("1"), object("2"), object("3"), Rules{})
	if err != nil || len(got.Conflicts) != n {
		b.Fatal(err, len(got.Conflicts))
	}
	return got
}

func BenchmarkTakeAll(b *testing.B) {
	for _, n := range []int{5_000, 50_000} {
		got := conflicting(b, n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				if _, err := TakeAll(got.Merged, got.Conflicts, Theirs); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkDecided(b *testing.B) {
	for _, n := range []int{5_000, 50_000} {
		got := conflicting(b, n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				if _, err := Decided(got.Merged, got.Conflicts); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func nested(depth int, inner string) []byte {
	return []byte(strings.Repeat(`{"a": `, depth) + inner + strings.Repeat("}", depth))
}

func BenchmarkLines(b *testing.B) {
	base := numbered(10_000, "line%d\n")
	for b.Loop() {
		Lines(base, append([]byte("mine\n"), base...), append(bytes.Clone(base), "new\n"...), Ours)
	}
}
