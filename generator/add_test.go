package generator

import (
	"errors"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"mlvb/generator/plan"
	"mlvb/generator/project"
	"mlvb/generator/template"
	"mlvb/generator/template/templatetest"
)

// live is the template of this repository.
func live(tb testing.TB) *template.Template {
	tb.Helper()
	template, err := template.Load(os.DirFS("../templates/live"))
	if err != nil {
		tb.Fatal(err)
	}
	return template
}

// miniapp is a mini-program that mlvb did not make.
func miniapp(tb testing.TB) (dir string) {
	tb.Helper()
	dir = tb.TempDir()
	put(tb, dir, "project.config.json", "{\n\t\"miniprogramRoot\": \"src/\",\n\t\"appid\": \"wx0123456789abcdef\"\n}")
	put(tb, dir, "src/app.json", "{\n\t\"pages\": [\"index\"],\n\t\"subPackages\": [\n\t\t{\n\t\t\t\"root\": \"shop\",\n\t\t\t\"pages\": [\"cart\"]\n\t\t}\n\t]\n}\n")
	put(tb, dir, "src/app.js", "App({});\n")
	put(tb, dir, "README.md", "mine\n")
	return dir
}

func TestAdd(t *testing.T) {
	for _, server := range []bool{false, true} {
		dir := miniapp(t)
		was := onDisk(t, dir)
		o := AddOptions{UpdateOptions: UpdateOptions{Dir: dir, Template: live(t), Tool: "1.0.0"}, Into: "sub/live", Server: server}
		r, err := Add(t.Context(), o)
		if err != nil || len(r.Conflicts) != 0 {
			t.Fatalf("Add: %+v, %v", r.Conflicts, err)
		}
		if r.Record.Answers["appid"] != "wx0123456789abcdef" || (r.Record.Answers["server"] == "none") == server {
			t.Errorf("answers %v", r.Record.Answers)
		}
		app := get(t, dir, "src/app.json")
		for _, want := range []string{`"subPackages"`, `"shop"`, `"sub/live"`, "\n\t\t{\n\t\t\t\"root\"", "pages/room/room"} {
			if !strings.Contains(app, want) {
				t.Errorf("app.json lacks %q:\n%s", want, app)
			}
		}
		if strings.Contains(app, `"window"`) || strings.Contains(app, `"subpackages"`) {
			t.Errorf("app.json has more than the sub-package:\n%s", app)
		}
		for _, f := range onDisk(t, dir) {
			old, before := was.Find(f.Path)
			switch {
			case before && f.Path != "src/app.json" && string(old.Content) != string(f.Content):
				t.Errorf("%s changed", f.Path)
			case !before && !strings.HasPrefix(f.Path, "src/sub/live/") && !strings.HasPrefix(f.Path, ".mlvb/") && (!server || !strings.HasPrefix(f.Path, "server/") && f.Path != "docs/launch.md" && f.Path != "docs/phone.md"):
				t.Errorf("%s was made", f.Path)
			case strings.Contains(string(f.Content), "/packages/live/") && !strings.HasPrefix(f.Path, "."):
				t.Errorf("%s names a page where it is not", f.Path)
			}
		}
		if again := updateWith(t, dir, live(t)); again.Changed {
			t.Errorf("an update changed something: %+v", again.Plan.Counts())
		}
		if _, err := Undo(t.Context(), UndoOptions{Dir: dir}); err != nil || onDisk(t, dir).Digest() != was.Digest() {
			t.Errorf("Undo: %v, %s", err, list(onDisk(t, dir)))
		}
	}
}

func updateWith(tb testing.TB, dir string, template *template.Template) UpdateResult {
	tb.Helper()
	r, err := Update(tb.Context(), UpdateOptions{Dir: dir, Template: template, Tool: "1.1.0"})
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

func TestAddRefuses(t *testing.T) {
	for _, tt := range []struct {
		name   string
		meddle func(dir string)
		reason project.Reason
	}{
		{"a part that was added before", func(dir string) { put(t, dir, "src/packages/live/components/mlvb-live-room/x", "") }, project.AddedBefore},
		{"a project", func(dir string) { put(t, dir, project.RecordFile, "") }, project.AlreadyAProject},
		{"a root that leads out", func(dir string) { put(t, dir, "project.config.json", `{"miniprogramRoot": "../x"}`) }, project.BadRoot},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := miniapp(t)
			tt.meddle(dir)
			was := onDisk(t, dir)
			_, err := Add(t.Context(), AddOptions{UpdateOptions: UpdateOptions{Dir: dir, Template: live(t), Tool: "1.0.0"}})
			var project *project.Error
			if !errors.As(err, &project) || project.Reason != tt.reason {
				t.Errorf("Add = %v, want %s", err, tt.reason)
			}
			if got := onDisk(t, dir); got.Digest() != was.Digest() {
				t.Error("it changed something")
			}
		})
	}
}

