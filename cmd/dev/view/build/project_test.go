package build_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"mlvb/cmd/dev/view/build"
	"mlvb/cmd/words"
)

func folderOf(t *testing.T, archive string) string {
	t.Helper()
	folder := t.TempDir()
	if err := txtar.Write(txtar.Parse([]byte(archive)), folder); err != nil {
		t.Fatal(err)
	}
	return folder
}

func TestTheMiniProgramOfAProjectIsFound(t *testing.T) {
	for name, c := range map[string]struct{ archive, prefix, appid string }{
		"no configuration":   {"-- app.json --\n{}", "", ""},
		"no root":            {"-- project.config.json --\n{\"appid\": \"wx1\"}\n-- app.json --\n{}", "", "wx1"},
		"empty root":         {"-- project.config.json --\n{\"miniprogramRoot\": \"\"}\n-- app.json --\n{}", "", ""},
		"dot":                {"-- project.config.json --\n{\"miniprogramRoot\": \"./\"}\n-- app.json --\n{}", "", ""},
		"leading slash":      {"-- project.config.json --\n{\"miniprogramRoot\": \"/mini\"}\n-- mini/app.json --\n{}", "mini/", ""},
		"backslash":          {"-- project.config.json --\n{\"miniprogramRoot\": \"src\\\\mini\\\\\"}\n-- src/mini/app.json --\n{}", "src/mini/", ""},
		"outside":            {"-- project.config.json --\n{\"miniprogramRoot\": \"../../mini\"}\n-- mini/app.json --\n{}", "mini/", ""},
		"comments":           {"-- project.config.json --\n\ufeff{\"miniprogramRoot\": \"mini\", // there\n}\n-- mini/app.json --\n{}", "mini/", ""},
		"private":            {"-- project.config.json --\n{\"appid\": \"wx1\", \"miniprogramRoot\": \"a\"}\n-- project.private.config.json --\n{\"appid\": \"wx2\", \"miniprogramRoot\": \"b\"}\n-- a/app.json --\n{}\n-- b/app.json --\n{}", "b/", "wx2"},
		"source root":        {"-- project.config.json --\n{\"srcMiniprogramRoot\": \"src/\"}\n-- src/app.json --\n{}\n-- app.json --\n{}", "src/", ""},
		"root not built yet": {"-- project.config.json --\n{\"miniprogramRoot\": \"dist\", \"srcMiniprogramRoot\": \"src/\"}\n-- src/app.json --\n{}", "src/", ""},
		"numbers for texts":  {"-- project.config.json --\n{\"appid\": 1, \"miniprogramRoot\": 2}\n-- app.json --\n{}", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			folder := folderOf(t, c.archive)
			project, err := build.Open(folder, words.In(words.English).Say)
			want := build.Project{Folder: filepath.Join(folder, filepath.FromSlash(c.prefix)), Prefix: c.prefix, AppID: c.appid}
			if err != nil || project != want {
				t.Errorf("%v, %v, want %v", project, err, want)
			}
		})
	}
}

func TestAProjectWithoutAMiniProgram(t *testing.T) {
	for name, c := range map[string]struct{ archive, want string }{
		"nothing":      {"", "has no app.json: name the folder"},
		"wrong root":   {"-- project.config.json --\n{\"miniprogramRoot\": \"mini\"}", "mini has no app.json"},
		"broken":       {"-- project.config.json --\n{", "project.config.json can't be read"},
		"broken twin":  {"-- project.private.config.json --\n[]\n-- app.json --\n{}", "project.private.config.json can't be read"},
		"it is folder": {"-- app.json/x --\n{}", "has no app.json"},
	} {
		t.Run(name, func(t *testing.T) {
			folder := folderOf(t, c.archive)
			if _, err := build.Open(folder, words.In(words.English).Say); err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), folder) {
				t.Errorf("error %v, want one with %s and the folder", err, c.want)
			}
		})
	}
}

func TestLinksAreFollowedAndACircleOfThemEnds(t *testing.T) {
	m := open(t, onePage+"-- a.js --\nrequire('kit')\n")
	outside := folderOf(t, "-- index.js --\nexports.kit = 1\n")
	m.save("miniprogram_npm/keep.js", "")
	for link, target := range map[string]string{"miniprogram_npm/kit": outside, "one": m.folder, "two": m.folder, "one-more": m.folder, "nowhere": "/none/of/this"} {
		if err := os.Symlink(target, filepath.Join(m.folder, link)); err != nil {
			t.Skip("this system gives no links: ", err)
		}
	}
	app := m.build()
	wantFailures(t, app)
	if app.Modules["miniprogram_npm/kit/index.js"] == "" {
		t.Errorf("modules %q", keys(app.Modules))
	}
}
