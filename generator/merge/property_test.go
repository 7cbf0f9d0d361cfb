package merge

import (
	"bytes"
	"slices"
	"testing"

	"mlvb/generator/sample"
)

func TestTextProperties(t *testing.T) {
	for seed := range uint64(sample.Size(1000, 4000)) {
		tr := newTriple(seed)
		checkText(t, tr)
		checkLines(t, tr)
		if t.Failed() {
			t.Fatal(tr)
		}
	}
}

// FuzzText looks for inputs that break what holds of every merge by lines. Maps
// make coverage vary a little from run to run, so don't let it minimize for long:
//
//	go test -run - -fuzz FuzzText -fuzztime 10m -fuzzminimizetime 10x
func FuzzText(f *testing.F) {
	for seed := range uint64(20) {
		tr := newTriple(seed)
		f.Add(tr.base, tr.ours, tr.theirs)
	}
	f.Fuzz(func(t *testing.T, base, ours, theirs []byte) {
		if IsBinary(base) || IsBinary(ours) || IsBinary(theirs) {
			return
		}
		checkText(t, triple{0, base, ours, theirs})
		checkLines(t, triple{0, base, ours, theirs})
	})
}

func checkText(t *testing.T, tr triple) {
	t.Helper()
	for name, c := range map[string][4][]byte{
		"only the template changed": {tr.base, tr.base, tr.theirs, tr.theirs},
		"only the user changed":     {tr.base, tr.ours, tr.base, tr.ours},
		"both changed alike":        {tr.base, tr.ours, tr.ours, tr.ours},
	} {
		if got := mustMerge(t, triple{0, c[0], c[1], c[2]}); !bytes.Equal(got.Merged, c[3]) || len(got.Conflicts) > 0 {
			t.Errorf("%s: got %q", name, got.Merged)
		}
	}
	got := mustMerge(t, tr)
	swapped := mustMerge(t, triple{0, tr.base, tr.theirs, tr.ours})
	if (len(got.Conflicts) > 0) != (len(swapped.Conflicts) > 0) {
		t.Error("the verdict hangs on which side is which")
	}
	checkKept(t, got.Merged, tr.ours, tr.base, tr.theirs)
	checkKept(t, got.Merged, tr.theirs, tr.base, tr.ours)
	if len(got.Conflicts) == 0 {
		if !slices.Equal(plainLines(got.Merged), plainLines(swapped.Merged)) {
			t.Errorf("the clean result hangs on which side is which:\n%q\n%q", got.Merged, swapped.Merged)
		}
		return
	}
	checkMarkers(t, tr, got)
}

// checkKept checks that lines which one side alone has are all in the result, in order.
func checkKept(t *testing.T, merged, side, base, other []byte) {
	t.Helper()
	known := setOf(append(plainLines(base), plainLines(other)...))
	rest := plainLines(merged)
	for _, l := range plainLines(side) {
		if known[l] {
			continue
		}
		at := slices.Index(rest, l)
		if at < 0 {
			t.Errorf("line %q is lost in %q", l, merged)
			return
		}
		rest = rest[at+1:]
	}
}

func checkMarkers(t *testing.T, tr triple, got TextResult) {
	t.Helper()
	lines := plainLines(got.Merged)
	opened := 0
	for _, l := range lines {
		if l == got.Markers.opening().String() {
			opened++
		}
	}
	if opened != len(got.Conflicts) || got.Markers.first(got.Merged) == 0 {
		t.Errorf("%d conflicts, %d opening markers in %q", len(got.Conflicts), opened, got.Merged)
	}
	for _, c := range got.Conflicts {
		if lines[c.Line-1] != got.Markers.opening().String() {
			t.Errorf("line %d of %q is no marker", c.Line, got.Merged)
		}
	}
	for side, text := range map[Side][2][]byte{Ours: {tr.ours, tr.theirs}, Theirs: {tr.theirs, tr.ours}} {
		taken, err := got.Markers.Take(got.Merged, side)
		if err != nil || got.Markers.first(taken) > 0 {
			t.Errorf("side %d of %q: %v", side, got.Merged, err)
		}
		checkKept(t, taken, text[0], tr.base, text[1])
	}
}

// checkLines checks that a merge of sets keeps all of the user's lines in order
// but those that the template removed, and has all that the template added.
func checkLines(t *testing.T, tr triple) {
	t.Helper()
	if bytes.Equal(tr.ours, tr.base) {
		return // the template's text as it is, where a line may be there fewer times
	}
	base, theirs := setOf(plainLines(tr.base)), setOf(plainLines(tr.theirs))
	for _, lastWord := range []Side{Ours, Theirs} {
		merged := plainLines(Lines(tr.base, tr.ours, tr.theirs, lastWord))
		rest := merged
		for _, l := range parse(tr.ours).lines {
			if text := string(l.text); !l.blank() && (!base[text] || theirs[text]) {
				at := slices.Index(rest, text)
				if at < 0 {
					t.Errorf("line %q is lost in %q", text, merged)
					return
				}
				rest = rest[at+1:]
			}
		}
		for _, l := range parse(tr.theirs).lines {
			if text := string(l.text); !l.blank() && !l.comment() && !base[text] && !slices.Contains(merged, text) {
				t.Errorf("line %q is missing in %q", text, merged)
			}
		}
	}
}

func mustMerge(t *testing.T, tr triple) TextResult {
	t.Helper()
	got, err := Text(tr.base, tr.ours, tr.theirs, testLabels)
	if err != nil {
		t.Fatal(err)
	}
	return got
}
