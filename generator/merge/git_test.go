package merge

import (
	"bytes"
	"flag"
	"regexp"
	"slices"
	"testing"

	"mlvb/generator/merge/diff"
	"mlvb/generator/sample"
)

// The differential test's length: go test -run Git -merge.triples=100000
var triples = flag.Int("merge.triples", sample.Size(500, 5000), "generated triples to compare with git merge-file")

var testLabels = Labels{Ours: "yours", Base: "template 1.0.0", Theirs: "template 1.1.0"}

// TestGitAgrees compares with git on the plain form of each triple: what is
// merged apart from the lines is taken off before and compared by other tests.
func TestGitAgrees(t *testing.T) {
	git := newGitMerge(t)
	var clean, conflicts, ends int
	for seed := range uint64(*triples) {
		tr := newTriple(seed)
		got, err := Text(tr.base, tr.ours, tr.theirs, testLabels)
		if err != nil {
			t.Fatal(err, tr)
		}
		bare := triple{seed, plain(tr.base), plain(tr.ours), plain(tr.theirs)}
		want, wantClean := git.run(t, bare)
		if wantClean != (len(got.Conflicts) == 0) {
			t.Errorf("git clean: %v, here %d conflicts\n%v", wantClean, len(got.Conflicts), bare)
			continue
		}
		if wantClean {
			clean++
			checkSame(t, bare, plain(got.Merged), want)
			git.checkFalseConflicts(t, bare, want)
		} else {
			conflicts++
			git.checkConflicts(t, bare, got)
		}
		if !bytes.Equal(bare.ours, tr.ours) || !bytes.Equal(bare.base, tr.base) || !bytes.Equal(bare.theirs, tr.theirs) {
			if _, rawClean := git.run(t, tr); rawClean != wantClean {
				ends++
			}
		}
	}
	t.Logf("%d clean, %d with conflicts; git's verdict on %d hangs on line ends alone", clean, conflicts, ends)
	if *triples >= 200 && (clean < *triples/4 || conflicts < *triples/4) {
		t.Error("the generated triples are one-sided")
	}
}

// TestGitAligns compares the alignments themselves, which hold more than the
// merges built upon them show, above all where both texts are long and differ so
// much that shortcuts are taken.
func TestGitAligns(t *testing.T) {
	git := newGitMerge(t)
	for seed := range uint64(*triples / 5) {
		before, after := newPair(seed)
		numbers := interner{}
		unix := func() string { return lf }
		a, b := joinLines(before, unix), joinLines(after, unix)
		got := diff.Changes(numbers.number(parse(a)), numbers.number(parse(b)))
		if want := git.diff(t, a, b); !slices.Equal(got, want) {
			t.Errorf("seed %d, %d and %d lines: %d changes, git has %d", seed, len(before), len(after), len(got), len(want))
		}
	}
}

// checkConflicts compares both ways to settle the conflicts with git's, and the
// markers with those of git's zdiff3 style where they are meant to be the same.
func (g gitMerge) checkConflicts(t *testing.T, bare triple, got TextResult) {
	t.Helper()
	for option, side := range map[string]Side{"--ours": Ours, "--theirs": Theirs} {
		taken, err := got.Markers.Take(got.Merged, side)
		if err != nil {
			t.Errorf("%v\n%s\n%v", err, got.Merged, bare)
		}
		want, _ := g.run(t, bare, option)
		checkSame(t, bare, plain(taken), want)
	}
	want, _ := g.run(t, bare, "--zdiff3")
	if !emptyBase.Match(want) && !emptySides.Match(want) {
		checkSame(t, bare, plain(got.Merged), want)
	}
}

// checkFalseConflicts checks that whatever git's diff3 style marks in a merge that
// its default style calls clean is a conflict between equal sides.
func (g gitMerge) checkFalseConflicts(t *testing.T, bare triple, clean []byte) {
	t.Helper()
	marked, _ := g.run(t, bare, "--diff3")
	for _, side := range []Side{Ours, Theirs} {
		taken, err := Markers{Labels: testLabels}.Take(marked, side)
		if err != nil {
			t.Errorf("%v\n%s\n%v", err, marked, bare)
		}
		checkSame(t, bare, taken, clean)
	}
}

var (
	// emptyBase is a conflict that Text narrows further than zdiff3 does.
	emptyBase = regexp.MustCompile(`(?m)^\|{7} template 1.0.0\n={7}$`)
	// emptySides is a conflict that only git's diff3 styles see.
	emptySides = regexp.MustCompile(`(?m)^<{7} yours\n\|{7} template 1.0.0\n([^=].*\n|\n)*={7}\n>{7} `)
)

func checkSame(t *testing.T, tr triple, got, want []byte) {
	t.Helper()
	if !bytes.Equal(got, want) {
		t.Errorf("got  %q\nwant %q\n%v", got, want, tr)
	}
}
