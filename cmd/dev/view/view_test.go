package view

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"mlvb/cmd/dev/view/build"
	"mlvb/cmd/dev/view/npm"
)

// installed returns the packages of the end-to-end tests. Where they are not
// installed the test is skipped, but fails in CI.
func installed(tb testing.TB) npm.Packages {
	tb.Helper()
	nowhere := func(name string) (string, bool) { return "http://127.0.0.1:1/", name == "npm_config_registry" }
	found, err := npm.Find(tb.Context(), npm.Options{Project: "../../../testdata/e2e", Env: nowhere})
	switch {
	case err == nil:
	case os.Getenv("CI") == "true":
		tb.Fatal(err)
	default:
		tb.Skip("the packages are not installed: run npm ci in testdata/e2e")
	}
	return found
}

// writeProject makes a mini-program of so many pages.
func writeProject(tb testing.TB, pages int) string {
	tb.Helper()
	dir := tb.TempDir()
	var names []string
	for i := range pages {
		name := fmt.Sprintf("pages/p%d/p%d", i, i)
		names = append(names, name)
		file := filepath.Join(dir, "mini", name)
		write(tb, file+".js", "const { now } = require('../../now.js');\nPage({ data: { now: now(), list: [1, 2] } });\n")
		write(tb, file+".json", `{"usingComponents":{}}`)
		write(tb, file+".wxml", "<view wx:for=\"{{list}}\" wx:key=\"*this\" class=\"row\">{{index}} {{item}} {{now}}</view>\n")
		write(tb, file+".wxss", ".row { padding: 10rpx; }\n")
	}
	list, err := json.Marshal(map[string]any{"pages": names})
	must(tb, err)
	write(tb, filepath.Join(dir, "project.config.json"), `{"miniprogramRoot":"mini/","appid":"wx0123456789abcdef"}`)
	write(tb, filepath.Join(dir, "mini/app.json"), string(list))
	write(tb, filepath.Join(dir, "mini/app.js"), "App({});\n")
	write(tb, filepath.Join(dir, "mini/now.js"), "export const now = () => Date.now();\n")
	return dir
}

// opened is a view of the project, which watches it.
func opened(tb testing.TB, project, cache string, report func(build.Failure)) *View {
	tb.Helper()
	ctx, cancel := until(tb)
	v, err := Open(ctx, Options{Project: project, Language: "zh-CN", Packages: installed(tb), CacheDir: cache, Say: say, Report: report})
	must(tb, err)
	ended := make(chan error, 1)
	go func() { ended <- v.Watch(ctx) }()
	tb.Cleanup(func() {
		cancel()
		must(tb, <-ended)
	})
	return v
}

func TestFromTheFilesToThePageAndAgain(t *testing.T) {
	project := writeProject(t, 2)
	reported := make(chan build.Failure, 10)
	v := opened(t, project, t.TempDir(), func(f build.Failure) { reported <- f })
	shell := ask(t, v, "GET", "/", "").Body.String()
	script := regexp.MustCompile(`/client/\w+/shell\.js`).FindString(shell)
	if w := ask(t, v, "GET", script, ""); w.Code != http.StatusOK || w.Body.Len() == 0 {
		t.Fatalf("%d for %q of\n%s", w.Code, script, shell)
	}
	var app build.App
	must(t, json.Unmarshal(ask(t, v, "GET", "/build.json", "").Body.Bytes(), &app))
	if !slices.Equal(app.Pages, []string{"pages/p0/p0", "pages/p1/p1"}) || len(app.Failures) != 0 || app.AppID != "wx0123456789abcdef" {
		t.Fatalf("%q, %v", app.Pages, app.Failures)
	}
	page := open(t, v)
	next(t, page)
	for _, save := range []struct{ file, text, want string }{
		{"mini/pages/p0/p0.wxss", ".row { color: red; }", `styles .*color: red`},
		{"mini/pages/p0/p0.wxml", "<view>{{", `failure .*mini/pages/p0/p0\.wxml.*"pages":\["pages/p0/p0"\]`},
		{"mini/pages/p0/p0.wxml", "<view>mended</view>", `reload`},
		{"mini/app.json", "{", `failure .*mini/app\.json.*"pages":null`},
	} {
		write(t, filepath.Join(project, save.file), save.text)
		for want := regexp.MustCompile("^" + save.want); !want.MatchString(next(t, page)); {
			t.Logf("%s: not yet %s", save.file, want) // a save may be heard of in two steps
		}
	}
	if f := <-reported; f.File != "mini/pages/p0/p0.wxml" || f.Severity != build.Error {
		t.Errorf("reported %v", f)
	}
}

func TestAWarningIsReportedOnceAnErrorEachTime(t *testing.T) {
	warning, mistake := build.Failure{Message: "odd", Severity: build.Warning}, build.Failure{Message: "wrong", Severity: build.Error}
	var got []string
	v := newView(t.Context(), Options{Report: func(f build.Failure) { got = append(got, f.Message) }}, build.Project{})
	for _, failures := range [][]build.Failure{{warning, mistake}, {warning, mistake}, {}, {warning}} {
		v.report(failures)
		got = append(got, ".")
	}
	if all := strings.Join(got, " "); all != "odd wrong . wrong . . odd ." {
		t.Error(all)
	}
}

func TestOpenSaysWhatIsMissing(t *testing.T) {
	dir := t.TempDir()
	_, err := Open(t.Context(), Options{Project: dir, Language: "en", Say: say})
	if err == nil || !strings.Contains(err.Error(), dir) {
		t.Error(err)
	}
	if _, err := Open(t.Context(), Options{Project: writeProject(t, 1), Language: "en", Packages: packages(), Say: say}); err == nil {
		t.Error("opens without WeChat's packages")
	}
}

func BenchmarkOpen(b *testing.B) {
	project, packages, cache := writeProject(b, 40), installed(b), b.TempDir()
	open := func(cache string) {
		ctx, cancel := context.WithCancel(b.Context())
		defer cancel()
		_, err := Open(ctx, Options{Project: project, Language: "en", Packages: packages, CacheDir: cache, Say: say})
		must(b, err)
	}
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			open(b.TempDir())
		}
	})
	b.Run("again", func(b *testing.B) {
		open(cache)
		for b.Loop() {
			open(cache)
		}
	})
}

// BenchmarkSave takes the time from a save to the event that a page hears.
func BenchmarkSave(b *testing.B) {
	for _, kind := range []string{"wxss", "wxml", "js"} {
		b.Run(kind, func(b *testing.B) {
			project := writeProject(b, 40)
			page := open(b, opened(b, project, b.TempDir(), nil))
			next(b, page)
			file := filepath.Join(project, "mini/pages/p7/p7."+kind)
			text, err := os.ReadFile(file)
			must(b, err)
			for b.Loop() {
				text = append(text, '\n')
				must(b, os.WriteFile(file, text, 0o644))
				next(b, page)
			}
		})
	}
}
