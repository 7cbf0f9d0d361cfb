package host

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"mlvb/generator/wechat"
)

const app = `{"pages": ["pages/a/a"]}`

// project is a project of these files; a path that ends with a slash is a folder.
func project(files map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

// below tells of a path whether it is in a folder, as if git ignored that.
func below(folder string) func(string) bool {
	return func(name string) bool { return folder != "" && strings.HasPrefix(name, folder+"/") }
}

func TestFind(t *testing.T) {
	const config = "project.config.json"
	for _, tt := range []struct {
		name    string
		files   map[string]string
		ignored string
		asked   string
		root    string
		output  string
		reason  Reason
	}{
		{name: "the project itself", files: map[string]string{config: "{}", "app.json": app}, root: "."},
		{name: "without a configuration", files: map[string]string{"app.json": app}, root: "."},
		{name: "below, without one", files: map[string]string{"miniprogram/app.json": app}, root: "miniprogram"},
		{name: "a slash before it", files: map[string]string{config: `{"miniprogramRoot": "/mp/"}`, "mp/app.json": app}, root: "mp"},
		{name: "a dot before it", files: map[string]string{config: `{"miniprogramRoot": "./mp"}`, "mp/app.json": app}, root: "mp"},
		{name: "nothing but a slash", files: map[string]string{config: `{"miniprogramRoot": "/"}`, "app.json": app}, root: "."},
		{name: "on one computer only", files: map[string]string{config: "{}", "project.private.config.json": `{"miniprogramRoot": "mp/"}`, "mp/app.json": app}, root: "mp"},
		{name: "made by a build, ignored", files: map[string]string{config: `{"miniprogramRoot": "dist/"}`, "dist/app.json": app, "src/app.json": app}, ignored: "dist", root: "src", output: "dist"},
		{name: "made by a build, not yet", files: map[string]string{config: `{"miniprogramRoot": "dist/"}`, "src/app.json": app}, root: "src", output: "dist"},
		{name: "made by a build, in git", files: map[string]string{config: `{"miniprogramRoot": "dist/"}`, "dist/app.json": app, "src/app.json": app, "gulpfile.js": ""}, root: "src", output: "dist"},
		{name: "an output's name without a build", files: map[string]string{config: `{"miniprogramRoot": "dist/"}`, "dist/app.json": app, "src/app.json": app}, root: "dist"},
		{name: "an output's name without sources", files: map[string]string{config: `{"miniprogramRoot": "dist/"}`, "dist/app.json": app, "gulpfile.js": ""}, root: "dist"},
		{name: "an example beside it", files: map[string]string{"app.json": app, "example/app.json": app}, root: "."},
		{name: "an app.json of another tool", files: map[string]string{"app.json": `{"name": "x"}`, "mp/app.json": app}, root: "mp"},
		{name: "npm's", files: map[string]string{"node_modules/x/app.json": app, "miniprogram_npm/x/app.json": app, ".x/app.json": app}, reason: RootAbsent},
		{name: "too deep", files: map[string]string{"a/b/c/d/app.json": app}, reason: RootAbsent},
		{name: "nothing", reason: RootAbsent},
		{name: "several", files: map[string]string{"a/app.json": app, "b/app.json": app}, reason: RootSeveral},
		{name: "one of several", files: map[string]string{"a/app.json": app, "b/app.json": app}, asked: "./b/", root: "b"},
		{name: "an output alone", files: map[string]string{"dist/app.json": app}, ignored: "dist", reason: RootOutput},
		{name: "an output that is asked for", files: map[string]string{"dist/app.json": app}, ignored: "dist", asked: "dist", root: "dist"},
		{name: "not where it is said to be", files: map[string]string{"app.json": app}, asked: "src", reason: RootMissing},
		{name: "outside", files: map[string]string{"app.json": app}, asked: "../x", reason: RootOutside},
		{name: "a game", files: map[string]string{config: "{}", "game.json": "{}"}, reason: RootGame},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Find(project(tt.files), tt.asked, below(tt.ignored))
			var fault *RootError
			if errors.As(err, &fault); (fault != nil || err != nil) != (tt.reason != "") || fault != nil && fault.Reason != tt.reason {
				t.Fatalf("Find = %v, want %q", err, tt.reason)
			}
			if err == nil && (got.Root != tt.root || got.Output != tt.output || got.Generated != (tt.asked != "" && tt.ignored != "")) {
				t.Errorf("Find = root %q, output %q, generated %t", got.Root, got.Output, got.Generated)
			}
		})
	}
}

func TestFindTellsWhatCannotBeRead(t *testing.T) {
	for _, files := range []map[string]string{
		{"project.config.json": "{"},
		{"project.config.json": `{"miniprogramRoot": "../x"}`},
		{"project.config.json": "{}", "app.json": "// pages\n{}"},
		{"app.json": "[]"},
	} {
		var fault *wechat.ConfigError
		if _, err := Find(project(files), "", below("")); !errors.As(err, &fault) {
			t.Errorf("Find in %v = %v", files, err)
		}
	}
}

