package generator

import (
	"slices"
	"strings"
	"testing"

	"mlvb/generator/plan"
	"mlvb/generator/project"
)

func TestConflictStyles(t *testing.T) {
	for style, want := range map[plan.Style]map[string]string{
		plan.Ours: {
			"page.js": ten(map[int]string{5: "mine\n"}), "icon.png": "\x00mine", "icon.png.template": absent,
			"app.json": "{\n  \"pages\": [\"a\", \"b\"],\n  \"style\": \"mine\"\n}\n",
		},
		plan.Theirs: {
			"page.js": ten(map[int]string{5: "theirs\n"}), "icon.png": "\x00new", "icon.png.template": absent,
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
	for side, want := range map[Side][]string{
		SideOurs:   {"mine\n", "\x00mine", `"mine"`},
		SideTheirs: {"theirs\n", "\x00new", `"v2"`},
	} {
		dir := edited(t)
		updateTo(t, dir, newVersion())
		if r := resolve(t, dir, ""); len(r.Settled) != 0 || len(r.Left) != 3 {
			t.Errorf("nothing is settled, but Resolve says %+v", r)
		}
		r := resolve(t, dir, side, ".", "nothing.js")
		if len(r.Settled) != 3 || len(r.Left) != 0 || !slices.Equal(r.Unknown, []string{"nothing.js"}) {
			t.Errorf("%s: %+v", side, r)
		}
		if got := get(t, dir, "page.js"); got != ten(map[int]string{5: want[0]}) {
			t.Errorf("%s: page.js is %q", side, got)
		}
		if got := get(t, dir, "icon.png") + get(t, dir, "icon.png.template"); got != want[1]+absent {
			t.Errorf("%s: icon.png is %q", side, got)
		}
		if got := get(t, dir, "app.json"); !strings.Contains(got, want[2]) {
			t.Errorf("%s: app.json is %s", side, got)
		}
		if got := get(t, dir, project.ConflictsFile); got != absent {
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
	put(t, dir, "page.js", ten(map[int]string{5: "both\n"}))
	put(t, dir, "app.json", "{\n  \"pages\": [\"a\", \"b\"],\n  \"style\": \"v2\"\n}\n")
	remove(t, dir, "icon.png.template")
	s, err := ReadStatus(t.Context(), StatusOptions{Dir: dir, Tool: "1.1.0"})
	if err != nil || len(s.Settled) != 3 {
		t.Fatalf("status %+v, %v", s, err)
	}
	r := updateTo(t, dir, newVersion())
	if len(r.Conflicts) != 0 || get(t, dir, project.ConflictsFile) != absent {
		t.Errorf("an update leaves %+v", r.Conflicts)
	}
	if got := get(t, dir, "page.js"); got != ten(map[int]string{5: "both\n"}) {
		t.Errorf("page.js is %q", got)
	}
}

// TestEditedFileBesideIsTheUsers has a user who works in the template's version
// of a picture: the next one is put beside it under another name.
func TestEditedFileBesideIsTheUsers(t *testing.T) {
	dir := edited(t)
	updateTo(t, dir, newVersion())
	put(t, dir, "page.js", ten(map[int]string{5: "both\n"}))
	put(t, dir, "icon.png.template", "\x00drawn over")
	if r := updateTo(t, dir, newVersion()); get(t, dir, "icon.png.template") != "\x00drawn over" || get(t, dir, "icon.png.template.new") != "\x00new" {
		t.Errorf("icon.png.template is %q: %+v", get(t, dir, "icon.png.template"), r.Conflicts)
	}
	newest := newVersion()
	newest["app/icon.png"].Data = []byte("\x00newest")
	if r := updateTo(t, dir, newest); get(t, dir, "icon.png.template.new") != "\x00newest" || step(t, r.Plan, "icon.png").Conflict.Beside != "icon.png.template.new" {
		t.Errorf("what mlvb wrote is not replaced: %+v", r.Conflicts)
	}
}

func TestConflictsComeAgainUntilTheyAreSettled(t *testing.T) {
	dir := edited(t)
	updateTo(t, dir, newVersion())
	put(t, dir, "page.js", ten(map[int]string{5: "mine\n"}))
	r := updateTo(t, dir, newVersion())
	if len(r.Conflicts) != 2 || get(t, dir, "icon.png.template") != "\x00new" || r.Changed == false {
		t.Errorf("conflicts %+v", r.Conflicts)
	}
	if again := updateTo(t, dir, newVersion()); again.Changed || len(again.Conflicts) != 2 {
		t.Errorf("a third update changed something: %+v", again.Plan)
	}
}
