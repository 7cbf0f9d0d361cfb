package update

import (
	"encoding/json"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"mlvb/cmd/e2e"
)

// TestFirstReleaseBesideDevTools brings a project of the first release to the
// newest template after months of work in WeChat DevTools: it saved the project's
// configuration its own way, and the user added a page and some words. The update
// brings files and changes, leaves no conflict, loses nothing, and what comes out
// passes the official compiler.
func TestFirstReleaseBesideDevTools(t *testing.T) {
	t.Parallel()
	modules := e2e.NodeModules(t)
	here := t.TempDir()
	p := &e2e.Project{Dir: filepath.Join(here, "myapp")}
	unpack(t, "1.0.0", "default", p.Dir)
	own := workInDevTools(t, p)
	before := map[string]string{}
	for _, name := range []string{"tsconfig.json", "scripts/project.mjs", "server/live/seats.go", "README.md", "project.config.json"} {
		before[name] = e2e.Read(t, p.Path(name))
	}

	said := e2e.Run(t, here, "update", "myapp")
	tellsNews(t, said, p.Path("."), "1.0.0")
	if strings.Contains(said, "conflict") {
		t.Errorf("it said\n%s", said)
	}
	for name, text := range before {
		if e2e.Read(t, p.Path(name)) == text {
			t.Errorf("%s did not change", name)
		}
	}
	e2e.Read(t, p.Path("tests/mini-program.js")) // is new
	if !strings.HasSuffix(e2e.Read(t, p.Path("README.md")), ownWords) {
		t.Error("the words of the user in README.md are lost")
	}
	keepsValues(t, p, own)

	p.Use(t, modules)
	e2e.CheckCompile(t, p)
	e2e.CheckTypes(t, p)
	e2e.CheckTests(t, p)
}

const ownWords = "\n## 我们的约定\n\n改动先提合并请求。\n"

// workInDevTools edits a project as its user and DevTools do, and returns the
// values of project.config.json, app.json and project.private.config.json.
func workInDevTools(t *testing.T, p *e2e.Project) map[string]map[string]any {
	t.Helper()
	saveAsDevTools(t, p.Path("project.config.json"))
	config := e2e.ReadJSON(t, p.Path("project.config.json"))
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
	writeJSON(t, p, "project.config.json", config)
	writeJSON(t, p, "project.private.config.json", map[string]any{"projectname": "myapp", "setting": map[string]any{"compileHotReLoad": true}})

	addPage(t, p.Path("miniprogram/app.json"), "pages/mine/mine")
	for name, content := range map[string]string{".js": "Page({});\n", ".json": "{}\n", ".wxml": "<view>mine</view>\n", ".wxss": "/* mine */\n"} {
		p.Write(t, "miniprogram/pages/mine/mine"+name, []byte(content))
	}
	p.Write(t, "README.md", []byte(e2e.Read(t, p.Path("README.md"))+ownWords))

	own := map[string]map[string]any{}
	for _, name := range []string{"project.config.json", "project.private.config.json", "miniprogram/app.json"} {
		own[name] = e2e.ReadJSON(t, p.Path(name))
	}
	return own
}

// writeJSON writes a file as DevTools does: sorted, no newline at the end.
func writeJSON(t *testing.T, p *e2e.Project, name string, value any) {
	t.Helper()
	text, err := json.MarshalIndent(value, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	p.Write(t, name, text)
}

// keepsValues demands that every value of the user's is still there.
func keepsValues(t *testing.T, p *e2e.Project, own map[string]map[string]any) {
	t.Helper()
	for name, want := range own {
		got := e2e.ReadJSON(t, p.Path(name))
		if name == "project.config.json" {
			sameMembers(t, name+": setting", want["setting"].(map[string]any), got["setting"].(map[string]any))
			delete(want, "setting")
			sameModes(t, want["condition"], got["condition"])
			delete(want, "condition")
		}
		sameMembers(t, name, want, got)
	}
	if strings.HasSuffix(e2e.Read(t, p.Path("project.config.json")), "\n") {
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