func TestAddTheComponentAlone(t *testing.T) {
	for _, tt := range []struct{ file, text, place string }{
		{"package.json", `{"dependencies": {"@tarojs/taro": "4"}}`, "src/components/mlvb-live-room/"},
		{"package.json", `{"dependencies": {"@dcloudio/uni-app": "3"}}`, "src/wxcomponents/mlvb-live-room/"},
	} {
		dir := t.TempDir()
		put(t, dir, tt.file, tt.text)
		put(t, dir, "src/app.js", "")
		o := AddOptions{UpdateOptions: UpdateOptions{Dir: dir, Template: live(t), Tool: "1.0.0"}, Component: true}
		if _, err := Add(t.Context(), o); err != nil {
			t.Fatal(err)
		}
		if get(t, dir, tt.place+"mlvbliveroomview.js") == absent {
			t.Errorf("there is %s", list(onDisk(t, dir)))
		}
		if again := updateWith(t, dir, live(t)); again.Changed {
			t.Errorf("an update changed something: %+v", again.Plan.Counts())
		}
	}
}

func TestAdopt(t *testing.T) {
	dir := miniapp(t)
	o := UpdateOptions{Dir: dir, Template: live(t), Tool: "1.0.0"}
	was := onDisk(t, dir)
	r, err := Adopt(t.Context(), o)
	if err != nil || len(r.Conflicts) != 0 || r.Base != BaseNone {
		t.Fatalf("Adopt: %+v, %v", r.Conflicts, err)
	}
	for _, f := range was {
		if got := get(t, dir, f.Path); got != string(f.Content) {
			t.Errorf("%s changed", f.Path)
		}
	}
	if get(t, dir, "src/packages/live/pages/room/room.js") == absent || get(t, dir, "miniprogram") != absent {
		t.Errorf("there is %s", list(onDisk(t, dir)))
	}
	if step(t, r.Plan, "README.md").Why != plan.WhyNoBase {
		t.Errorf("README.md: %+v", step(t, r.Plan, "README.md"))
	}
	if again := updateWith(t, dir, live(t)); again.Changed {
		t.Errorf("an update changed something: %+v", again.Plan.Counts())
	}
	if _, err := Undo(t.Context(), UndoOptions{Dir: dir}); err != nil || onDisk(t, dir).Digest() != was.Digest() {
		t.Errorf("Undo: %v", err)
	}
}

// TestSetAddsTheServer adds the live part alone, and the server months later.
func TestSetAddsTheServer(t *testing.T) {
	dir := miniapp(t)
	o := UpdateOptions{Dir: dir, Template: live(t), Tool: "1.0.0"}
	if _, err := Add(t.Context(), AddOptions{UpdateOptions: o}); err != nil {
		t.Fatal(err)
	}
	was := visible(t, dir)
	put(t, dir, "docs/mine.md", "mine\n")
	o.Inputs = []template.Input{{"server": "go"}}
	put(t, dir, "server/mine.go", "mine\n")
	var taken *project.Error
	if _, err := SetAnswers(t.Context(), o); !errors.As(err, &taken) || taken.Reason != project.ServerTaken || taken.Path != "server" {
		t.Errorf("a server over one that is there: %v", err)
	}
	remove(t, dir, "server")
	if _, err := SetAnswers(t.Context(), o); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"server/main.go", "server/.env", "server/README.md", "docs/launch.md", "docs/phone.md", "docs/mine.md"} {
		if get(t, dir, name) == absent {
			t.Errorf("there is no %s", name)
		}
	}
	if again := updateWith(t, dir, live(t)); again.Changed {
		t.Errorf("an update after it changed something: %+v", again.Plan.Counts())
	}
	if _, err := Undo(t.Context(), UndoOptions{Dir: dir}); err != nil {
		t.Fatal(err)
	}
	remove(t, dir, "docs/mine.md")
	if got := visible(t, dir); got != was {
		t.Errorf("undone, there is\n%s, want\n%s", got, was)
	}
}

