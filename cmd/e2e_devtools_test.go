package cmd_test

import (
	"encoding/json"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// TestFirstReleaseBesideDevTools brings a project of the first release to the
// newest template after months of work in WeChat DevTools: it saved the project's
// configuration its own way, and the user added a page and some words. The update
// brings files and changes, leaves no conflict, loses nothing, and what comes out
// passes the official compiler.
func TestFirstReleaseBesideDevTools(t *testing.T) {
	modules := nodeModules(t)
	here := t.TempDir()
	p := &project{dir: filepath.Join(here, "myapp")}
	unpack(t, filepath.Join(fixtures, "1.0.0", "default.tar.gz"), p.dir)
	own := p.workInDevTools(t)
	before := map[string]string{}
	for _, name := range []string{"tsconfig.json", "scripts/project.mjs", "server/live/seats.go", "README.md", "project.config.json"} {
		before[name] = read(t, p.path(name))
	}

	said := run(t, here, "update", "myapp")
	tellsNews(t, said, "1.0.0")
	if strings.Contains(said, "conflict") {
		t.Errorf("it said\n%s", said)
	}
	for name, text := range before {
		if read(t, p.path(name)) == text {
			t.Errorf("%s did not change", name)
		}
	}
	read(t, p.path("tests/mini-program.js")) // is new
	if !strings.HasSuffix(read(t, p.path("README.md")), ownWords) {
		t.Error("the words of the user in README.md are lost")
	}
	p.keepsValues(t, own)

	p.use(t, modules)
	p.checkCompile(t)
	p.checkTypes(t)
	p.checkTests(t)
}

const ownWords = "\n## 我们的约定\n\n改动先提合并请求。\n"

// workInDevTools edits a project as its user and DevTools do, and returns the
// values of project.config.json, app.json and project.private.config.json.
func (p *project) workInDevTools(t *testing.T) map[string]map[string]any {
	t.Helper()
	saveAsDevTools(t, p.path("project.config.json"))
	config := readJSON(t, p.path("project.config.json"))
	config["projectname"] = "%E7%9B%B4%E6%92%AD"
	config["simulatorType"] = "wechat"
	config["cloudfunctionTemplateRoot"] = "cloudfunctionTemplate/"
	config["condition"] = map[string]any{"miniprogram": map[string]any{"current": 0.0, "list": []any{
		map[string]any{"name": "mine", "pathName": "pages/mine/mine", "query": "", "launchMode": "default", "scene": nil},
	}}}
	settings := config["setting"].(map[string]any)
	for _, name := range []string{"skylineRenderEnable", "ignoreDevUnusedFiles", "compileHotReLoad"} {
		settings[name] = name == "ignoreDevUnusedFiles"
	}
	p.writeJSON(t, "project.config.json", config)
	p.writeJSON(t, "project.private.config.json", map[string]any{"projectname": "myapp", "setting": map[string]any{"compileHotReLoad": true}})

	addPage(t, p.path("miniprogram/app.json"), "pages/mine/mine")
	for name, content := range map[string]string{".js": "Page({});\n", ".json": "{}\n", ".wxml": "<view>mine</view>\n", ".wxss": "/* mine */\n"} {
		p.write(t, "miniprogram/pages/mine/mine"+name, []byte(content))
	}
	p.write(t, "README.md", []byte(read(t, p.path("README.md"))+ownWords))

	own := map[string]map[string]any{}
	for _, name := range []string{"project.config.json", "project.private.config.json", "miniprogram/app.json"} {
		own[name] = readJSON(t, p.path(name))
	}
	return own
}

// writeJSON writes a file as DevTools does: sorted, no newline at the end.
func (p *project) writeJSON(t *testing.T, name string, value any) {
	t.Helper()
	text, err := json.MarshalIndent(value, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	p.write(t, name, text)
}

// keepsValues demands that every value of the user's is still there.
func (p *project) keepsValues(t *testing.T, own map[string]map[string]any) {
	t.Helper()
	for name, want := range own {
		got := readJSON(t, p.path(name))
		if name == "project.config.json" {
			sameMembers(t, name+": setting", want["setting"].(map[string]any), got["setting"].(map[string]any))
			delete(want, "setting")
			sameModes(t, want["condition"], got["condition"])
			delete(want, "condition")
		}
		sameMembers(t, name, want, got)
	}
	if strings.HasSuffix(read(t, p.path("project.config.json")), "\n") {
		t.Error("project.config.json has another shape than DevTools gave it")
	}
}

// sameModes demands the user's compile modes and the one that is on; those of the
// template come after them.
func sameModes(t *testing.T, want, got any) {
	t.Helper()
	modes := func(condition any) (current any, list []any) {
		all := condition.(map[string]any)["miniprogram"].(map[string]any)
		return all["current"], all["list"].([]any)
	}
	current, list := modes(want)
	now, all := modes(got)
	if now != current || len(all) <= len(list) || !reflect.DeepEqual(all[:len(list)], list) {
		t.Errorf("compile modes %v of %v, want %v of %v first", now, all, current, list)
	}
}

// sameMembers demands members with their values; others may be there as well.
func sameMembers(t *testing.T, name string, want, got map[string]any) {
	t.Helper()
	for key, value := range want {
		if !reflect.DeepEqual(got[key], value) {
			t.Errorf("%s: %s is %v, want %v", name, key, got[key], value)
		}
	}
}
