package build_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestModulesAreFoundAsWeChatFindsThem(t *testing.T) {
	app := buildOf(t, onePage+`
-- app.json --
{"pages": ["pages/a/a"], "resolveAlias": {"@/*": "/utils/*", "@/deep/*": "utils/x/*"}}
-- pages/a/a.js --
const a = require('./near'), b = require('/lib/root.js'), c = require('../../lib');
const d = require('kit'), e = require('kit/part'), f = require('@/time'), g = require('@/deep/x');
require.async('../../later/async').then(use);
require('../../later/callback', use);
Page({})
-- pages/a/a.wxml --
<view/>
-- pages/a/near.js --
-- lib/root.js --
-- lib/index.js --
-- miniprogram_npm/kit/index.js --
-- pages/a/miniprogram_npm/kit/part.js --
-- utils/time.js --
-- utils/x/x.js --
-- later/async.js --
-- later/callback.js --
-- nobody.js --
`)
	wantFailures(t, app)
	want := []string{
		"app.js", "later/async.js", "later/callback.js", "lib/index.js", "lib/root.js", "miniprogram_npm/kit/index.js",
		"pages/a/a.js", "pages/a/miniprogram_npm/kit/part.js", "pages/a/near.js", "utils/time.js", "utils/x/x.js",
	}
	if !slices.Equal(keys(app.Modules), want) {
		t.Errorf("modules %q, want %q", keys(app.Modules), want)
	}
	code := app.Modules["pages/a/a.js"]
	if !strings.Contains(code, "require('/utils/time'), g = require('/utils/x/x')") || strings.Contains(code, "@/") {
		t.Errorf("aliases must be gone: %s", code)
	}
}

func TestAModuleThatIsMissing(t *testing.T) {
	wantFailures(t, buildOf(t, onePage+`
-- a.js --
// require('./comment')
import x from './gone';
import day from 'dayjs';
try { require('crypto') } catch {}
function later() { return require('./perhaps'); }
const { y } = require('./Other');
-- other.js --
exports.y = 1
`),
		`error a.js:2:15  there is no module ./gone [a]`,
		`error a.js:3:17  dayjs is not in miniprogram_npm...工具 > 构建 npm [a]`,
		`error a.js:6:23  there is no Other.js, but other.js... [a]`,
		`warning a.js:4:15  crypto is not in miniprogram_npm... []`,
		`warning a.js:5:35  there is no module ./perhaps []`,
	)
}

func TestTextsAreNoRequests(t *testing.T) {
	app := buildOf(t, onePage+`
-- a.js --
const moved = "moved from " + a + ";" + "to"; let text = "import "+b+';'; var c = "require(" + d + ")";
import x from './x';
import {
  y
} from "./y"
export default "from ";
export * from './z'
-- x.js --
-- y.js --
-- z.js --
`)
	wantFailures(t, app)
	if want := []string{"a.js", "app.js", "x.js", "y.js", "z.js"}; !slices.Equal(keys(app.Modules), want) {
		t.Errorf("modules %q, want %q", keys(app.Modules), want)
	}
}

func TestScriptsThatMakeUpNamesGetAll(t *testing.T) {
	app := buildOf(t, onePage+`
-- a.js --
module.exports = names.map((name) => require('./' + name)); Page({})
-- b.js --
-- c/d.ts --
let x: number = 1
-- broken.js --
let x = ;
`)
	wantFailures(t, app, "error broken.js:1:9  Unexpected... []")
	if want := []string{"a.js", "app.js", "b.js", "broken.js", "c/d.js"}; !slices.Equal(keys(app.Modules), want) {
		t.Errorf("modules %q, want %q", keys(app.Modules), want)
	}
}

func TestCommonJSStaysAsItIsWritten(t *testing.T) {
	text := "const { b } = require('./b');\r\n  Page( { b } )\r\n"
	app := buildOf(t, onePage+"-- a.js --\n"+text+"-- b.js --\nexports.b = 1\n")
	wantFailures(t, app)
	if app.Modules["a.js"] != text {
		t.Errorf("code %q, want %q", app.Modules["a.js"], text)
	}
}

