package wechat

import (
	"slices"
	"testing"
)

func TestPacks(t *testing.T) {
	packs := PackOptions{
		Ignore: []PackRule{
			{"art", "folder"},
			{"/Docs/", "folder"},
			{"a/secret.json", "file"},
			{".test.js", "suffix"},
			{"draft", "prefix"},
			{"tools/**/*.js", "glob"},
			{"/x[0-9]+/", "regexp"},
			{"x", "unknown"},
			{"[", "regexp"},
		},
		Include: []PackRule{{"art/kept.png", "file"}},
	}.Packs()
	for name, want := range map[string]bool{
		"app.js": true, "pages/a/a.wxml": true, "icons/a.svg": true, "a.ts": true, "x/types.d.ts": false,
		"readme.md": false, "font.ttf": false, "node_modules/a.js": false, "a/node_modules/b/c.js": false,
		"art/a.png": false, "art/kept.png": true, "artist/a.png": true, "docs/a.json": false, "ART/b.png": false,
		"a/secret.json": false, "b/secret.json": true, "a.test.js": false, "draft.js": false,
		"tools/a/b.js": false, "tools/a.wxml": true, "x12.js": false,
	} {
		if got := packs(name); got != want {
			t.Errorf("Packs(%q) = %t", name, got)
		}
	}
}

func TestIgnored(t *testing.T) {
	rules := []PackRule{PackRuleOf(".mlvb/"), PackRuleOf("package.json")}
	const mine = `{"packOptions": {"ignore": [{"type": "folder", "value": "art"}]}, "appid": "wx1"}`
	added, ok := WithIgnored([]byte(mine), nil, rules)
	if want := []PackRule{{"art", "folder"}, {".mlvb", "folder"}, {"package.json", "file"}}; !ok || !slices.Equal(Ignored(added), want) {
		t.Fatalf("with rules: %s, %t", added, ok)
	}
	if again, ok := WithIgnored(added, rules, rules); !ok || string(again) != string(added) {
		t.Errorf("with the same rules: %s, %t", again, ok)
	}
	if less, ok := WithIgnored(added, rules, rules[:1]); !ok || len(Ignored(less)) != 2 {
		t.Errorf("with one less: %s, %t", less, ok)
	}
	if none, ok := WithIgnored([]byte(mine), nil, nil); !ok || string(none) != mine {
		t.Errorf("with none: %s, %t", none, ok)
	}
	for _, bad := range []string{"", "{", `{"packOptions": []}`, `{"packOptions": {"ignore": "x"}}`} {
		if got, ok := WithIgnored([]byte(bad), nil, rules); ok && bad != "" {
			t.Errorf("WithIgnored(%s) = %s", bad, got)
		}
	}
}

func TestWithSettings(t *testing.T) {
	const page = "{\n  \"navigationStyle\": \"custom\",\n  \"usingComponents\": {}\n}\n"
	got := WithSettings([]byte(page), map[string]any{"navigationStyle": "default", "renderer": "webview", "enablePullDownRefresh": false})
	want := "{\n  \"navigationStyle\": \"custom\",\n  \"usingComponents\": {},\n  \"enablePullDownRefresh\": false,\n  \"renderer\": \"webview\"\n}\n"
	if string(got) != want {
		t.Errorf("WithSettings = %s", got)
	}
	if got := WithSettings([]byte("{"), map[string]any{"renderer": "webview"}); string(got) != "{" {
		t.Errorf("WithSettings of no JSON = %s", got)
	}
}
