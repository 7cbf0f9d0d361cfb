package generator

import (
	"strings"
	"testing"

	"mlvb/generator/git/gittest"
	"mlvb/generator/plan"
	"mlvb/generator/project"
	"mlvb/generator/template"
	"mlvb/generator/template/templatetest"
)

// TestUpdateThrownAwayByGit resets a repository after an update with conflicts.
// The list of conflicts was in no commit and stays: it says nothing of what is
// here now, and the next update brings all that the first one brought.
func TestUpdateThrownAwayByGit(t *testing.T) {
	dir := inRepository(t, t.TempDir(), ".")
	updateTo(t, dir, newVersion())
	first := get(t, dir, "page.js")
	gittest.Run(t, dir, "reset", "-q", "--hard")
	gittest.Run(t, dir, "clean", "-fdq", "-e", project.Dir)
	if get(t, dir, project.ConflictsFile) == absent {
		t.Fatal("git removed the list: there is nothing to try")
	}
	s, err := ReadStatus(t.Context(), StatusOptions{Dir: dir, Tool: "1.0.0"})
	if err != nil || len(s.Conflicts) != 0 || len(s.Settled) != 0 {
		t.Errorf("status: conflicts %+v, settled %q, %v", s.Conflicts, s.Settled, err)
	}
	if r := resolve(t, dir, SideTheirs); len(r.Settled) != 0 {
		t.Errorf("settled: %q", r.Settled)
	}
	r := updateTo(t, dir, newVersion())
	if len(r.Conflicts) != 3 || get(t, dir, "page.js") != first {
		t.Errorf("the next update: %+v, page.js is %q", r.Conflicts, get(t, dir, "page.js"))
	}
}

// TestNamedJSONWithMarkers names a file in which git left its markers.
func TestNamedJSONWithMarkers(t *testing.T) {
	dir := edited(t)
	updateTo(t, dir, newVersion())
	put(t, dir, "app.json", "<<<<<<< ours\n{}\n=======\n{\"a\": 1}\n>>>>>>> theirs\n")
	if r := resolve(t, dir, "", "app.json"); len(r.Settled) != 0 {
		t.Errorf("settled: %q", r.Settled)
	}
}

// TestUndoOfAPictureSettledByHand takes the template's picture by hand; undo has
// the user's own again.
func TestUndoOfAPictureSettledByHand(t *testing.T) {
	dir := edited(t)
	was := visible(t, dir)
	updateTo(t, dir, newVersion())
	put(t, dir, "icon.png", get(t, dir, "icon.png.template"))
	resolve(t, dir, "", "icon.png")
	resolve(t, dir, SideOurs)
	if r := undo(t, UndoOptions{Dir: dir}); get(t, dir, "icon.png") != "\x00mine" || visible(t, dir) != was && len(r.Aside) == 0 {
		t.Errorf("icon.png is %q, put aside %q", get(t, dir, "icon.png"), r.Aside)
	}
}

// TestIgnoreFileOfSecretsStays takes the server away from a project whose file
// for secrets is there: git must not see it.
func TestIgnoreFileOfSecretsStays(t *testing.T) {
	dir := made(t, templatetest.Small(), template.Input{"title": "demo"})
	o := UpdateOptions{Dir: dir, Template: load(t, templatetest.Small()), Inputs: []template.Input{{"server": "none"}}, Tool: "1.0.0"}
	r, err := SetAnswers(t.Context(), o)
	if err != nil || get(t, dir, "server/main.go") != absent || get(t, dir, "server/.env") == absent {
		t.Fatalf("SetAnswers: %v, main.go %q", err, get(t, dir, "server/main.go"))
	}
	if s := step(t, r.Plan, "server/.gitignore"); s.Why != plan.WhyHidesSecrets || !strings.Contains(get(t, dir, "server/.gitignore"), ".env") {
		t.Errorf("server/.gitignore: %s (%s), %q", s.Action, s.Why, get(t, dir, "server/.gitignore"))
	}
}