func TestDetectBuild(t *testing.T) {
	for _, tt := range []struct {
		files             map[string]string
		tool, config, npm string
		unnamed           string
	}{
		{map[string]string{"app.json": app}, "", "", "", ""},
		{map[string]string{"package.json": `{"devDependencies": {"weapp-vite": "6"}, "scripts": {"dev": "x", "build": "y"}}`}, "weapp-vite", "", "build", ""},
		{map[string]string{"package.json": `{"dependencies": {"@mpxjs/core": "2"}}`}, "mpx", "", "", ""},
		{map[string]string{"package.json": `{"dependencies": {"@wepy/core": "2"}}`}, "WePY", "", "", ""},
		{map[string]string{"gulpfile.js": "src('src/**/*.{js,json,wxml,wxss,svg}')"}, "gulp", "gulpfile.js", "", ""},
		{map[string]string{"gulpfile.js": "src('src/**/*.(js|json|wxml)'), src('src/**/*.scss')"}, "gulp", "gulpfile.js", "", ".wxss .svg"},
		{map[string]string{"gulpfile.js": "src([`src/**/*.*`])"}, "gulp", "gulpfile.js", "", ""},
		{map[string]string{"webpack.config.js": "new CopyPlugin([{from: '**/*.wxml'}, {from: '**/*.json'}]), test: /\\.js$/"}, "webpack", "webpack.config.js", "", ".wxss .svg"},
		{map[string]string{"tsconfig.json": "{\n  // strict\n  \"allowJs\": true\n}", "package.json": `{"scripts": {"build": "tsc"}}`}, "tsc", "tsconfig.json", "build", ".json .wxml .wxss .svg"},
		{map[string]string{"tsconfig.json": `{"compilerOptions": {"outDir": "dist"}}`}, "tsc", "tsconfig.json", "", ".js .json .wxml .wxss .svg"},
	} {
		fsys := project(tt.files)
		b := DetectBuild(fsys)
		unnamed := strings.Join(b.Unnamed(fsys, []string{".js", ".json", ".wxml", ".wxss", ".svg"}), " ")
		if b.Tool != tt.tool || b.Config != tt.config || b.Script != tt.npm || unnamed != tt.unnamed {
			t.Errorf("%v: %+v, unnamed %q", tt.files, b, unnamed)
		}
	}
}

func TestInherit(t *testing.T) {
	for _, tt := range []struct {
		app  string
		want map[string]any
	}{
		{`{}`, map[string]any{}},
		{`{"renderer": "webview", "style": "v2", "componentFramework": "exparser", "lazyCodeLoading": "requiredComponents", "darkmode": true}`, map[string]any{}},
		{`{"renderer": "skyline"}`, map[string]any{"renderer": "webview"}},
		{`{"window": {"navigationStyle": "default", "navigationBarBackgroundColor": "#fff", "navigationBarTextStyle": "white"}}`, map[string]any{}},
		{`{"window": {"navigationStyle": "custom"}}`, map[string]any{"navigationStyle": "default"}},
		{`{"window": {"navigationStyle": "custom", "navigationBarBackgroundColor": "#FFF", "navigationBarTextStyle": "white"}}`, map[string]any{"navigationStyle": "default", "navigationBarTextStyle": "black"}},
		{`{"window": {"navigationStyle": "custom", "navigationBarBackgroundColor": "#101010", "navigationBarTextStyle": "black"}}`, map[string]any{"navigationStyle": "default", "navigationBarTextStyle": "white"}},
		{`{"window": {"navigationStyle": "custom", "navigationBarBackgroundColor": "@bar", "navigationBarTextStyle": "@text"}}`, map[string]any{"navigationStyle": "default"}},
		{`{"window": {"navigationStyle": "custom", "navigationBarBackgroundColor": "#zzzzzz"}}`, map[string]any{"navigationStyle": "default"}},
		{`{"window": {"enablePullDownRefresh": true}}`, map[string]any{"enablePullDownRefresh": false}},
		{`{"window": {"enablePullDownRefresh": "yes", "pageOrientation": 1}}`, map[string]any{}},
		{`{"window": {"pageOrientation": "landscape"}}`, map[string]any{"pageOrientation": "portrait"}},
		{`{"window": {"pageOrientation": "auto"}}`, map[string]any{"pageOrientation": "portrait"}},
		{`{"window": {"pageOrientation": "portrait"}}`, map[string]any{}},
	} {
		a, err := wechat.ReadApp(project(map[string]string{"app.json": tt.app}), "app.json")
		if got := Settings(Inherit(a)); err != nil || !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%s: %v, %v", tt.app, got, err)
		}
	}
}

