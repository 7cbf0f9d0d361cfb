package e2e

import (
	"regexp"
	"strings"
	"testing"
)

// CheckCompile demands that the official compilers pass the project, and that
// all of them ran: a note on {{ }} says that one could not.
func CheckCompile(t *testing.T, p *Project) {
	t.Helper()
	out := p.NPM(t, "run", "compile")
	if strings.Contains(out, "{{ }}") {
		t.Errorf("not everything was compiled:\n%s", out)
	}
	for _, size := range regexp.MustCompile(`.* KB`).FindAllString(out, -1) {
		t.Log("compiled ", size)
	}
}

// CheckTypes demands that the type checker passes the project.
func CheckTypes(t *testing.T, p *Project) {
	t.Helper()
	p.NPM(t, "run", "check")
}

// CheckTests demands that the project's own tests pass.
func CheckTests(t *testing.T, p *Project) {
	t.Helper()
	CountTests(t, "tests", p.NPM(t, "test"))
}
