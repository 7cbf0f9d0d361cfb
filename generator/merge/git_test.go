package merge

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"
)

// The differential test's length: go test -run Git -merge.triples=100000
var triples = flag.Int("merge.triples", 2500, "generated triples to compare with git merge-file")

var testLabels = Labels{Ours: "yours", Base: "template 1.0.0", Theirs: "template 1.1.0"}

// gitMerge runs `git merge-file` on files in a folder of its own.
type gitMerge struct{ dir string }

func newGitMerge(t *testing.T) gitMerge {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("git is needed to compare with it")
		}
		t.Skip("git is not installed")
	}
	return gitMerge{t.TempDir()}
}

// run returns what git makes of a triple and whether it found no conflict.
func (g gitMerge) run(t *testing.T, tr triple, options ...string) (merged []byte, clean bool) {
	t.Helper()
	args := append([]string{"merge-file", "-p", "-q"}, options...)
	args = append(args, "-L", testLabels.Ours, "-L", testLabels.Base, "-L", testLabels.Theirs)
	for _, f := range []struct {
		name    string
		content []byte
	}{{"ours", tr.ours}, {"base", tr.base}, {"theirs", tr.theirs}} {
		path := filepath.Join(g.dir, f.name)
		if err := os.WriteFile(path, f.content, 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, path)
	}
	merged, err := exec.Command("git", args...).Output()
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() < 128 {
		return merged, false
	}
	if err != nil {
		t.Fatal(err, tr)
	}
	return merged, true
}

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
	if *triples >= 1000 && (clean < *triples/4 || conflicts < *triples/4) {
		t.Error("the generated triples are one-sided")
	}
}

// TestGitAgreesOnLargeRewrites is about searches that are too long to end with a
// shortest edit path: the shortcuts taken must be git's.
func TestGitAgreesOnLargeRewrites(t *testing.T) {
	git := newGitMerge(t)
	for seed := range uint64(*triples / 50) {
		tr := newLargeTriple(seed)
		got, err := Text(tr.base, tr.ours, tr.theirs, testLabels)
		if err != nil {
			t.Fatal(err)
		}
		if _, clean := git.run(t, tr); clean != (len(got.Conflicts) == 0) {
			t.Errorf("seed %d: git clean: %v, here %d conflicts", seed, clean, len(got.Conflicts))
		}
		taken, err := got.Markers.Take(got.Merged, Theirs)
		if want, _ := git.run(t, tr, "--theirs"); err != nil || !bytes.Equal(taken, want) {
			t.Errorf("seed %d: results differ (%v)", seed, err)
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
