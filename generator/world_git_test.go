package generator

import (
	"os"
	"path/filepath"
	"strings"

	"mlvb/generator/git/gittest"
)

// runGit runs git in the project, as somebody whom it knows.
func (w *world) runGit(args ...string) (string, error) {
	known := []string{"-c", "core.hooksPath=/dev/null", "-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "gc.auto=0"}
	out, err := gittest.Command(w.dir, append(known, args...)...).CombinedOutput()
	return strings.TrimSpace(string(out)), err
}

func (w *world) mustRunGit(args ...string) string {
	w.t.Helper()
	out, err := w.runGit(args...)
	if err != nil {
		w.fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return out
}

func (w *world) initRepository() {
	if _, err := os.Stat(filepath.Join(w.dir, ".git")); err != nil {
		w.mustRunGit("init", "-q", "--template=")
	}
	w.mustRunGit("config", "core.autocrlf", pick(w.choices, "false", "false", "input", "true"))
	w.commitAll()
	w.branches = []string{w.mustRunGit("branch", "--show-current")}
}

func (w *world) commitAll() {
	w.mustRunGit("-c", "core.safecrlf=false", "add", "-A")
	w.mustRunGit("commit", "-q", "--allow-empty", "-m", "all")
}

// useGit does what people do with a repository. Whatever is not committed yet
// is committed first.
func (w *world) useGit(string) {
	if !w.git {
		return
	}
	w.commitAll()
	switch w.intN(3) {
	case 0:
		name := "b" + w.token()
		w.branches = append(w.branches, name)
		w.mustRunGit("checkout", "-q", "-b", name)
	case 1:
		w.mustRunGit("checkout", "-q", pick(w.choices, w.branches...))
	case 2:
		w.mergeBranch(pick(w.choices, w.branches...))
	}
	w.note("  on %s", w.mustRunGit("branch", "--show-current"))
}

// mergeBranch merges a branch, takes the record of one side as the
// documentation says, and commits whatever git made of the rest.
func (w *world) mergeBranch(name string) {
	w.note("  merge %s", name)
	_, _ = w.runGit("merge", "-q", "--no-commit", name) // it may end with conflicts
	side := pick(w.choices, "HEAD", name)
	if _, err := w.runGit("rev-parse", "--verify", "-q", side+":.mlvb"); err == nil {
		w.mustRunGit("rm", "-r", "-q", "-f", "--ignore-unmatch", "--cached", ".mlvb")
		for _, file := range []string{"project.yaml", "base.tar.gz", "conflicts.json"} {
			_ = os.Remove(w.path(".mlvb/" + file)) // the other side alone may have it
		}
		w.mustRunGit("checkout", side, "--", ".mlvb")
	}
	w.commitAll()
}
