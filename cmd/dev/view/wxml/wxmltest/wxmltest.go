// Package wxmltest gives tests the template compiler.
package wxmltest

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"mlvb/cmd/dev/view/wxml"
)

// Program reads the compiler from the packages of the end-to-end tests. Where
// they are not installed the test is skipped, but fails in CI.
func Program(tb testing.TB) []byte {
	tb.Helper()
	_, here, _, _ := runtime.Caller(0)
	modules := filepath.Join(filepath.Dir(here), "../../../../../testdata/e2e/node_modules")
	program, err := os.ReadFile(filepath.Join(modules, "glass-easel-template-compiler/pkg/glass_easel_template_compiler_bg.wasm"))
	switch {
	case err == nil:
	case os.Getenv("CI") == "true":
		tb.Fatal(err)
	default:
		tb.Skip("the template compiler is not installed: run npm ci in testdata/e2e")
	}
	return program
}

// Compiler starts the compiler, which ends with the test.
func Compiler(tb testing.TB) *wxml.Compiler {
	tb.Helper()
	compiler, err := wxml.New(tb.Context(), Program(tb), cache())
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := compiler.Close(tb.Context()); err != nil {
			tb.Error(err)
		}
	})
	return compiler
}

// cache keeps the machine code between runs, which would cost each a second.
func cache() string {
	return filepath.Join(os.TempDir(), "mlvb-test-wasm")
}
