package diff

import (
	"math/rand/v2"
	"slices"
	"testing"
)

func TestChanges(t *testing.T) {
	for _, c := range []struct {
		name string
		a, b []int
		want []Change
	}{
		{"equal", []int{1, 2}, []int{1, 2}, nil},
		{"empty", nil, nil, nil},
		{"all new", nil, []int{1}, []Change{{Span{0, 0}, Span{0, 1}}}},
		{"one replaced", []int{1, 2, 3}, []int{1, 4, 3}, []Change{{Span{1, 2}, Span{1, 2}}}},
		{"one removed, one added", []int{1, 2, 3, 4}, []int{1, 3, 4, 5}, []Change{{Span{1, 2}, Span{1, 1}}, {Span{4, 4}, Span{3, 4}}}},
		{"of equal lines the lowest is the new one", []int{1, 2}, []int{1, 1, 2}, []Change{{Span{1, 1}, Span{1, 2}}}},
	} {
		if got := Changes(c.a, c.b); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// TestChangesLeadToTheOtherText replaces what changed in the first text and compares
// the result with the second one.
func TestChangesLeadToTheOtherText(t *testing.T) {
	for seed := range uint64(2000) {
		r := rand.New(rand.NewPCG(seed, 6))
		text := func() []int {
			lines := make([]int, r.IntN(60))
			for i := range lines {
				lines[i] = r.IntN(1 + r.IntN(20))
			}
			return lines
		}
		a, b := text(), text()
		var got []int
		at := 0
		for _, c := range Changes(a, b) {
			got = append(append(got, a[at:c.A.Start]...), b[c.B.Start:c.B.End]...)
			at = c.A.End
		}
		if got = append(got, a[at:]...); !slices.Equal(got, b) {
			t.Fatalf("seed %d: %v to %v: got %v", seed, a, b, got)
		}
	}
}
