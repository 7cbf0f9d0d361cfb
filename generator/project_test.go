package generator

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"mlvb/generator/txn"
)

// The two versions that most tests of projects go between.
func oldVersion() fstest.MapFS {
	return version("1.0.0", demoQuestions, map[string]string{
		".gitignore":          "node_modules/\n",
		"page.js":             numbered(10, nil),
		"app.json":            "{\n  \"pages\": [\"a\"],\n  \"style\": \"v1\"\n}\n",
		"project.config.json": "{\n  \"libVersion\": \"1\",\n  \"setting\": {\"es6\": true}\n}\n",
		"icon.png":            "\x00old",
		"gone/old.js":         "old\n",
		"from.js":             numbered(10, nil),
		"kept.js":             "kept\n",
		"title.txt.tmpl":      "<% .title %>\n",
	})
}

func newVersion() fstest.MapFS {
	more := strings.Replace(demoQuestions, "name: title", "name: headline", 1) +
		"moved: [{from: from.js, to: deep/to.js, since: 1.1.0}]\n" +
		"renamed: [{question: title, to: headline, since: 1.1.0}]\n" +
		"news: {1.0.0: {en: First.}, 1.1.0: {en: Second.}}\n"
	return version("1.1.0", more, map[string]string{
		".gitignore":          "node_modules/\n.env\n",
		"page.js":             numbered(10, map[int]string{5: "theirs\n"}),
		"app.json":            "{\n  \"pages\": [\"a\", \"b\"],\n  \"style\": \"v2\"\n}\n",
		"project.config.json": "{\n  \"libVersion\": \"2\",\n  \"setting\": {\"es6\": true, \"minified\": true}\n}\n",
		"icon.png":            "\x00new",
		"deep/to.js":          numbered(10, map[int]string{1: "new\n"}),
		"kept.js":             "kept\n",
		"title.txt.tmpl":      "<% .headline %>\n",
		"added.js":            "added\n",
	})
}

const demoQuestions = "questions: [{name: title, kind: text, prompt: {en: Title}, required: true}]\n"

// edited is a project of the old version that its user worked on.
func edited(t testing.TB) (dir string) {
	t.Helper()
	dir = made(t, oldVersion(), Input{"title": "demo"})
	put(t, dir, "page.js", numbered(10, map[int]string{5: "mine\n"}))
	put(t, dir, "app.json", "{\n  \"pages\": [\"a\"],\n  \"style\": \"mine\"\n}\n")
	put(t, dir, "icon.png", "\x00mine")
	put(t, dir, "from.js", numbered(10, map[int]string{10: "mine\n"}))
	put(t, dir, "kept.js", "mine\n")
	put(t, dir, "mine.js", "mine\n")
	put(t, dir, "node_modules/x/y.js", "")
	return dir
}

