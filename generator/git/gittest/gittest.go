// Package gittest runs the git command in tests, away from the configuration of
// the machine that they run on.
package gittest

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// Command is a run of git in a folder.
func Command(dir string, args ...string) *exec.Cmd {
	c := exec.Command("git", append([]string{"-c", "core.quotepath=off"}, args...)...)
	c.Dir = dir
	c.Env = append(os.Environ(), "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL="+os.DevNull)
	return c
}

// Run runs git in a folder, and returns what it said, without blanks around it.
// The test fails where git does.
func Run(tb testing.TB, dir string, args ...string) string {
	tb.Helper()
	out, err := Command(dir, args...).CombinedOutput()
	if err != nil {
		tb.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(string(out))
}