// packaged is a template of one sub-package with these pages, as JSON.
func packaged(number, pages string) fstest.MapFS {
	return templatetest.Version(number, "", map[string]string{
		"app.json":              "{\n  \"pages\": [\"home\"],\n  \"subpackages\": [{\"root\": \"packages/live\", \"pages\": " + pages + "}]\n}\n",
		"packages/live/room.js": "Page({});\n",
	})
}

// TestUpdateOfAnAddedPart is of an app.json of which one entry is the
// template's: no more than that entry is compared, merged and recorded.
func TestUpdateOfAnAddedPart(t *testing.T) {
	const app = "{\n\t\"pages\": [\"index\"],\n\t\"subPackages\": [\n\t\t{\"root\": \"shop\", \"pages\": [\"cart\"]}\n\t]\n}\n"
	inserted := func(text, entry string) string {
		return strings.Replace(text, "[\"cart\"]}\n", "[\"cart\"]},\n"+entry+"\n", 1)
	}
	entry := func(pages string) string {
		return "\t\t{\n\t\t\t\"root\": \"packages/live\",\n\t\t\t\"pages\": " + pages + "\n\t\t}"
	}
	const two, three = "[\n\t\t\t\t\"room\",\n\t\t\t\t\"push\"\n\t\t\t]", "[\n\t\t\t\t\"room\",\n\t\t\t\t\"push\",\n\t\t\t\t\"play\"\n\t\t\t]"
	own := strings.NewReplacer(`["index"]`, `["index", "mine"]`, "\n}\n", ",\n\t\"window\": {}\n}\n")
	for _, tt := range []struct {
		name, ours, want string
		drift            bool
		conflicts        int
	}{
		{"as it was", inserted(app, entry(two)), inserted(app, entry(three)), false, 0},
		{"with more of the user's own", own.Replace(inserted(app, entry(two))), own.Replace(inserted(app, entry(three))), false, 0},
		{
			"written anew", `{"subPackages": [{"pages": ["room", "push"], "root": "packages/live"}], "pages": []}`,
			`{"subPackages": [{"pages": ["room", "push", "play"], "root": "packages/live"}], "pages": []}`, false, 0,
		},
		{"with a page in the template's part", inserted(app, entry(`["room", "push", "mine"]`)), inserted(app, entry(`["room", "push", "mine", "play"]`)), true, 0},
		{
			"with the other name of the list", strings.Replace(inserted(app, entry(two)), "subPackages", "subpackages", 1),
			strings.Replace(inserted(app, entry(three)), "subPackages", "subpackages", 1), false, 0,
		},
		{"without the template's part", app, app, true, 1},
		{"that is no JSON", "{", "{", true, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			put(t, dir, "project.config.json", "{}")
			put(t, dir, "app.json", app)
			o := AddOptions{UpdateOptions: UpdateOptions{Dir: dir, Template: load(t, packaged("1.0.0", `["room", "push"]`)), Tool: "1.0.0"}}
			if _, err := Add(t.Context(), o); err != nil {
				t.Fatal(err)
			}
			if got := get(t, dir, "app.json"); got != inserted(app, entry(two)) {
				t.Errorf("Add made %s", got)
			}
			put(t, dir, "app.json", tt.ours)
			s, err := ReadStatus(t.Context(), StatusOptions{Dir: dir, Tool: "1.0.0"})
			if err != nil || s.Drifted() != tt.drift {
				t.Errorf("status: edited %q, %v", s.Edited, err)
			}
			if diffs, err := Diff(t.Context(), dir); err != nil || (len(diffs) > 0) != tt.drift {
				t.Errorf("diff: %+v, %v", diffs, err)
			}
			if again := updateTo(t, dir, packaged("1.0.0", `["room", "push"]`)); again.Changed {
				t.Errorf("an update of nothing changed something: %+v", again.Plan)
			}
			newest := packaged("1.1.0", `["room", "push", "play"]`)
			r := updateTo(t, dir, newest)
			if got := get(t, dir, "app.json"); got != tt.want || len(r.Conflicts) != tt.conflicts {
				t.Errorf("app.json is\n%s\nwant\n%s\n%+v", got, tt.want, r.Conflicts)
			}
			checkRecorded(t, dir, "1.1.0")
			if base, err := project.ReadBase(dir); tt.conflicts == 0 && (err != nil || strings.Contains(string(base[0].Content), "shop")) {
				t.Errorf("the base has the user's part: %s, %v", base[0].Content, err)
			}
			if again := updateTo(t, dir, newest); again.Changed {
				t.Errorf("a second update changed something: %+v", again.Plan)
			}
		})
	}
}
