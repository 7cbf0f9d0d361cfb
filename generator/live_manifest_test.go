package generator_test

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/bmatcuk/doublestar/v4"

	"mlvb/generator"
	"mlvb/templates"
)

// TestLiveManifest finds globs that match no file, and questions whose answers
// nothing uses.
func TestLiveManifest(t *testing.T) {
	seen := map[string]bool{}
	eachLive(t, func(_ *testing.T, _ generator.Input, files generator.Tree) {
		for _, f := range files {
			seen[f.Path] = true
		}
	})
	template := liveTemplate(t)
	for _, rule := range template.Files {
		if !matchesAny(rule.Glob, seen) {
			t.Errorf("no file ever matches %q", rule.Glob)
		}
	}
	actions := liveActions(t)
	for _, q := range template.Questions {
		if !q.Secret && !decides(template, q.Name) && !regexp.MustCompile(`\.`+q.Name+`\b`).MatchString(actions) {
			t.Errorf("nothing uses the answer to %s", q.Name)
		}
	}
}

func matchesAny(glob string, files map[string]bool) bool {
	for file := range files {
		if doublestar.MatchUnvalidated(glob, file) {
			return true
		}
	}
	return false
}

// decides reports whether an answer switches files on and off.
func decides(template *generator.Template, question string) bool {
	return slices.ContainsFunc(template.Layers, func(l generator.Layer) bool { return l.When[question] != nil }) ||
		slices.ContainsFunc(template.Files, func(r generator.FileRule) bool { return r.When[question] != nil })
}

// liveActions is the text of all files that hold actions.
func liveActions(t *testing.T) string {
	t.Helper()
	fsys, err := templates.FS(templates.Default)
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	err = fs.WalkDir(fsys, ".", func(file string, _ fs.DirEntry, err error) error {
		if err != nil || path.Ext(file) != ".tmpl" {
			return err
		}
		content, err := fs.ReadFile(fsys, file)
		all.Write(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all.String()
}