func TestFreeNames(t *testing.T) {
	m := wechat.MiniProgram{App: wechat.App{
		Pages:       []string{"packages/live2/a"},
		Subpackages: []wechat.Subpackage{{Root: "tv", Name: "live"}, {Root: "live2"}, {Root: "packages/live3"}},
	}}
	if got := FreeName(m.App, "live"); got != "live3" {
		t.Errorf("FreeName = %q", got)
	}
	if got := FreeName(m.App, "other"); got != "other" {
		t.Errorf("FreeName = %q", got)
	}
	if got := FreeName(m.App, ""); got != "" {
		t.Errorf("FreeName of none = %q", got)
	}
	taken := func(names ...string) func(string) bool {
		return func(s string) bool { return slices.Contains(names, s) }
	}
	for _, tt := range []struct {
		root  string
		taken func(string) bool
		want  string
	}{
		{"packages/live", taken(), "packages/live"},
		{"packages/live", taken("packages/live"), "packages/live4"},
		{"tv/live", taken(), "mlvb-live"},
		{"tv/live", taken("mlvb-live"), "mlvb-live2"},
	} {
		if got, ok := FreeRoot(m, tt.root, tt.taken); !ok || got != tt.want {
			t.Errorf("FreeRoot(%q) = %q, %t, want %q", tt.root, got, ok, tt.want)
		}
	}
	if got, ok := FreeRoot(m, "packages/live", func(string) bool { return true }); ok {
		t.Errorf("FreeRoot where all is taken = %q", got)
	}
}

func TestForesee(t *testing.T) {
	large := strings.Repeat("x", 3<<20)
	fsys := project(map[string]string{
		"project.config.json":        `{"packOptions": {"ignore": [{"type": "folder", "value": "art"}, {"type": "suffix", "value": ".map.js"}]}}`,
		"app.json":                   `{"pages": ["a"], "subPackages": [{"root": "shop", "pages": ["x"]}], "__usePrivacyCheck__": false}`,
		"a.js":                       large,
		"art/big.png":                large,
		"a.map.js":                   large,
		"notes.psd":                  large,
		"shop/x.js":                  large,
		"node_modules/x/index.js":    large,
		"shop/node_modules/index.js": large,
	})
	found, err := Find(fsys, "", below(""))
	if err != nil {
		t.Fatal(err)
	}
	f := Foresee(fsys, found, Part{Framework: wechat.FrameworkNative, Name: "live", Size: 20 << 20, Beside: []string{".mlvb/", "server/", "docs/launch.md"}})
	if main := f.Size.Main; main < 3<<20 || main > 3<<20+1000 || f.Size.Total != main+3<<20 {
		t.Errorf("sizes %+v", f.Size)
	}
	var kinds []ConcernKind
	for _, c := range f.Concerns {
		kinds = append(kinds, c.Kind)
	}
	if want := []ConcernKind{ConcernPrivacy, ConcernProvider, ConcernMain}; !slices.Equal(kinds, want) {
		t.Errorf("concerns %v, want %v", kinds, want)
	}
	if want := []string{".mlvb/", "server/"}; !slices.Equal(f.Ignored, want) || f.Name != "" || f.Build != nil {
		t.Errorf("%+v", f)
	}
}

func TestFindCompiled(t *testing.T) {
	fsys := project(map[string]string{
		"src/app.config.js": `export default {
  /* renderer: 'skyline', */
  // pageOrientation: 'landscape',
  window: { navigationBarTitleText: '小店', "navigationStyle": "custom", enablePullDownRefresh: true },
  subPackages: [{ root: 'shop/', name: "live", pages: ['a'] }],
}`,
		"project.config.json": `{"appid": "wx0123456789abcdef", "miniprogramRoot": "dist/"}`,
	})
	got := FindCompiled(fsys, wechat.FrameworkTaro)
	want := map[string]any{"navigationStyle": "default", "enablePullDownRefresh": false}
	if got.Root != "src" || got.AppID != "wx0123456789abcdef" || got.App.Window.Title != "小店" || !reflect.DeepEqual(Settings(Inherit(got.App)), want) {
		t.Errorf("Taro: %+v", got)
	}
	if name, root := FreeName(got.App, "live"), FreeName(got.App, "shop"); name != "live2" || root != "shop2" {
		t.Errorf("free: %q, %q", name, root)
	}
	uni := project(map[string]string{
		"manifest.json": `{"appid": "__UNI__1", /* WeChat */ "mp-weixin": {"appid": "wx0123456789abcdef"}}`,
		"pages.json":    `{"pages": [], "globalStyle": {"navigationStyle": "custom"}}`,
	})
	if got := FindCompiled(uni, wechat.FrameworkUniApp); got.Root != "." || got.AppID != "wx0123456789abcdef" || got.App.Window.Bar != "custom" {
		t.Errorf("uni-app: %+v", got)
	}
	if got := FindCompiled(project(nil), wechat.FrameworkTaro); got.Root != "." || len(Inherit(got.App)) > 0 {
		t.Errorf("nothing: %+v", got)
	}
}
