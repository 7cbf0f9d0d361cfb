package update

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"mlvb/cmd/e2e"
	"mlvb/templates"
)

// TestUpdateBesideDevTools updates a project that WeChat DevTools has opened:
// it saved project.config.json in another order, with settings of its own,
// another base library and no newline at the end, and the user added a page.
// None of that is a conflict, and none of it is lost.
func TestUpdateBesideDevTools(t *testing.T) {
	here := t.TempDir()
	e2e.Run(t, here, "new", "myapp", "--appid", "wx0123456789abcdef", "--no-git")
	project := filepath.Join(here, "myapp")
	config, app := filepath.Join(project, "project.config.json"), filepath.Join(project, "miniprogram", "app.json")
	own := saveAsDevTools(t, config)
	addPage(t, app, "pages/mine/mine")

	said := e2e.Run(t, here, "update", "myapp", "--template", newerTemplate(t))
	if strings.Contains(said, "conflict") || !strings.Contains(said, "close or reload the project in WeChat DevTools") {
		t.Errorf("it said\n%s", said)
	}
	merged := e2e.ReadJSON(t, config)
	for key, value := range own {
		if key != "setting" && !reflect.DeepEqual(merged[key], value) {
			t.Errorf("%s is %v, want DevTools' %v", key, merged[key], value)
		}
	}
	settings := merged["setting"].(map[string]any)
	for key, value := range own["setting"].(map[string]any) {
		if settings[key] != nil && !reflect.DeepEqual(settings[key], value) || settings[key] == nil && value != nil {
			t.Errorf("setting.%s is %v, want DevTools' %v", key, settings[key], value)
		}
	}
	if settings["newInTemplate"] != true {
		t.Error("the template's new setting did not arrive")
	}
	text := e2e.Read(t, config)
	if strings.HasSuffix(text, "\n") || !strings.HasPrefix(text, "{\n  \"appid\"") {
		t.Errorf("DevTools' shape of the file is gone:\n%s", text)
	}
	pages := e2e.ReadJSON(t, app)["pages"].([]any)
	if want := []any{"pages/home/home", "pages/mine/mine", "pages/theirs/theirs"}; !sameSet(pages, want) || pages[0] != want[0] {
		t.Errorf("pages %v, want %v", pages, want)
	}
	e2e.Run(t, here, "update", "myapp")
}

// TestUpdateRepairsWhatDevToolsWroteBack lets DevTools save its old copy after
// an update: the next one brings the change again.
func TestUpdateRepairsWhatDevToolsWroteBack(t *testing.T) {
	here := t.TempDir()
	e2e.Run(t, here, "new", "myapp", "--appid", "wx0123456789abcdef", "--no-git")
	config := filepath.Join(here, "myapp", "project.config.json")
	saveAsDevTools(t, config)
	before := e2e.Read(t, config)
	e2e.Run(t, here, "update", "myapp", "--template", newerTemplate(t))
	e2e.Write(t, config, before)
	if said := e2e.Run(t, here, "update", "myapp"); !strings.Contains(said, "another program had written the old one back") {
		t.Errorf("it said\n%s", said)
	}
	if settings := e2e.ReadJSON(t, config)["setting"].(map[string]any); settings["newInTemplate"] != true {
		t.Error("the update's change was not repaired")
	}
}

// saveAsDevTools writes project.config.json as DevTools does, and returns its
// values.
func saveAsDevTools(t *testing.T, file string) map[string]any {
	t.Helper()
	config := e2e.ReadJSON(t, file)
	config["libVersion"] = "3.8.5"
	config["description"] = "项目配置文件，详见文档：https://developers.weixin.qq.com/miniprogram/dev/devtools/projectconfig.html"
	config["condition"] = map[string]any{"miniprogram": map[string]any{"current": 0.0, "list": []any{}}}
	config["srcMiniprogramRoot"] = "miniprogram/"
	settings := config["setting"].(map[string]any)
	settings["lazyloadPlaceholderEnable"] = false
	settings["useStaticServer"] = true
	settings["urlCheck"] = true
	text, err := json.MarshalIndent(config, "", "  ") // sorted, and without a final newline
	if err != nil {
		t.Fatal(err)
	}
	e2e.Write(t, file, string(text))
	return config
}

func addPage(t *testing.T, file, page string) {
	t.Helper()
	e2e.Write(t, file, strings.Replace(e2e.Read(t, file), `"pages/home/home"`, `"pages/home/home",`+"\n    \""+page+`"`, 1))
}

// newerTemplate is the built-in template with a page and a setting more.
func newerTemplate(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	fsys, err := templates.FS(templates.Default)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(dir, fsys); err != nil {
		t.Fatal(err)
	}
	replaceOnce(t, filepath.Join(dir, "app", "miniprogram", "app.json.tmpl"), "\"pages/home/home\"\n  ]", "\"pages/home/home\",\n    \"pages/theirs/theirs\"\n  ]")
	replaceOnce(t, filepath.Join(dir, "app", "project.config.json.tmpl"), `"es6": true,`, "\"es6\": true,\n    \"newInTemplate\": true,")
	return dir
}

// replaceOnce replaces what must be there once.
func replaceOnce(t *testing.T, file, old, now string) {
	t.Helper()
	text := e2e.Read(t, file)
	if strings.Count(text, old) != 1 {
		t.Fatalf("%s has %q %d times, want once", file, old, strings.Count(text, old))
	}
	e2e.Write(t, file, strings.Replace(text, old, now, 1))
}

func sameSet(a, b []any) bool {
	count := map[any]int{}
	for _, v := range a {
		count[v]++
	}
	for _, v := range b {
		count[v]--
	}
	for _, n := range count {
		if n != 0 {
			return false
		}
	}
	return true
}
