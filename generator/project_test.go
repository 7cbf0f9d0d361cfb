package generator

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"mlvb/generator/git/gittest"
	"mlvb/generator/plan"
	"mlvb/generator/project"
	"mlvb/generator/template"
	"mlvb/generator/template/templatetest"
	"mlvb/generator/txn"
)

// The two versions that most tests of projects go between.
func oldVersion() fstest.MapFS {
	return templatetest.Version("1.0.0", demoQuestions, map[string]string{
		".gitignore":          "node_modules/\n",
		"page.js":             ten(nil),
		"app.json":            "{\n  \"pages\": [\"a\"],\n  \"style\": \"v1\"\n}\n",
		"project.config.json": "{\n  \"libVersion\": \"1\",\n  \"setting\": {\"es6\": true}\n}\n",
		"icon.png":            "\x00old",
		"gone/old.js":         "old\n",
		"from.js":             ten(nil),
		"kept.js":             "kept\n",
		"title.txt.tmpl":      "<% .title %>\n",
	})
}

func newVersion() fstest.MapFS {
	more := strings.Replace(demoQuestions, "name: title", "name: headline", 1) +
		"moved: [{from: from.js, to: deep/to.js, since: 1.1.0}]\n" +
		"renamed: [{question: title, to: headline, since: 1.1.0}]\n" +
		"news: {1.0.0: {en: First.}, 1.1.0: {en: Second.}}\n"
	return templatetest.Version("1.1.0", more, map[string]string{
		".gitignore":          "node_modules/\n.env\n",
		"page.js":             ten(map[int]string{5: "theirs\n"}),
		"app.json":            "{\n  \"pages\": [\"a\", \"b\"],\n  \"style\": \"v2\"\n}\n",
		"project.config.json": "{\n  \"libVersion\": \"2\",\n  \"setting\": {\"es6\": true, \"minified\": true}\n}\n",
		"icon.png":            "\x00new",
		"deep/to.js":          ten(map[int]string{1: "new\n"}),
		"kept.js":             "kept\n",
		"title.txt.tmpl":      "<% .headline %>\n",
		"added.js":            "added\n",
	})
}

const demoQuestions = "questions: [{name: title, kind: text, prompt: {en: Title}, required: true}]\n"

// edited is a project of the old version that its user worked on.
func edited(tb testing.TB) (dir string) {
	tb.Helper()
	dir = made(tb, oldVersion(), template.Input{"title": "demo"})
	put(tb, dir, "page.js", ten(map[int]string{5: "mine\n"}))
	put(tb, dir, "app.json", "{\n  \"pages\": [\"a\"],\n  \"style\": \"mine\"\n}\n")
	put(tb, dir, "icon.png", "\x00mine")
	put(tb, dir, "from.js", ten(map[int]string{10: "mine\n"}))
	put(tb, dir, "kept.js", "mine\n")
	put(tb, dir, "mine.js", "mine\n")
	put(tb, dir, "node_modules/x/y.js", "")
	return dir
}

