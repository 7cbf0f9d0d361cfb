package build_test

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"mlvb/cmd/dev/view/build"
	"mlvb/cmd/dev/view/wxml"
	"mlvb/cmd/dev/view/wxml/wxmltest"
	"mlvb/cmd/words"
)

// A miniProgram is a folder with one, and its builder.
type miniProgram struct {
	t       *testing.T
	folder  string
	builder *build.Builder
}

// open writes a mini-program. What every one needs and the archive has not is
// added: app.js, and the script and the template of every page in app.json's
// first list when it has the name pages/NAME.
func open(t *testing.T, archive string) *miniProgram {
	t.Helper()
	m := &miniProgram{t: t, folder: t.TempDir()}
	m.save("app.js", "App({})")
	for _, file := range txtar.Parse([]byte(archive)).Files {
		m.save(file.Name, string(file.Data))
	}
	m.builder = build.New(build.Options{
		Folder: m.folder, Prefix: "miniprogram/", AppID: "wx0123456789abcdef",
		Compiler: compilerOf(t), Say: words.In(words.English).Say,
	})
	return m
}

// shared is the compiler of all tests here, as it takes a while to start.
var shared struct {
	sync.Once
	compiler *wxml.Compiler
	err      error
}

func compilerOf(t *testing.T) *wxml.Compiler {
	t.Helper()
	program := wxmltest.Program(t)
	shared.Do(func() {
		// It outlives this test, whose context does not.
		shared.compiler, shared.err = wxml.New(context.Background(), program, "")
	})
	if shared.err != nil {
		t.Fatal(shared.err)
	}
	return shared.compiler
}

func (m *miniProgram) save(name, text string) {
	m.t.Helper()
	file := filepath.Join(m.folder, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		m.t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		m.t.Fatal(err)
	}
	if m.builder != nil {
		m.builder.Forget(name)
	}
}

func (m *miniProgram) remove(name string) {
	m.t.Helper()
	if err := os.Remove(filepath.Join(m.folder, filepath.FromSlash(name))); err != nil {
		m.t.Fatal(err)
	}
	m.builder.Forget(name)
}

func (m *miniProgram) build() *build.App {
	m.t.Helper()
	app, err := m.builder.Build(m.t.Context())
	if err != nil {
		m.t.Fatal(err)
	}
	return app
}

func buildOf(t *testing.T, archive string) *build.App {
	t.Helper()
	return open(t, archive).build()
}