func TestUpdateOfAWholeProject(t *testing.T) {
	dir := edited(t)
	r := updateTo(t, dir, newVersion())
	want := map[Action]int{ActionConflict: 3, ActionUpdate: 2, ActionAdd: 1, ActionMove: 1, ActionRemove: 1, ActionKeep: 1}
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
		"deep/to.js":  numbered(10, map[int]string{1: "new\n", 10: "mine\n"}),
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
	if page == nil || page.Kind != ConflictInText || page.Lines[0].Yours != (LineRange{5, 1}) || page.To != "1.1.0" {
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
	var project *ProjectError
	if !errors.As(err, &project) || project.Reason != ProjectMarkers || !slices.Equal(project.Paths, []string{"page.js"}) {
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

func TestConflictStyles(t *testing.T) {
	for style, want := range map[ConflictStyle]map[string]string{
		ConflictOurs: {
			"page.js": numbered(10, map[int]string{5: "mine\n"}), "icon.png": "\x00mine", "icon.png.template": absent,
			"app.json": "{\n  \"pages\": [\"a\", \"b\"],\n  \"style\": \"mine\"\n}\n",
		},
		ConflictTheirs: {
			"page.js": numbered(10, map[int]string{5: "theirs\n"}), "icon.png": "\x00new", "icon.png.template": absent,
			"app.json": "{\n  \"pages\": [\"a\", \"b\"],\n  \"style\": \"v2\"\n}\n",
		},
	} {
		dir := edited(t)
		o := UpdateOptions{Dir: dir, Template: load(t, newVersion()), Tool: "1.1.0", Conflicts: style}
		r, err := Update(t.Context(), o)
		if err != nil || len(r.Conflicts) != 0 {
			t.Fatalf("%s: %+v, %v", style, r.Conflicts, err)
		}
		for name, text := range want {
			if got := get(t, dir, name); got != text {
				t.Errorf("%s: %s is %q, want %q", style, name, got, text)
			}
		}
	}
}

func TestResolveConflicts(t *testing.T) {
	resolve := func(dir string, side Side, paths ...string) ResolveResult {
		r, err := Resolve(t.Context(), ResolveOptions{Dir: dir, Side: side, Paths: paths, Tool: "1.1.0"})
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	for side, want := range map[Side][]string{
		SideOurs:   {"mine\n", "\x00mine", `"mine"`},
		SideTheirs: {"theirs\n", "\x00new", `"v2"`},
	} {
		dir := edited(t)
		updateTo(t, dir, newVersion())
		if r := resolve(dir, ""); len(r.Settled) != 0 || len(r.Left) != 3 {
			t.Errorf("nothing is settled, but Resolve says %+v", r)
		}
		r := resolve(dir, side, ".", "nothing.js")
		if len(r.Settled) != 3 || len(r.Left) != 0 || !slices.Equal(r.Unknown, []string{"nothing.js"}) {
			t.Errorf("%s: %+v", side, r)
		}
		if got := get(t, dir, "page.js"); got != numbered(10, map[int]string{5: want[0]}) {
			t.Errorf("%s: page.js is %q", side, got)
		}
		if got := get(t, dir, "icon.png") + get(t, dir, "icon.png.template"); got != want[1]+absent {
			t.Errorf("%s: icon.png is %q", side, got)
		}
		if got := get(t, dir, "app.json"); !strings.Contains(got, want[2]) {
			t.Errorf("%s: app.json is %s", side, got)
		}
		if got := get(t, dir, conflictsFile); got != absent {
			t.Errorf("%s: conflicts are left: %s", side, got)
		}
		checkRecorded(t, dir, "1.1.0")
		if again := updateTo(t, dir, newVersion()); again.Changed {
			t.Errorf("%s: an update after it changed something: %+v", side, again.Plan)
		}
	}
}

func TestSettledByHand(t *testing.T) {
	dir := edited(t)
	updateTo(t, dir, newVersion())
	put(t, dir, "page.js", numbered(10, map[int]string{5: "both\n"}))
	put(t, dir, "app.json", "{\n  \"pages\": [\"a\", \"b\"],\n  \"style\": \"v2\"\n}\n")
	remove(t, dir, "icon.png.template")
	s, err := ReadStatus(t.Context(), StatusOptions{Dir: dir, Tool: "1.1.0"})
	if err != nil || len(s.Settled) != 3 {
		t.Fatalf("status %+v, %v", s, err)
	}
	r := updateTo(t, dir, newVersion())
	if len(r.Conflicts) != 0 || get(t, dir, conflictsFile) != absent {
		t.Errorf("an update leaves %+v", r.Conflicts)
	}
	if got := get(t, dir, "page.js"); got != numbered(10, map[int]string{5: "both\n"}) {
		t.Errorf("page.js is %q", got)
	}
}

func TestConflictsComeAgainUntilTheyAreSettled(t *testing.T) {
	dir := edited(t)
	updateTo(t, dir, newVersion())
	put(t, dir, "page.js", numbered(10, map[int]string{5: "mine\n"}))
	r := updateTo(t, dir, newVersion())
	if len(r.Conflicts) != 2 || get(t, dir, "icon.png.template") != "\x00new" || r.Changed == false {
		t.Errorf("conflicts %+v", r.Conflicts)
	}
	if again := updateTo(t, dir, newVersion()); again.Changed || len(again.Conflicts) != 2 {
		t.Errorf("a third update changed something: %+v", again.Plan)
	}
}

func TestUndo(t *testing.T) {
	for _, repository := range []bool{false, true} {
		dir := edited(t)
		if repository {
			git(t, dir, "init", "-q")
			git(t, dir, "add", ".")
		}
		was := onDisk(t, dir)
		index := get(t, dir, ".git/index")
		updateTo(t, dir, newVersion())
		if repository {
			if got := git(t, dir, "ls-files", "-u"); strings.Count(got, "page.js") != 3 || strings.Count(got, "\n") != 8 {
				t.Errorf("unmerged:\n%s", got)
			}
			if got := git(t, dir, "status", "--porcelain"); !strings.Contains(got, "UU page.js") {
				t.Errorf("git status:\n%s", got)
			}
		}
		r, err := Undo(t.Context(), dir)
		if err != nil || r.Command != "update" || r.GitError != nil {
			t.Fatalf("Undo = %+v, %v", r, err)
		}
		if got := onDisk(t, dir); got.Digest() != was.Digest() {
			t.Errorf("after it there is\n%s, want\n%s", paths(got), paths(was))
		}
		if got := get(t, dir, ".git/index"); !repository && got != index || repository && git(t, dir, "ls-files", "-u") != "" {
			t.Error("git's index is another one")
		}
		_, err = Undo(t.Context(), dir)
		var project *ProjectError
		if !errors.As(err, &project) || project.Reason != ProjectNothingToUndo {
			t.Errorf("a second Undo = %v", err)
		}
	}
}

func TestUndoRefusesWhereFilesChanged(t *testing.T) {
	dir := edited(t)
	updateTo(t, dir, newVersion())
	put(t, dir, "added.js", "worked on\n")
	was := onDisk(t, dir)
	_, err := Undo(t.Context(), dir)
	var project *ProjectError
	if !errors.As(err, &project) || project.Reason != ProjectChanged || !slices.Equal(project.Paths, []string{"added.js"}) {
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
	if err != nil || !s.Available || !s.Drifted() || s.Base != BaseRecorded || s.Undo != "" {
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
	if diffs[0].Text != "--- a/gone/old.js\n+++ /dev/null\n@@ -1 +0,0 @@\n-old\n" || diffs[0].Action != ActionRemove {
		t.Errorf("diff %+v", diffs[0])
	}
	if !diffs[1].Binary || diffs[1].Text != "" {
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
	dir := made(t, oldVersion(), Input{"title": "demo"})
	before := get(t, dir, "project.config.json")
	updateTo(t, dir, newVersion())
	after := get(t, dir, "project.config.json")
	put(t, dir, "project.config.json", strings.TrimSpace(before))
	r := updateTo(t, dir, newVersion())
	if s := step(t, r.Plan, "project.config.json"); s.Why != WhyUndone || strings.TrimSpace(get(t, dir, "project.config.json")) != strings.TrimSpace(after) {
		t.Errorf("step %s (%s): %s", s.Action, s.Why, get(t, dir, "project.config.json"))
	}
	put(t, dir, "project.config.json", before)
	if r := updateTo(t, dir, newVersion()); r.Changed {
		t.Error("who takes the change out once more is not believed")
	}
}

func TestSetAnswers(t *testing.T) {
	dir := edited(t)
	o := UpdateOptions{Dir: dir, Template: load(t, oldVersion()), Inputs: []Input{{"title": "other"}}, Tool: "1.0.0"}
	r, err := SetAnswers(t.Context(), o)
	if err != nil || get(t, dir, "title.txt") != "other\n" || r.Record.Answers["title"] != "other" || r.Plan.Counts()[ActionUpdate] != 1 {
		t.Errorf("SetAnswers = %+v, %v", r.Plan, err)
	}
	o.Template = load(t, newVersion())
	_, err = SetAnswers(t.Context(), o)
	var project *ProjectError
	if !errors.As(err, &project) || project.Reason != ProjectOutdated {
		t.Errorf("SetAnswers with another template = %v", err)
	}
}

func TestUpdateRefuses(t *testing.T) {
	for _, tt := range []struct {
		name   string
		meddle func(dir string)
		reason ProjectReason
	}{
		{"no project", func(dir string) { remove(t, dir, recordDir) }, ProjectNone},
		{"no folder", func(dir string) { remove(t, dir, ".") }, ProjectNone},
		{"a record of no form", func(dir string) { put(t, dir, recordFile, "<<<<<<< HEAD\n") }, ProjectBroken},
		{"a newer record", func(dir string) {
			put(t, dir, recordFile, strings.Replace(get(t, dir, recordFile), "schema: 1", "schema: 2", 1))
		}, ProjectNewer},
		{"a newer mlvb", func(dir string) {
			put(t, dir, recordFile, strings.Replace(get(t, dir, recordFile), `mlvb: "1.0.0"`, `mlvb: "9.0.0"`, 1))
		}, ProjectNewer},
		{"another template", func(dir string) {
			put(t, dir, recordFile, strings.Replace(get(t, dir, recordFile), `name: "demo"`, `name: "other"`, 1))
		}, ProjectOtherTemplate},
		{"conflicts of no form", func(dir string) { put(t, dir, conflictsFile, "{") }, ProjectBroken},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := edited(t)
			tt.meddle(dir)
			was := onDisk(t, dir)
			_, err := Update(t.Context(), UpdateOptions{Dir: dir, Template: load(t, newVersion()), Tool: "1.1.0"})
			var project *ProjectError
			if !errors.As(err, &project) || project.Reason != tt.reason || project.Error() == "" {
				t.Errorf("Update = %v, want %s", err, tt.reason)
			}
			if got := onDisk(t, dir); got.Digest() != was.Digest() {
				t.Error("it changed something")
			}
		})
	}
}

func TestBrokenBase(t *testing.T) {
	t.Run("63 rendered anew by the same template", func(t *testing.T) {
		dir := edited(t)
		put(t, dir, baseFile, "broken")
		r := updateTo(t, dir, oldVersion())
		if r.Base != BaseRendered || r.Plan.Counts()[ActionConflict] != 0 {
			t.Errorf("base %s, %v", r.Base, r.Plan.Counts())
		}
		checkRecorded(t, dir, "1.0.0")
	})
	t.Run("63 lost: the user wins", func(t *testing.T) {
		dir := edited(t)
		remove(t, dir, baseFile)
		was := onDisk(t, dir)
		r := updateTo(t, dir, newVersion())
		if r.Base != BaseLost || len(r.Conflicts) != 0 {
			t.Errorf("base %s, %v", r.Base, r.Conflicts)
		}
		for _, f := range was {
			if got := get(t, dir, f.Path); got != string(f.Content) && !strings.HasPrefix(f.Path, recordDir) {
				t.Errorf("%s changed", f.Path)
			}
		}
		if get(t, dir, "added.js") != "added\n" || step(t, r.Plan, "page.js").Why != WhyNoBase {
			t.Errorf("plan %+v", r.Plan)
		}
		checkRecorded(t, dir, "1.1.0")
	})
}

func TestInTheWay(t *testing.T) {
	for _, tt := range []struct {
		name   string
		meddle func(dir string)
		path   string
		why    Why
	}{
		{"56 a folder for a file", func(dir string) { put(t, dir, "added.js/x", "") }, "added.js", WhyFolderForFile},
		{"56 a file for a folder", func(dir string) { put(t, dir, "deep", "") }, "deep/to.js", WhyFileForFolder},
		{"36 a link for a file", func(dir string) { remove(t, dir, "page.js"); link(t, "kept.js", filepath.Join(dir, "page.js")) }, "page.js", WhyLink},
		{"35 a link for a folder", func(dir string) { link(t, t.TempDir(), filepath.Join(dir, "deep")) }, "deep/to.js", WhyLink},
		{"59 another case", func(dir string) { put(t, dir, "Added.js", "") }, "added.js", WhyNameClash},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := made(t, oldVersion(), Input{"title": "demo"})
			tt.meddle(dir)
			r := updateTo(t, dir, newVersion())
			s := step(t, r.Plan, tt.path)
			if s.Action != ActionConflict || s.Why != tt.why || s.Conflict.Kind != ConflictInWay || s.Writes() {
				t.Errorf("step %+v", s)
			}
			if r := updateTo(t, dir, newVersion()); r.Changed || len(r.Conflicts) != 1 {
				t.Errorf("a second update: %+v", r.Conflicts)
			}
		})
	}
}

func TestTwoUpdatesAtOnce(t *testing.T) {
	dir := edited(t)
	disk, err := txn.OpenDisk(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer disk.Close()
	folder, err := txn.Open(disk)
	if err != nil {
		t.Fatal(err)
	}
	defer folder.Close()
	_, err = Update(t.Context(), UpdateOptions{Dir: dir, Template: load(t, newVersion()), Tool: "1.1.0"})
	if reason(err) != TargetBusy {
		t.Errorf("65 a second update = %v", err)
	}
}

func TestReadOnlyFiles(t *testing.T) {
	dir := made(t, oldVersion(), Input{"title": "demo"})
	name := filepath.Join(dir, "page.js")
	if err := os.Chmod(name, 0o444); err != nil {
		t.Fatal(err)
	}
	updateTo(t, dir, newVersion())
	info, err := os.Stat(name)
	if err != nil || info.Mode().Perm() != 0o444 || !strings.Contains(get(t, dir, "page.js"), "theirs") {
		t.Errorf("58 a read-only file: %v, %v", info.Mode(), err)
	}
}
