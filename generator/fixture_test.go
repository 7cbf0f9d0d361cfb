package generator

import (
	"strings"
	"testing"
	"testing/fstest"

	"mlvb/generator/files"
	"mlvb/generator/template"
)

func load(tb testing.TB, source fstest.MapFS) *template.Template {
	tb.Helper()
	t, err := template.Load(source)
	if err != nil {
		tb.Fatal(err)
	}
	return t
}

func render(tb testing.TB, source fstest.MapFS, inputs ...template.Input) (files.Tree, error) {
	tb.Helper()
	t := load(tb, source)
	a, _, err := t.Resolve(template.NewAnswers("app"), inputs...)
	if err != nil {
		tb.Fatal(err)
	}
	return t.Render(tb.Context(), a)
}

func list(t files.Tree) string { return strings.Join(t.Paths(), " ") }

func content(t *testing.T, tree files.Tree, path string) string {
	t.Helper()
	f, ok := tree.Find(path)
	if !ok {
		t.Fatalf("no %s in %s", path, list(tree))
	}
	return string(f.Content)
}

// asAnn is the environment of somebody whom git knows.
func asAnn(key string) (string, bool) {
	value, ok := map[string]string{
		"GIT_AUTHOR_NAME": "Ann", "GIT_AUTHOR_EMAIL": "ann@example.com", "GIT_CONFIG_NOSYSTEM": "1",
	}[key]
	return value, ok
}
