// Package e2e is what the end-to-end tests in the folders below share: projects
// on disk, mlvb as a program, and the official tools.
package e2e

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"mlvb/cmd"
	"mlvb/generator/ramdisk"
)

// Main runs the tests of a package that calls mlvb: the test binary is the
// program as well, under another name, and the first of that name in PATH.
func Main(m *testing.M) {
	ramdisk.Use()
	testscript.Main(m, map[string]func(){
		"mlvb": func() { os.Exit(cmd.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }, //nolint:forbidigo // as main does
	})
}

// Mlvb prepares a run of mlvb in a folder. It needs [Main].
func Mlvb(t *testing.T, dir string, args ...string) *exec.Cmd {
	t.Helper()
	program, err := exec.LookPath("mlvb")
	if err != nil {
		t.Fatal(err)
	}
	command := exec.Command(program, args...)
	command.Dir = dir
	command.Env = append(os.Environ(), "LANG=C.UTF-8", "LC_ALL=", "LC_MESSAGES=")
	return command
}

// Run runs mlvb, which must succeed, and returns all that it said.
func Run(t *testing.T, dir string, args ...string) string {
	t.Helper()
	said, err := Mlvb(t, dir, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("mlvb %s: %v:\n%s", strings.Join(args, " "), err, said)
	}
	return string(said)
}
