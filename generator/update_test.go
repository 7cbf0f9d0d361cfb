package generator

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"mlvb/generator/plan"
	"mlvb/generator/project"
	"mlvb/generator/template"
	"mlvb/generator/template/templatetest"
)

// ten is a text of ten numbered lines, some of them others.
func ten(others map[int]string) string {
	var b strings.Builder
	for i := 1; i <= 10; i++ {
		if other, ok := others[i]; ok {
			b.WriteString(other)
			continue
		}
		fmt.Fprintf(&b, "line %d\n", i)
	}
	return b.String()
}

// made is a project of a template, in a folder of its own.
func made(tb testing.TB, files fstest.MapFS, inputs ...template.Input) (dir string) {
	tb.Helper()
	dir = filepath.Join(tb.TempDir(), "app")
	o := Options{Template: load(tb, files), Inputs: inputs, Dir: dir, Tool: "1.0.0"}
	if _, err := New(tb.Context(), o); err != nil {
		tb.Fatal(err)
	}
	return dir
}

func updateTo(tb testing.TB, dir string, files fstest.MapFS) UpdateResult {
	tb.Helper()
	result, err := Update(tb.Context(), UpdateOptions{Dir: dir, Template: load(tb, files), Tool: "1.1.0"})
	if err != nil {
		tb.Fatal(err)
	}
	return result
}

func get(tb testing.TB, dir, name string) string {
	tb.Helper()
	content, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
	if errors.Is(err, os.ErrNotExist) {
		return absent
	}
	if err != nil {
		tb.Fatal(err)
	}
	return string(content)
}

const absent = "(absent)"

func remove(tb testing.TB, dir, name string) {
	tb.Helper()
	if err := os.RemoveAll(filepath.Join(dir, filepath.FromSlash(name))); err != nil {
		tb.Fatal(err)
	}
}

func step(tb testing.TB, p plan.Plan, name string) plan.Step {
	tb.Helper()
	for _, s := range p {
		if s.Path == name {
			return s
		}
	}
	tb.Fatalf("no step for %s in %+v", name, p)
	return plan.Step{}
}