func TestUpdateOfAWholeProject(t *testing.T) {
	dir := edited(t)
	r := updateTo(t, dir, newVersion())
	want := map[plan.Action]int{plan.ActionConflict: 3, plan.ActionUpdate: 2, plan.ActionAdd: 1, plan.ActionMove: 1, plan.ActionRemove: 1, plan.ActionKeep: 1}
	if got := r.Plan.Counts(); len(got) != len(want) {
		t.Errorf("counts %v, want %v", got, want)
	} else {
		for action, n := range want {
			if got[action] != n {
				t.Errorf("counts %v, want %v", got, want)
			}
		}
	}
	for name, want := range map[string]string{
		"deep/to.js":  ten(map[int]string{1: "new\n", 10: "mine\n"}),
		"from.js":     absent,
		"gone/old.js": absent,
		"icon.png":    "\x00mine", "icon.png.template": "\x00new",
		"app.json":  "{\n  \"pages\": [\"a\", \"b\"],\n  \"style\": \"mine\"\n}\n",
		"title.txt": "demo\n",
		"kept.js":   "mine\n",
		"mine.js":   "mine\n",
	} {
		if got := get(t, dir, name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	if len(r.News) != 1 || r.News[0].Version != "1.1.0" || !slices.Equal(r.DevTools, []string{"app.json", "project.config.json"}) {
		t.Errorf("news %v, DevTools %v", r.News, r.DevTools)
	}
	page := step(t, r.Plan, "page.js").Conflict
	if page == nil || page.Kind != plan.ConflictInText || page.Lines[0].Yours != (plan.LineRange{First: 5, Count: 1}) || page.To != "1.1.0" {
		t.Errorf("conflict %+v", page)
	}
	value := step(t, r.Plan, "app.json").Conflict.Values[0]
	if value.Path != "style" || value.Base != `"v1"` || value.Yours != `"mine"` || value.Theirs != `"v2"` {
		t.Errorf("conflict %+v", value)
	}
	if r.Record.Answers["headline"] != "demo" || r.Record.Answers["title"] != nil {
		t.Errorf("answers %v", r.Record.Answers)
	}
	_, err := Update(t.Context(), UpdateOptions{Dir: dir, Template: load(t, newVersion()), Tool: "1.1.0"})
	var fault *project.Error
	if !errors.As(err, &fault) || fault.Reason != project.MarkersLeft || !slices.Equal(fault.Paths, []string{"page.js"}) {
		t.Errorf("Update with markers = %v", err)
	}
}

func TestDryRunOfAnUpdate(t *testing.T) {
	dir := edited(t)
	was := onDisk(t, dir)
	o := UpdateOptions{Dir: dir, Template: load(t, newVersion()), Tool: "1.1.0", DryRun: true}
	told, err := Update(t.Context(), o)
	if err != nil || !told.Changed || onDisk(t, dir).Digest() != was.Digest() {
		t.Fatalf("a dry run: %v, %v", told.Changed, err)
	}
	did := updateTo(t, dir, newVersion())
	if len(told.Plan) != len(did.Plan) || told.Record.Base != did.Record.Base || len(told.Conflicts) != len(did.Conflicts) {
		t.Errorf("the dry run told of another plan")
	}
}

func TestUndo(t *testing.T) {
	for _, repository := range []bool{false, true} {
		dir := edited(t)
		if repository {
			gittest.Run(t, dir, "init", "-q")
			gittest.Run(t, dir, "add", ".")
		}
		was := onDisk(t, dir)
		index := get(t, dir, ".git/index")
		updateTo(t, dir, newVersion())
		if repository {
			if got := gittest.Run(t, dir, "ls-files", "-u"); strings.Count(got, "page.js") != 3 || strings.Count(got, "\n") != 8 {
				t.Errorf("unmerged:\n%s", got)
			}
			if got := gittest.Run(t, dir, "status", "--porcelain"); !strings.Contains(got, "UU page.js") {
				t.Errorf("git status:\n%s", got)
			}
		}
		r, err := Undo(t.Context(), UndoOptions{Dir: dir})
		if err != nil || r.Command != "update" || r.GitError != nil {
			t.Fatalf("Undo = %+v, %v", r, err)
		}
		if got := onDisk(t, dir); got.Digest() != was.Digest() {
			t.Errorf("after it there is\n%s, want\n%s", list(got), list(was))
		}
		if got := get(t, dir, ".git/index"); !repository && got != index || repository && gittest.Run(t, dir, "ls-files", "-u") != "" {
			t.Error("git's index is another one")
		}
		_, err = Undo(t.Context(), UndoOptions{Dir: dir})
		var fault *project.Error
		if !errors.As(err, &fault) || fault.Reason != project.NothingToUndo {
			t.Errorf("a second Undo = %v", err)
		}
	}
}

func TestUndoRefusesWhereFilesChanged(t *testing.T) {
	dir := edited(t)
	updateTo(t, dir, newVersion())
	put(t, dir, "added.js", "worked on\n")
	was := onDisk(t, dir)
	_, err := Undo(t.Context(), UndoOptions{Dir: dir})
	var fault *project.Error
	if !errors.As(err, &fault) || fault.Reason != project.ChangedSince || !slices.Equal(fault.Paths, []string{"added.js"}) {
		t.Errorf("Undo = %v", err)
	}
	if got := onDisk(t, dir); got.Digest() != was.Digest() {
		t.Error("it changed something")
	}
}

func TestStatusAndDiff(t *testing.T) {
	dir := edited(t)
	remove(t, dir, "gone")
	put(t, dir, "own/x.js", "")
	s, err := ReadStatus(t.Context(), StatusOptions{Dir: dir, Template: load(t, newVersion()), Tool: "1.1.0"})
	if err != nil || !s.Available || !s.Drifted() || s.Base != BaseRecorded || len(s.Undo) > 0 {
		t.Fatalf("status %+v, %v", s, err)
	}
	for _, tt := range []struct {
		name      string
		got, want []string
	}{
		{"edited", s.Edited, []string{"app.json", "from.js", "icon.png", "kept.js", "page.js"}},
		{"removed", s.Removed, []string{"gone/old.js"}},
		{"added", s.Added, []string{"mine.js", "own/"}},
	} {
		if !slices.Equal(tt.got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.name, tt.got, tt.want)
		}
	}
	diffs, err := Diff(t.Context(), dir, "kept.js", "gone/", "icon.png")
	if err != nil || len(diffs) != 3 {
		t.Fatalf("Diff = %+v, %v", diffs, err)
	}
	if diffs[0].Text != "--- a/gone/old.js\n+++ /dev/null\n@@ -1 +0,0 @@\n-old\n" || diffs[0].Action != plan.ActionRemove {
		t.Errorf("diff %+v", diffs[0])
	}
	if !diffs[1].Binary || diffs[1].Text != "Binary files a/icon.png and b/icon.png differ\n" {
		t.Errorf("diff %+v", diffs[1])
	}
	if diffs[2].Text != "--- a/kept.js\n+++ b/kept.js\n@@ -1 +1 @@\n-kept\n+mine\n" {
		t.Errorf("diff %s", diffs[2].Text)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, txn.Work)); len(left) != 0 {
		t.Errorf("it left %v", left)
	}
}

