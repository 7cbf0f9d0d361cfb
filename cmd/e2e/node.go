package e2e

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// NodeModules returns the folder of the official tools. Where they are not
// installed the test is skipped, but fails in CI, which has to install them.
func NodeModules(t *testing.T) string {
	t.Helper()
	dir := Data(t, "node_modules")
	if _, err := os.Stat(dir); err != nil {
		Missing(t, "the official tools are not installed: run npm ci in testdata/e2e")
	}
	return dir
}

// Missing skips a test for want of a program, but fails it in CI, where every
// test has to run.
func Missing(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatal(what)
	}
	t.Skip(what)
}

// NodeTests runs the tests in a folder of testdata/e2e against the project and
// returns what they printed.
func (p *Project) NodeTests(t *testing.T, folder string) string {
	t.Helper()
	args := append([]string{"--test", "--test-reporter=spec"}, testFiles(t, folder)...)
	out := p.Command(t, ".", "node", args...)
	CountTests(t, folder, out)
	return out
}

func testFiles(t *testing.T, folder string) (files []string) {
	t.Helper()
	isTest := regexp.MustCompile(`\.test\.[cm]?js$`)
	err := filepath.WalkDir(Data(t, folder), func(name string, _ fs.DirEntry, err error) error {
		if isTest.MatchString(name) {
			files = append(files, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// CountTests reads the summary of node's test runner: a run without a test,
// or with one that was skipped, proves nothing.
func CountTests(t *testing.T, folder, out string) {
	t.Helper()
	counts := map[string]string{}
	for _, m := range regexp.MustCompile(`(?m)^(?:#|ℹ) (tests|pass|fail|skipped|todo) (\d+)$`).FindAllStringSubmatch(out, -1) {
		counts[m[1]] = m[2]
	}
	if counts["tests"] == "" || counts["tests"] == "0" || counts["skipped"] != "0" || counts["todo"] != "0" {
		t.Errorf("tests were not run or skipped: %v\n%s", counts, out)
	}
	t.Logf("node --test, %s: %s passed, %s failed, %s skipped", folder, counts["pass"], counts["fail"], counts["skipped"])
}
