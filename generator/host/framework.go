package host

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"

	"mlvb/generator/wechat"
)

// FindCompiled finds the sources of a mini-program that a framework compiles,
// app.json included. What the app hands down is read from where the framework
// has it, as far as it is written there in plain words.
func FindCompiled(project fs.FS, framework wechat.Framework) Found {
	f := Found{Config: wechat.Config{Root: "."}, Build: Build{Tool: "Taro", reads: true}}
	if config, err := wechat.ReadConfig(project); err == nil {
		f.Config, f.HasConfig, f.AppID = config, true, config.AppID
	}
	f.Root = "."
	if wechat.Exists(project, "src") {
		f.Root = "src"
	}
	text := firstText(project, f.Root, "app.config.ts", "app.config.js", "app.config.tsx")
	if framework == wechat.FrameworkUniApp {
		f.Build.Tool = "uni-app"
		text = firstText(project, f.Root, "pages.json")
		manifest := firstText(project, f.Root, "manifest.json")
		if found := regexp.MustCompile(`"appid"\s*:\s*"(wx[0-9a-f]{16})"`).FindStringSubmatch(manifest); found != nil {
			f.AppID = found[1]
		}
	}
	f.Build.Script = buildScript(wechat.ReadManifest(project))
	f.App = appOf(text)
	return f
}

// firstText is the text of the first of some files that is there.
func firstText(project fs.FS, dir string, names ...string) string {
	text, err := readText(project, path.Join(dir, firstThere(project, dir, names...)))
	if err != nil {
		return ""
	}
	return string(text)
}

// largestText is the size, in bytes, of the largest configuration that is read.
const largestText = 1 << 20

// readText reads a file that a tool has its configuration in.
func readText(project fs.FS, name string) ([]byte, error) {
	info, err := fs.Stat(project, name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > largestText { // a named pipe would keep us waiting
		return nil, fmt.Errorf("%s is not a configuration", name)
	}
	return fs.ReadFile(project, name)
}

// firstThere is the first of some files of a folder that is there; where none
// is, it is the first one.
func firstThere(project fs.FS, dir string, names ...string) string {
	for _, name := range names {
		if wechat.Exists(project, path.Join(dir, name)) {
			return name
		}
	}
	return names[0]
}

// appOf is what a text in JavaScript, or in JSON with comments, says of an app.
// A setting of one page is taken for one of all: then the added pages say
// something that they need not.
func appOf(text string) wechat.App {
	text = regexp.MustCompile(`(?s:/\*.*?\*/)|(?m:^\s*//.*$)`).ReplaceAllString(text, "")
	all := func(key string) (values []string) {
		for _, found := range regexp.MustCompile(`\b`+key+`["']?\s*:\s*["']?([^"',\s}]+)`).FindAllStringSubmatch(text, -1) {
			values = append(values, found[1])
		}
		return values
	}
	first := func(key string) string {
		if values := all(key); len(values) > 0 {
			return values[0]
		}
		return ""
	}
	app := wechat.App{Renderer: first("renderer"), Window: wechat.Window{
		Title: first("navigationBarTitleText"), Bar: first("navigationStyle"), BarColour: first("navigationBarBackgroundColor"),
		BarText: first("navigationBarTextStyle"), PullDown: first("enablePullDownRefresh") == "true", Orientation: first("pageOrientation"),
	}}
	for _, root := range all("root") {
		app.Subpackages = append(app.Subpackages, wechat.Subpackage{Root: strings.Trim(root, "/")})
	}
	for _, name := range all("name") {
		app.Subpackages = append(app.Subpackages, wechat.Subpackage{Name: name})
	}
	return app
}
