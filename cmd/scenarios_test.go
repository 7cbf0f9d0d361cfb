package cmd_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"mlvb/cmd/e2e"
)

// TestScenariosAreHeld reads the table of scenarios: every number is there, and
// every script and test that it names.
func TestScenariosAreHeld(t *testing.T) {
	scripts := filepath.Join("..", "testdata", "script")
	tests := testSources(t)
	next := 1
	for line := range strings.Lines(e2e.Read(t, filepath.Join(scripts, "SCENARIOS.md"))) {
		cells := strings.Split(line, "|")
		if len(cells) != 5 {
			continue
		}
		number, err := strconv.Atoi(strings.TrimSpace(cells[1]))
		if err != nil {
			continue
		}
		if number != next {
			t.Errorf("scenario %d follows %d", number, next-1)
		}
		next = number + 1
		for _, script := range regexp.MustCompile(`\w+\.txtar`).FindAllString(cells[3], -1) {
			if _, err := os.Stat(filepath.Join(scripts, script)); err != nil {
				t.Errorf("scenario %d: %v", number, err)
			}
		}
		for _, test := range regexp.MustCompile(`\b(Test|Benchmark)\w+`).FindAllString(cells[3], -1) {
			if !strings.Contains(tests, "func "+test+"(") {
				t.Errorf("scenario %d: there is no %s", number, test)
			}
		}
	}
	if next != 69 {
		t.Errorf("the last scenario is %d, want 68", next-1)
	}
}

// testSources is the text of all tests of the engine and the commands.
func testSources(t *testing.T) string {
	t.Helper()
	var all strings.Builder
	for _, pattern := range []string{"*_test.go", "e2e/*/*_test.go", "e2e/*/*/*_test.go", "../generator/*_test.go", "../generator/*/*_test.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			all.WriteString(e2e.Read(t, file))
		}
	}
	return all.String()
}
