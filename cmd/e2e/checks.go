package e2e

import (
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// CheckCompile demands that the official compilers pass the project, and that
// all of them ran: a note on {{ }} says that one could not. It returns the size of
// what DevTools would pack, in KB.
func CheckCompile(t *testing.T, p *Project) float64 {
	t.Helper()
	out := p.NPM(t, "run", "compile")
	if strings.Contains(out, "{{ }}") {
		t.Errorf("not everything was compiled:\n%s", out)
	}
	packed := 0.0
	for _, size := range regexp.MustCompile(`.* ([0-9.]+) KB`).FindAllStringSubmatch(out, -1) {
		t.Log("compiled ", size[0])
		kb, err := strconv.ParseFloat(size[1], 64)
		if err != nil {
			t.Error(err)
		}
		packed += kb
	}
	return packed
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
