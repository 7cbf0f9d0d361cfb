package wechat

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// folder is a folder that holds these files, by path.
func folder(t *testing.T, content map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range content {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestReadMiniProgram(t *testing.T) {
	dir := folder(t, map[string]string{
		"project.config.json": "\ufeff{\"miniprogramRoot\": \"src\\\\app/\", \"appid\": \"wx1\", \"setting\": 1}",
		"src/app/app.json": `{"window": {"navigationBarTitleText": "小店"}, "pages": ["/pages/a/", "pages/b"],
			"subPackages": [{"root": "/shop/", "pages": []}]}`,
	})
	m, err := ReadMiniProgram(dir)
	if err != nil || m.Root != "src/app" || m.AppID != "wx1" || m.App.Window.Title != "小店" {
		t.Errorf("ReadMiniProgram = %+v, %v", m, err)
	}
	for into, want := range map[string]PlaceReason{
		"packages/live": "", "pages/live": "", "live/": "", "live.2": "",
		".": PlaceOutside, "../live": PlaceOutside, "/live": PlaceOutside, "c:live": PlaceOutside,
		"直播": PlaceName, "a b": PlaceName, "con": PlaceName, ".mlvb": PlaceName,
		"pages": PlacePage, "pages/a": PlacePage, "shop/live": PlaceSubpackage, "shop": PlaceSubpackage,
	} {
		_, err := m.PlacePackage(into)
		var place *PlaceError
		if errors.As(err, &place); (place == nil) != (want == "") || place != nil && place.Reason != want {
			t.Errorf("PlacePackage(%q) = %v, want %q", into, err, want)
		}
	}
}

func TestReadMiniProgramRefuses(t *testing.T) {
	const config = "project.config.json"
	for _, tt := range []struct {
		name   string
		files  map[string]string
		reason ConfigReason
		path   string
	}{
		{"nothing", nil, Unreadable, config},
		{"no app.json", map[string]string{config: "{}"}, Unreadable, "app.json"},
		{"a root outside", map[string]string{config: `{"miniprogramRoot": "../x"}`}, BadRoot, config},
		{"no JSON", map[string]string{config: "{"}, BadJSON, config},
		{"a list", map[string]string{config: "{}", "app.json": "[]"}, BadJSON, "app.json"},
	} {
		_, err := ReadMiniProgram(folder(t, tt.files))
		var fault *ConfigError
		if !errors.As(err, &fault) || fault.Reason != tt.reason || fault.Path != tt.path {
			t.Errorf("%s: ReadMiniProgram = %v, want %s of %s", tt.name, err, tt.reason, tt.path)
		}
	}
}

func TestDetectFramework(t *testing.T) {
	for _, tt := range []struct {
		files  map[string]string
		want   Framework
		folder string
	}{
		{map[string]string{"app.json": "{}"}, FrameworkNative, "components"},
		{map[string]string{"package.json": `{"dependencies": {"@tarojs/taro": "4"}}`, "src/app.tsx": ""}, FrameworkTaro, "src/components"},
		{map[string]string{"package.json": `{"devDependencies": {"@dcloudio/vite-plugin-uni": "3"}}`, "src/pages.json": ""}, FrameworkUniApp, "src/wxcomponents"},
		{map[string]string{"pages.json": "{}", "manifest.json": "{}"}, FrameworkUniApp, "wxcomponents"},
	} {
		dir := folder(t, tt.files)
		project := os.DirFS(dir)
		got := DetectFramework(project)
		if got != tt.want || got.ComponentFolder(project) != tt.folder {
			t.Errorf("%v: %s, components in %s", tt.files, got, got.ComponentFolder(project))
		}
	}
}

func TestOnlySubpackages(t *testing.T) {
	const app = `{"pages": ["a"], "subPackages": [{"root": "shop", "pages": ["x"]}, {"root": "packages/live/", "name": "live", "pages": ["room"]}]}`
	got, ok := OnlySubpackages([]byte(app), map[string]string{"packages/live": "sub/live"}, "", "subpackages")
	want := "{\n  \"subpackages\": [\n    {\n      \"root\": \"sub/live\",\n      \"name\": \"live\",\n      \"pages\": [\n        \"room\"\n      ]\n    }\n  ]\n}\n"
	if !ok || string(got) != want {
		t.Errorf("OnlySubpackages = %s, %v", got, ok)
	}
	for _, bad := range []string{"", "[]", `{"subpackages": {}}`, `{"pages": []}`, `{"subpackages": [1]}`} {
		if got, ok := OnlySubpackages([]byte(bad), map[string]string{"a": "a"}, "", ""); ok {
			t.Errorf("OnlySubpackages(%s) = %s", bad, got)
		}
	}
}
