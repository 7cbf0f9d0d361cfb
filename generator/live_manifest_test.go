package generator_test

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/bmatcuk/doublestar/v4"

	"mlvb/generator/files"
	"mlvb/generator/template"
	"mlvb/templates"
)

// TestLiveManifest finds globs that match no file, and questions whose answers
// nothing uses.
func TestLiveManifest(t *testing.T) {
	seen := map[string]bool{}
	eachLive(t, func(_ *testing.T, _ template.Input, tree files.Tree) {
		for _, f := range tree {
			seen[f.Path] = true
		}
	})
	tmpl := liveTemplate(t)
	for _, rule := range tmpl.Files {
		if !matchesAny(rule.Glob, seen) {
			t.Errorf("no file ever matches %q", rule.Glob)
		}
	}
	actions := liveActions(t)
	for _, q := range tmpl.Questions {
		if !q.Secret && !decides(tmpl, q.Name) && !regexp.MustCompile(`\.`+q.Name+`\b`).MatchString(actions) {
			t.Errorf("nothing uses the answer to %s", q.Name)
		}
	}
}

func matchesAny(glob string, tree map[string]bool) bool {
	for file := range tree {
		if doublestar.MatchUnvalidated(glob, file) {
			return true
		}
	}
	return false
}

// decides reports whether an answer switches files on and off.
func decides(tmpl *template.Template, question string) bool {
	return slices.ContainsFunc(tmpl.Layers, func(l template.Layer) bool { return l.When[question] != nil }) ||
		slices.ContainsFunc(tmpl.Files, func(r template.FileRule) bool { return r.When[question] != nil })
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
