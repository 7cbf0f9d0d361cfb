package merge

import (
	"fmt"
	"strings"
	"testing"
)

// What WeChat DevTools makes of a file: other order, other indent, new and
// dropped settings, no newline at the end.
const (
	rendered = `{
  "description": "项目配置文件",
  "miniprogramRoot": "miniprogram/",
  "compileType": "miniprogram",
  "appid": "wx0123456789abcdef",
  "projectname": "直播间",
  "libVersion": "3.0.0",
  "setting": {
    "es6": true,
    "enhance": true,
    "urlCheck": true,
    "useApiHook": true,
    "babelSetting": {"ignore": [], "disablePlugins": [], "outputPath": ""}
  },
  "packOptions": {"ignore": [{"type": "folder", "value": "tests"}], "include": []},
  "condition": {}
}
`
	rewritten = `{
	"compileType": "miniprogram",
	"miniprogramRoot": "miniprogram/",
	"setting": {
		"urlCheck": false,
		"es6": true,
		"enhance": true,
		"babelSetting": {
			"ignore": [],
			"disablePlugins": [],
			"outputPath": ""
		},
		"condition": false,
		"swc": false,
		"disableSWC": true
	},
	"simulatorPluginLibVersion": {},
	"packOptions": {
		"ignore": [
			{
				"value": "tests",
				"type": "folder"
			},
			{
				"value": "docs",
				"type": "folder"
			}
		],
		"include": []
	},
	"condition": {"miniprogram": {"list": [{"name": "room", "pathName": "pages/room/room"}]}},
	"appid": "wx0123456789abcdef",
	"editorSetting": {"tabIndent": "tab", "tabSize": 2},
	"libVersion": "3.7.1",
	"projectname": "%E7%9B%B4%E6%92%AD%E9%97%B4",
	"description": "项目配置文件,详见文档"
}`
)

func TestDevToolsRewriteIsNoConflict(t *testing.T) {
	next := edit(rendered,
		`"3.0.0"`, `"3.5.0"`, // owned, changed by both
		`"description": "项目配置文件"`, `"description": "mlvb 1.1.0"`,
		`"enhance": true,`, `"enhance": true,
    "minifyWXML": true,
    "swc": true,`, // one new, one that DevTools added by itself
		`"useApiHook": true`, `"useApiHook": false`, // dropped by DevTools
		`"value": "tests"}`, `"value": "tests"}, {"type": "suffix", "value": ".md"}`,
	)
	rules := projectRules
	rules.Owned = append(rules.Owned, "setting.useApiHook")
	got, err := JSON([]byte(rendered), []byte(rewritten), []byte(next), rules)
	if err != nil {
		t.Fatal(err)
	}
	want := edit(rewritten,
		`"enhance": true,`, "\"enhance\": true,\n\t\t\"minifyWXML\": true,",
		"\"value\": \"docs\",\n\t\t\t\t\"type\": \"folder\"\n\t\t\t}", "\"value\": \"docs\",\n\t\t\t\t\"type\": \"folder\"\n\t\t\t},\n\t\t\t{\"type\": \"suffix\", \"value\": \".md\"}",
	)
	if string(got.Merged) != want {
		t.Errorf("got %s\nwant %s", got.Merged, want)
	}
	if len(got.Conflicts) > 0 {
		t.Errorf("conflicts: %v", got.Conflicts)
	}
	if changes := fmt.Sprint(got.Changes); changes != "[{setting.minifyWXML} {packOptions.ignore[value=.md]}]" {
		t.Error("changes:", changes)
	}
}

func TestRewritingAloneIsNoEdit(t *testing.T) {
	same := "\ufeff" + edit(rendered, "  ", "\t", "\n", "\r\n", `"es6": true,`, ``, `"enhance"`, `"es6":true,"enhance"`)
	if !EqualJSON([]byte(rendered), []byte(same)) {
		t.Error("order and white space make a difference")
	}
	if EqualJSON([]byte(rendered), []byte(rewritten)) {
		t.Error("other values make no difference")
	}
	if EqualJSON([]byte("{"), []byte("{ ")) || !EqualJSON([]byte("{"), []byte("{")) {
		t.Error("broken JSON must equal the same bytes only")
	}
}

// edit returns a text with pairs of old and new replaced.
func edit(text string, pairs ...string) string {
	return strings.NewReplacer(pairs...).Replace(text)
}