func TestModernScriptsRunAsCommonJS(t *testing.T) {
	app := buildOf(t, `
-- app.json --
{"pages": ["a"]}
-- app.js --
import { twice } from './lib/twice';
import six from './lib/six';
import * as all from './lib/six';
import { shared } from './lib/both';
App({ result: [twice(4), six, all.seven, shared, require('./lib/both').own] })
-- lib/twice.ts --
import six from './six';
import type { Nothing } from './types';
enum Factor { Two = 2 }
export const twice = (n: number): number => n * Factor.Two;
const unused = six;
-- lib/six.js --
export default 6;
export const seven = 7;
-- lib/both.js --
import six from './six';
module.exports = { shared: six + 2, own: 'own' };
-- a.ts --
Page({ data: { n: 1 as number } })
-- a.wxml --
<view/>
`)
	wantFailures(t, app)
	if got := runInNode(t, app, "modules.mjs"); got != `[8,6,7,8,"own"]` {
		t.Errorf("result %s", got)
	}
}

func TestTypeScriptGoesBeforeWhatWasMadeOfIt(t *testing.T) {
	app := buildOf(t, onePage+"-- a.ts --\nlet n: number = 1; Page({ data: { n } })\n-- a.js --\nPage({ old: true })\n")
	wantFailures(t, app)
	if code := app.Modules["a.js"]; !strings.Contains(code, "n = 1") || app.Modules["a.ts"] != "" {
		t.Errorf("code %s", code)
	}
}

func TestAMistakeInAScriptHasItsPlace(t *testing.T) {
	wantFailures(t, buildOf(t, onePage+"-- a.ts --\nimport x from './b'\nlet 中 = '😀' let y\n"),
		"error a.ts:2:13  Expected... [a]")
}

func TestAPageWithoutAScript(t *testing.T) {
	m := open(t, onePage)
	m.build()
	m.remove("a.js")
	wantFailures(t, m.build(), "error app.json  no page can be shown... [*]", "error app.json:1:12  there is no file a.js []")
	m.save("a.js", "Page({})")
	m.remove("app.js")
	wantFailures(t, m.build(), "error app.js  there is no file app.js [*]")
}

func TestComponentsOfAllKinds(t *testing.T) {
	app := buildOf(t, onePage+`
-- app.json --
{"pages": ["a"], "useExtendedLib": {"weui": true}, "tabBar": {"custom": true, "list": [{"pagePath": "a"}]}, "resolveAlias": {"@/*": "parts/*"}}
-- a.json --
{"renderer": "skyline", "componentPlaceholder": {"row": "view"}, "usingComponents": {
  "kit": "kit/button/button", "near": "near", "row": "@/row", "folder": "/parts/folder",
  "hello": "plugin://hello/world", "cell": "weui-miniprogram/cell/cell"}}
-- near.js --
Component({})
-- near.json --
{}
-- near.wxml --
-- parts/row.js --
Component({})
-- parts/row.json --
{"componentGenerics": {"item": {"default": "./item"}, "other": true}}
-- parts/row.wxml --
<item/>
-- parts/item.js --
Component({})
-- parts/item.json --
{"component": true}
-- parts/item.wxml --
-- parts/folder/index.js --
Component({})
-- parts/folder/index.json --
{"component": true}
-- parts/folder/index.wxml --
-- miniprogram_npm/kit/button/button.js --
Component({})
-- miniprogram_npm/kit/button/button.json --
{"component": true}
-- miniprogram_npm/kit/button/button.wxml --
-- custom-tab-bar/index.js --
Component({
-- custom-tab-bar/index.json --
{"component": true}
-- custom-tab-bar/index.wxml --
`)
	wantFailures(t, app,
		"error custom-tab-bar/index.js:2:1  Expected identifier... [a]",
		"warning a.json:1:2  Skyline is shown as a WebView... []",
		"warning a.json:3:3  <hello> is plugin://hello/world, which only WeChat has... []",
		"warning a.json:3:36  <cell> is weui-miniprogram/cell/cell... []",
	)
	using := fmt.Sprint(app.Configs["a"]["usingComponents"])
	if want := "map[cell:dynamicLib://weui-miniprogram/cell/cell folder:/parts/folder/index hello:plugin://hello/world kit:/miniprogram_npm/kit/button/button near:/near row:/parts/row]"; using != want {
		t.Errorf("components %s, want %s", using, want)
	}
	if got := fmt.Sprint(app.Configs["parts/row"]["componentGenerics"]); got != "map[item:map[default:/parts/item] other:true]" {
		t.Errorf("generics %s", got)
	}
	if app.Configs["custom-tab-bar/index"] == nil || app.Configs["parts/item"] == nil {
		t.Errorf("pages and components %q", keys(app.Configs))
	}
}