// wantFailures compares the failures, each as a line: severity, place, a part
// of the message, and the pages that it stops, or * for all.
func wantFailures(t *testing.T, app *build.App, want ...string) {
	t.Helper()
	got := []string{}
	for _, f := range app.Failures {
		pages := strings.Join(f.Pages, " ")
		if f.Pages == nil {
			pages = "*"
		}
		got = append(got, fmt.Sprintf("%s %s [%s]", f.Severity, strings.TrimPrefix(f.String(), "miniprogram/"), pages))
	}
	for i, line := range want {
		if i >= len(got) || !matches(got[i], line) {
			t.Errorf("failures:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
			return
		}
	}
	if len(got) > len(want) {
		t.Errorf("failures beyond the %d wanted:\n%s", len(want), strings.Join(got[len(want):], "\n"))
	}
}

// matches reports whether a line has the parts of another, which three dots
// join, at its beginning, inside and at its end.
func matches(line, pattern string) bool {
	parts := strings.Split(pattern, "...")
	if !strings.HasPrefix(line, parts[0]) || !strings.HasSuffix(line, parts[len(parts)-1]) {
		return false
	}
	for _, part := range parts {
		at := strings.Index(line, part)
		if at < 0 {
			return false
		}
		line = line[at+len(part):]
	}
	return true
}

func keys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

const onePage = `
-- app.json --
{"pages": ["a"]}
-- a.js --
Page({})
-- a.wxml --
<view/>
`

func TestAnAppIsWhatTheBrowserRuns(t *testing.T) {
	app := buildOf(t, `
-- app.json --
{"pages": ["pages/a/a"], "subPackages": [{"root": "live/", "pages": ["b/b"]}], "usingComponents": {"shared": "parts/shared/shared"}, "themeLocation": "theme.json"}
-- theme.json --
{"light": {"ink": "#000"}, "dark": {"ink": "#fff"}}
-- pages/a/a.js --
Page({})
-- pages/a/a.json --
{"usingComponents": {"card": "../../parts/card/card"}, "navigationBarTitleText": "A"}
-- pages/a/a.wxml --
<card/><shared/>
-- live/b/b.js --
Page({})
-- live/b/b.wxml --
<view/>
-- parts/card/card.js --
Component({})
-- parts/card/card.json --
{"component": true, "usingComponents": {"line": "/parts/line"}}
-- parts/card/card.wxml --
<line/>
-- parts/line.js --
Component({})
-- parts/line.json --
{"component": true}
-- parts/line.wxml --
<view/>
-- parts/shared/shared.js --
Component({})
-- parts/shared/shared.json --
{"component": true}
-- parts/shared/shared.wxml --
<view/>
`)
	wantFailures(t, app)
	if want := []string{"pages/a/a", "live/b/b"}; !slices.Equal(app.Pages, want) {
		t.Errorf("pages %q, want %q", app.Pages, want)
	}
	if got := fmt.Sprint(app.Configs["pages/a/a"]); got != "map[navigationBarTitleText:A usingComponents:map[card:/parts/card/card shared:/parts/shared/shared]]" {
		t.Errorf("page: %s", got)
	}
	if got := fmt.Sprint(app.Configs["parts/card/card"]["usingComponents"]); got != "map[line:/parts/line]" {
		t.Errorf("component: %s", got)
	}
	if n := len(app.Configs); n != 5 {
		t.Errorf("%d pages and components, want 5: %q", n, keys(app.Configs))
	}
	if app.Theme["dark"] == nil || app.AppID != "wx0123456789abcdef" || app.Root != "miniprogram/" {
		t.Errorf("theme %v, appid %s, root %s", app.Theme, app.AppID, app.Root)
	}
}

func TestAnEntryPageComesFirst(t *testing.T) {
	app := buildOf(t, onePage+`
-- app.json --
{"pages": ["a", "b", "a"], "entryPagePath": "b"}
-- b.js --
Page({})
-- b.wxml --
<view/>
`)
	wantFailures(t, app)
	if want := []string{"b", "a"}; !slices.Equal(app.Pages, want) {
		t.Errorf("pages %q, want %q", app.Pages, want)
	}
}

func TestWhatIsMissingIsNamedWithItsPlace(t *testing.T) {
	wantFailures(t, buildOf(t, onePage+`
-- app.json --
{
  "pages": ["a", "pages/gone/gone",
    "Upper"],
  "tabBar": {"custom": true, "list": []}
}
-- upper.js --
Page({})
-- a.json --
{
  "usingComponents": {
    "card": "./card",
    "kit": "kit/button"
  }
}
`),
		`error a.json:3:5  <card> is not there: neither card nor a folder... [a]`,
		`error a.json:4:5  kit/button is not in miniprogram_npm...构建 npm [a]`,
		`error app.json:2:18  there is no file pages/gone/gone.js []`,
		`error app.json:3:5  there is no Upper.js, but upper.js: ... []`,
		`warning app.json:4:14  there is no file custom-tab-bar/index.js []`,
	)
}

func TestAnAppThatIsNoneHasOneFailure(t *testing.T) {
	for name, c := range map[string]struct{ app, want string }{
		"broken":   {"{\n  \"pages\": [\n", `error app.json:2:13  this is no JSON: ... [*]`},
		"a list":   {"[]", `error app.json  this must be a JSON object... [*]`},
		"no pages": {`{"pages": [1, {}, null]}`, `error app.json  no page can be shown... [*]`},
		"nonsense": {`{"pages": {"a": 1}, "subpackages": [3, {"pages": "x"}], "tabBar": [], "usingComponents": 7, "resolveAlias": []}`, `error app.json  no page... [*]`},
	} {
		t.Run(name, func(t *testing.T) {
			wantFailures(t, buildOf(t, onePage+"-- app.json --\n"+c.app), c.want)
		})
	}
	m := open(t, onePage)
	m.remove("app.json")
	wantFailures(t, m.build(), "error app.json  there is no file app.json [*]")
}

func TestAFolderThatIsGoneIsAnError(t *testing.T) {
	m := open(t, onePage)
	if err := os.RemoveAll(m.folder); err != nil {
		t.Fatal(err)
	}
	if _, err := m.builder.Build(t.Context()); err == nil || !strings.Contains(err.Error(), m.folder) {
		t.Errorf("error %v, want one that names the folder", err)
	}
}

func TestAMistakeStopsThePagesThatNeedTheFileAlone(t *testing.T) {
	m := open(t, `
-- app.json --
{"pages": ["a", "b", "c"], "usingComponents": {"shared": "shared"}}
-- a.js --
const { x } = require('./lib/x');
Page({})
-- a.wxml --
<import src="parts.wxml"/><shared/>
-- b.js --
Page({})
-- b.json --
{"usingComponents": {"box": "box"}}
-- b.wxml --
<box/>
-- c.js --
Page({})
-- c.wxml --
<view>shared</view>
-- box.js --
require('./lib/y')
Component({})
-- box.json --
{"component": true}
-- box.wxml --
<wxs module="m" src="m.wxs"/><view/>
-- box.wxss --
@import "base.wxss";
-- base.wxss --
.a {}
-- shared.js --
Component({})
-- shared.json --
{"component": true}
-- shared.wxml --
<view/>
-- lib/x.js --
require('./y')
-- lib/y.js --
exports.y = 1
-- lib/unused.js --
exports.z = 1
-- m.wxs --
module.exports = 1
-- parts.wxml --
<template name="t"><view/></template>
`)
	wantFailures(t, m.build())
	for _, c := range []struct{ file, text, pages string }{
		{"a.js", "Page({", "[a]"},
		{"lib/x.js", "let x = ;", "[a]"},
		{"lib/y.js", "let x = ;", "[a b]"},
		{"m.wxs", "module.exports = {", "[b]"},
		{"parts.wxml", "<template name='t'><view></template>", "[a]"},
		{"box.wxml", "<view>{{ a + }}</view>", "[b]"},
		{"box.json", "{", "[b]"},
		{"base.wxss", ".a { color: red; ", "[b]"},
		{"shared.js", "Component({", "[a c]"},
		{"b.json", "[1]", "[b]"},
		{"app.js", "App({", "[*]"},
		{"app.wxss", ".a { .b {", "[*]"},
	} {
		before, _ := os.ReadFile(filepath.Join(m.folder, c.file))
		m.save(c.file, c.text)
		app := m.build()
		if len(app.Failures) != 1 || !strings.HasPrefix(app.Failures[0].File, "miniprogram/"+c.file) {
			t.Errorf("%s: failures %v, want one of it", c.file, app.Failures)
			m.save(c.file, string(before))
			continue
		}
		wantFailures(t, app, "error "+c.file+"... "+c.pages)
		m.save(c.file, string(before))
	}
	wantFailures(t, m.build())
	m.save("lib/unused.js", "let x = ;")
	wantFailures(t, m.build())
}

func TestABuildHearsOfWhatIsNewAndGone(t *testing.T) {
	m := open(t, onePage)
	first := m.build()
	m.save("a.js", "require('./b'); Page({})")
	wantFailures(t, m.build(), "error a.js:1:9  there is no module ./b [a]")
	m.save("b.js", "exports.b = 1")
	app := m.build()
	wantFailures(t, app)
	if app.Modules["b.js"] != "exports.b = 1" || app.Revision == first.Revision {
		t.Errorf("modules %q, revisions %s and %s", app.Modules, first.Revision, app.Revision)
	}
	m.remove("b.js")
	wantFailures(t, m.build(), "error a.js:1:9  there is no module ./b [a]")
}

func TestForgettingAFolderForgetsAllInIt(t *testing.T) {
	m := open(t, onePage+"-- a.js --\nrequire('./lib/b')\n-- lib/b.js --\nexports.b = 1\n")
	m.build()
	if err := os.WriteFile(filepath.Join(m.folder, "lib/b.js"), []byte("exports.b = 2"), 0o600); err != nil {
		t.Fatal(err)
	}
	m.builder.Forget("lib")
	if got := m.build().Modules["lib/b.js"]; got != "exports.b = 2" {
		t.Errorf("module %q", got)
	}
}

func TestWhatBelongsToNoMiniProgramIsLeftOut(t *testing.T) {
	m := open(t, onePage+`
-- a.js --
require(name)
-- node_modules/x/x.js --
let x = ;
-- .git/hooks/x.js --
let x = ;
-- types.d.ts --
declare const x: number
`)
	m.save("large.js", "'"+strings.Repeat("x", 9<<20)+"'")
	m.save("a.wxss", strings.Repeat(" ", 9<<20))
	app := m.build()
	wantFailures(t, app, "error a.wxss  a.wxss is larger than 8 MB... [a]", "error large.js  large.js is larger... []")
	if want := []string{"a.js", "app.js"}; !slices.Equal(keys(app.Modules), want) {
		t.Errorf("modules %q, want %q", keys(app.Modules), want)
	}
}
