package merge

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"mlvb/generator/merge/diff"
)

// gitMerge runs git on files in a folder of its own.
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

// run returns what `git merge-file` makes of a triple and whether it found no conflict.
func (g gitMerge) run(t *testing.T, tr triple, options ...string) (merged []byte, clean bool) {
	t.Helper()
	g.write(t, "ours", tr.ours)
	g.write(t, "base", tr.base)
	g.write(t, "theirs", tr.theirs)
	args := append([]string{"merge-file", "-p", "-q"}, options...)
	args = append(args, "-L", testLabels.Ours, "-L", testLabels.Base, "-L", testLabels.Theirs)
	merged, exit := g.git(t, append(args, "ours", "base", "theirs")...)
	if exit >= 128 {
		t.Fatal(exit, tr)
	}
	return merged, exit == 0
}

// diff returns the changes that `git diff` sees between two texts.
func (g gitMerge) diff(t *testing.T, before, after []byte) []diff.Change {
	t.Helper()
	g.write(t, "before", before)
	g.write(t, "after", after)
	out, exit := g.git(t, "diff", "--no-index", "--no-ext-diff", "--no-color", "--diff-algorithm=myers",
		"--no-indent-heuristic", "--unified=1", "before", "after")
	if exit > 1 {
		t.Fatal("git diff:", exit)
	}
	var list []diff.Change
	at, inHunk, open := diff.Change{}, false, false
	for l := range strings.SplitSeq(strings.TrimSuffix(string(out), lf), lf) {
		if strings.HasPrefix(l, "@@ ") {
			at, inHunk, open = hunkStart(t, l), true, false
			continue
		}
		if !inHunk {
			continue
		}
		if l[0] == ' ' {
			at.A.Start, at.B.Start, open = at.A.Start+1, at.B.Start+1, false
			continue
		}
		if !open {
			list = append(list, diff.Change{A: diff.Span{Start: at.A.Start, End: at.A.Start}, B: diff.Span{Start: at.B.Start, End: at.B.Start}})
			open = true
		}
		last := &list[len(list)-1]
		if l[0] == '-' {
			at.A.Start++
		} else {
			at.B.Start++
		}
		last.A.End, last.B.End = at.A.Start, at.B.Start
	}
	return list
}

// hunkStart returns where a hunk begins; one without lines names the line above it.
func hunkStart(t *testing.T, header string) diff.Change {
	t.Helper()
	var c diff.Change
	fields := strings.Fields(header)
	for i, s := range []*diff.Span{&c.A, &c.B} {
		count := 1
		if n, err := fmt.Sscanf(fields[i+1][1:], "%d,%d", &s.Start, &count); n == 0 {
			t.Fatal(header, err)
		}
		if count > 0 {
			s.Start--
		}
	}
	return c
}

func (g gitMerge) write(t *testing.T, name string, content []byte) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(g.dir, name), content, 0o600); err != nil {
		t.Fatal(err)
	}
}

// git runs git without anybody's settings.
func (g gitMerge) git(t *testing.T, args ...string) (out []byte, exit int) {
	t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir = g.dir
	cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1")
	out, err := cmd.Output()
	var failed *exec.ExitError
	if errors.As(err, &failed) {
		return out, failed.ExitCode()
	}
	if err != nil {
		t.Fatal(err)
	}
	return out, 0
}