// TestUpdateScenarios are the cases of one file each: what the template had,
// what the user made of it, what the template has now, what comes of it.
// An absent user's file was removed; "=" stands for: as it was.
func TestUpdateScenarios(t *testing.T) {
	const same = "="
	tests := []struct {
		name, path         string
		base, ours, theirs string
		want               string
		action             plan.Action
		why                plan.Why
		manifest           string
	}{
		{"01 line A yours, line B theirs", "a.js", ten(nil), ten(map[int]string{2: "mine\n"}), ten(map[int]string{9: "new\n"}), ten(map[int]string{2: "mine\n", 9: "new\n"}), plan.ActionMerge, plan.WhyMerged, ""},
		{"02 nothing changed", "a.js", ten(nil), same, ten(nil), ten(nil), plan.ActionKeep, plan.WhySame, ""},
		{"07 once, edited", "a.js", "one\n", "mine\n", "two\n", "mine\n", plan.ActionKeep, plan.WhyOnce, "files: {a.js: {merge: once}}\n"},
		{"08 once, removed", "a.js", "one\n", absent, "two\n", absent, plan.ActionKeep, plan.WhyYouRemoved, "files: {a.js: {merge: once}}\n"},
		{"10 removed by you, changed by the template", "a.js", "one\n", absent, "two\n", absent, plan.ActionKeep, plan.WhyMissed, ""},
		{"13 removed by the template", "x/y/a.js", "one\n", same, absent, absent, plan.ActionRemove, plan.WhyTemplateRemoved, ""},
		{"19 the same change on both sides", "a.js", "one\n", "two\n", "two\n", "two\n", plan.ActionKeep, plan.WhySame, ""},
		{"20 added by both", "a.js", absent, "mine\n", "theirs\n", "<<<<<<< yours\nmine\n||||||| template 1.0.0\n=======\ntheirs\n>>>>>>> template 1.1.0\n", plan.ActionConflict, plan.WhyBothAdded, ""},
		{"20 added by both, the same", "a.js", absent, "mine\n", "mine\n", "mine\n", plan.ActionKeep, plan.WhySame, ""},
		{"27 umlauts and emoji", "a.js", "ä\nb\nc\n🎉\n", "ä mine\nb\nc\n🎉\n", "ä\nb\nc\n🎉🎉\n", "ä mine\nb\nc\n🎉🎉\n", plan.ActionMerge, plan.WhyMerged, ""},
		{"50 removed by the template, edited by you", "a.js", "one\n", "mine\n", absent, "mine\n", plan.ActionKeep, plan.WhyTemplateRemoved, ""},
		{"52 binary, changed by both", "a.png", "\x00one", "\x00mine", "\x00theirs", "\x00mine", plan.ActionConflict, plan.WhyBothChanged, ""},
		{"52 binary, changed by the template", "a.png", "\x00one", same, "\x00theirs", "\x00theirs", plan.ActionUpdate, plan.WhyTemplateChanged, ""},
		{"52 binary, changed by you", "a.png", "\x00one", "\x00mine", "\x00one", "\x00mine", plan.ActionKeep, plan.WhyYouChanged, ""},
		{"53 your line endings", "a.js", "a\nb\n", "a\r\nb\r\n", "a\nnew\nb\n", "a\r\nnew\r\nb\r\n", plan.ActionUpdate, plan.WhyTemplateChanged, ""},
		{"54 your missing final newline", "a.js", "a\nb\nc\nd\n", "a\nb\nc\nd", "new\nb\nc\nd\n", "new\nb\nc\nd", plan.ActionMerge, plan.WhyMerged, ""},
		{"55 your byte order mark", "a.js", "a\nb\n", "\ufeffa\nb\n", "a\nb\nc\n", "\ufeffa\nb\nc\n", plan.ActionMerge, plan.WhyMerged, ""},
		{"55 GBK", "a.js", "\xc4\xe3\nb\nc\nd\n", "\xc4\xe3\xba\xc3\nb\nc\nd\n", "\xc4\xe3\nb\nc\nnew\n", "\xc4\xe3\xba\xc3\nb\nc\nnew\n", plan.ActionMerge, plan.WhyMerged, ""},
		{"55 UTF-16", "a.txt", "one\n", "\xff\xfeo\x00n\x00", "two\n", "\xff\xfeo\x00n\x00", plan.ActionConflict, plan.WhyBothChanged, ""},
		{"60 rewritten by DevTools", "project.config.json", "{\n  \"appid\": \"wx1\",\n  \"libVersion\": \"1\",\n  \"setting\": {\"es6\": true}\n}\n", "{\n\t\"setting\": {\n\t\t\"es6\": true,\n\t\t\"swc\": false\n\t},\n\t\"libVersion\": \"2\",\n\t\"appid\": \"wx1\"\n}", "{\n  \"appid\": \"wx1\",\n  \"libVersion\": \"3\",\n  \"setting\": {\"es6\": true, \"swc\": true, \"minified\": true}\n}\n", "{\n\t\"setting\": {\n\t\t\"es6\": true,\n\t\t\"swc\": false,\n\t\t\"minified\": true\n\t},\n\t\"libVersion\": \"2\",\n\t\"appid\": \"wx1\"\n}", plan.ActionMerge, plan.WhyMerged, ""},
		{"60 reordered by DevTools", "project.config.json", `{"a": 1, "b": 2}`, "{\n\t\"b\": 2,\n\t\"a\": 1\n}", `{"a": 3, "b": 2}`, "{\n\t\"b\": 2,\n\t\"a\": 3\n}", plan.ActionUpdate, plan.WhyTemplateChanged, ""},
		{"61 pages added by both", "app.json", `{"pages": ["a"]}`, `{"pages": ["a", "mine"]}`, `{"pages": ["a", "b"]}`, `{"pages": ["a", "mine", "b"]}`, plan.ActionMerge, plan.WhyMerged, ""},
		{"62 other dependencies", "package.json", `{"devDependencies": {"a": "1"}}`, `{"devDependencies": {"a": "1", "mine": "1"}}`, `{"devDependencies": {"a": "2"}}`, `{"devDependencies": {"a": "2", "mine": "1"}}`, plan.ActionMerge, plan.WhyMerged, ""},
		{"62 the same dependency", "package.json", `{"devDependencies": {"a": "1"}}`, `{"devDependencies": {"a": "3"}}`, `{"devDependencies": {"a": "2"}}`, `{"devDependencies": {"a": "3"}}`, plan.ActionConflict, plan.WhyBothChanged, ""},
		{"60 indented anew by the template", "a.json", `{"a": 1}`, same, "{\n  \"a\": 1\n}\n", "{\n  \"a\": 1\n}\n", plan.ActionUpdate, plan.WhyTemplateChanged, ""},
		{"67 long lines", "a.js", strings.Repeat("x", 1<<17) + "\nb\nc\nd\n", strings.Repeat("x", 1<<17) + "\nb\nc\nmine\n", strings.Repeat("y", 1<<17) + "\nb\nc\nd\n", strings.Repeat("y", 1<<17) + "\nb\nc\nmine\n", plan.ActionMerge, plan.WhyMerged, ""},
		{"lines of .gitignore", ".gitignore", "a\nb\n", "a\nb\nmine\n", "a\nb\n.env\n", "a\nb\nmine\n\n.env\n", plan.ActionMerge, plan.WhyLines, ""},
		{"JSON that is none", "a.json", `{"a": 1}`, `{"a": 1`, `{"a": 2}`, `{"a": 1`, plan.ActionConflict, plan.WhyBothChanged, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			files := func(number, content string) fstest.MapFS {
				f := map[string]string{"other.js": "other\n"}
				if content != absent {
					f[tt.path] = content
				}
				return templatetest.Version(number, tt.manifest, f)
			}
			dir := made(t, files("1.0.0", tt.base))
			switch tt.ours {
			case same:
			case absent:
				remove(t, dir, tt.path)
			default:
				put(t, dir, tt.path, tt.ours)
			}
			r := updateTo(t, dir, files("1.1.0", tt.theirs))
			if got := get(t, dir, tt.path); got != tt.want {
				t.Errorf("%s is\n%q, want\n%q", tt.path, got, tt.want)
			}
			s := step(t, r.Plan, tt.path)
			if s.Action != tt.action || s.Why != tt.why {
				t.Errorf("step %s (%s), want %s (%s)", s.Action, s.Why, tt.action, tt.why)
			}
			if tt.action == plan.ActionConflict != (len(r.Conflicts) == 1) {
				t.Errorf("conflicts %+v", r.Conflicts)
			}
			if parent := filepath.Dir(filepath.Join(dir, tt.path)); tt.action == plan.ActionRemove {
				if _, err := os.Stat(parent); err == nil {
					t.Errorf("%s is left, empty", parent)
				}
			}
			checkRecorded(t, dir, "1.1.0")
			if tt.action != plan.ActionConflict {
				again := updateTo(t, dir, files("1.1.0", tt.theirs))
				if again.Changed || get(t, dir, tt.path) != tt.want {
					t.Errorf("a second update changed something: %+v", again.Plan)
				}
			}
		})
	}
}

// checkRecorded fails unless record and base are of that version and fit.
func checkRecorded(t *testing.T, dir, number string) {
	t.Helper()
	r, err := project.ReadRecord(dir)
	if err != nil || r.Template.Version != number {
		t.Fatalf("record %+v, %v", r, err)
	}
	base, err := project.ReadBase(dir)
	if err != nil || base.Digest() != r.Base {
		t.Errorf("the base does not fit the record: %v", err)
	}
}