func TestWrittenBackByDevTools(t *testing.T) {
	dir := made(t, oldVersion(), template.Input{"title": "demo"})
	before := get(t, dir, "project.config.json")
	updateTo(t, dir, newVersion())
	after := get(t, dir, "project.config.json")
	put(t, dir, "project.config.json", strings.TrimSpace(before))
	r := updateTo(t, dir, newVersion())
	if s := step(t, r.Plan, "project.config.json"); s.Why != plan.WhyWrittenBack || strings.TrimSpace(get(t, dir, "project.config.json")) != strings.TrimSpace(after) {
		t.Errorf("step %s (%s): %s", s.Action, s.Why, get(t, dir, "project.config.json"))
	}
	put(t, dir, "project.config.json", before)
	if r := updateTo(t, dir, newVersion()); r.Changed {
		t.Error("who takes the change out once more is not believed")
	}
}

// TestWrittenBackWithOneMoreSetting has a DevTools that writes its old copy over
// an update, with another setting changed in it.
func TestWrittenBackWithOneMoreSetting(t *testing.T) {
	for name, change := range map[string]func(string) string{
		"a switch":         func(s string) string { return strings.Replace(s, `"es6": true`, `"es6": true, "urlCheck": false`, 1) },
		"another version":  func(s string) string { return strings.Replace(s, `"libVersion": "1"`, `"libVersion": "3"`, 1) },
		"a member of its":  func(s string) string { return strings.Replace(s, "{\n", "{\n  \"editorSetting\": {},\n", 1) },
		"in another order": func(string) string { return `{"setting":{"es6":true},"libVersion":"1","condition":{}}` },
	} {
		dir := made(t, oldVersion(), template.Input{"title": "demo"})
		before := get(t, dir, "project.config.json")
		updateTo(t, dir, newVersion())
		put(t, dir, "project.config.json", change(before))
		r := updateTo(t, dir, newVersion())
		if s := step(t, r.Plan, "project.config.json"); s.Why != plan.WhyWrittenBack || !strings.Contains(get(t, dir, "project.config.json"), `"minified"`) {
			t.Errorf("%s: step %s (%s): %s", name, s.Action, s.Why, get(t, dir, "project.config.json"))
		}
	}
}

// TestSettledJSONStaysSettled settles a conflict in app.json for the user's
// value: neither the next update of the same version brings it back, nor does it
// replace what undo would take back.
func TestSettledJSONStaysSettled(t *testing.T) {
	for name, settle := range map[string]func(dir string){
		"with the user's side": func(dir string) { resolve(t, dir, SideOurs, "app.json") },
		"by name":              func(dir string) { resolve(t, dir, "", "app.json") },
		"by another value": func(dir string) {
			put(t, dir, "app.json", strings.Replace(get(t, dir, "app.json"), `"mine"`, `"both"`, 1))
			resolve(t, dir, "")
		},
	} {
		dir := edited(t)
		put(t, dir, "app.json", "{\n  \"pages\": [\"a\", \"b\"],\n  \"style\": \"mine\"\n}\n")
		updateTo(t, dir, newVersion())
		resolve(t, dir, SideOurs, "page.js", "icon.png")
		settle(dir)
		r := updateTo(t, dir, newVersion())
		if r.Changed || len(r.Conflicts) != 0 {
			t.Errorf("%s: an update after it changed %v, conflicts %+v", name, r.Changed, r.Conflicts)
		}
		if u, err := Undo(t.Context(), UndoOptions{Dir: dir}); err != nil || u.Command != commandUpdate {
			t.Errorf("%s: Undo = %+v, %v", name, u, err)
		}
	}
}

func TestSetAnswers(t *testing.T) {
	dir := edited(t)
	o := UpdateOptions{Dir: dir, Template: load(t, oldVersion()), Inputs: []template.Input{{"title": "other"}}, Tool: "1.0.0"}
	r, err := SetAnswers(t.Context(), o)
	if err != nil || get(t, dir, "title.txt") != "other\n" || r.Record.Answers["title"] != "other" || r.Plan.Counts()[plan.ActionUpdate] != 1 {
		t.Errorf("SetAnswers = %+v, %v", r.Plan, err)
	}
	o.Template = load(t, newVersion())
	_, err = SetAnswers(t.Context(), o)
	var fault *project.Error
	if !errors.As(err, &fault) || fault.Reason != project.OtherVersion {
		t.Errorf("SetAnswers with another template = %v", err)
	}
}
