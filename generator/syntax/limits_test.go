package syntax

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/goccy/go-yaml/ast"
)

func read(data string) error {
	return ReadYAML("x.yaml", []byte(data), func(*Reader, ast.Node) {})
}

// TestLimits feeds what takes the parser gigabytes or minutes: it is refused
// with a place, and before the parser sees it.
func TestLimits(t *testing.T) {
	var pairs strings.Builder
	for i := range 50_000 {
		fmt.Fprintf(&pairs, "q%d: x\n", i)
	}
	for name, tt := range map[string]struct{ data, want string }{
		"brackets":        {strings.Repeat("[", 40_000), "x.yaml: more than 20000 keys and values"},
		"some brackets":   {strings.Repeat("[", 101), "x.yaml:1:101: more than 100 levels"},
		"a megabyte":      {strings.Repeat("[", MaxYAML), "x.yaml: more than 20000 keys and values"},
		"more":            {strings.Repeat(" ", MaxYAML+1), "x.yaml: larger than 1 MiB"},
		"braces":          {strings.Repeat("{a: ", 150), "x.yaml:1:401: more than 100 levels"},
		"dashes":          {strings.Repeat("- ", 150) + "a", "x.yaml:1:201: more than 100 levels"},
		"indentation":     {blocks(150), "more than 100 levels"},
		"many pairs":      {pairs.String(), "x.yaml: more than 20000 keys and values"},
		"many in one row": {"a: [" + strings.Repeat("x,", 30_000) + "]", "x.yaml: more than 20000 keys and values"},
	} {
		var fault *Error
		if err := read(tt.data); !errors.As(err, &fault) || !strings.Contains(err.Error(), tt.want) || fault.Say["zh-CN"] == "" {
			t.Errorf("%s: ReadYAML = %v, want %s", name, err, tt.want)
		}
	}
	for name, data := range map[string]string{
		"some levels":      strings.Repeat("[", 90) + strings.Repeat("]", 90),
		"some blocks":      blocks(90),
		"a long line":      "a: \"" + strings.Repeat("x: [ ", 10_000) + "\"\n",
		"a long list":      "a: [" + strings.Repeat("x, ", 5_000) + "x]",
		"brackets in text": strings.Repeat("- '[[[['\n", 2_000),
	} {
		if err := read(data); err != nil {
			t.Errorf("%s: ReadYAML = %v", name, err)
		}
	}
}

// TestAliasesAreBounded reads a list of lists that are all one list.
func TestAliasesAreBounded(t *testing.T) {
	data := "x: &x [" + strings.Repeat("a, ", 2_000) + "a]\ny: [" + strings.Repeat("*x, ", 2_000) + "*x]\n"
	count := 0
	err := ReadYAML("x.yaml", []byte(data), func(y *Reader, root ast.Node) {
		y.Fields(root, Fields{
			"x": func(n ast.Node) { y.Value(n) },
			"y": func(n ast.Node) {
				y.Each(n, func(n ast.Node) { y.Each(n, func(n ast.Node) { y.Text(n); count++ }) })
			},
		})
	})
	if err == nil || !strings.Contains(err.Error(), "more than 20000 keys and values") || count > 20_000 {
		t.Errorf("%d values, %v", count, err)
	}
}

// blocks is a mapping of so many levels, by indentation.
func blocks(levels int) string {
	var b strings.Builder
	for i := range levels {
		b.WriteString(strings.Repeat("  ", i) + "a:\n")
	}
	return b.String() + strings.Repeat("  ", levels) + "b"
}
