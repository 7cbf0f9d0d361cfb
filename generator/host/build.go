package host

import (
	"encoding/json"
	"io/fs"
	"regexp"
	"slices"

	"mlvb/generator/wechat"
)

// Build is what makes a mini-program of sources.
type Build struct {
	Tool   string `json:"tool"`             // the name under which its users know it; empty where there is none
	Config string `json:"config,omitempty"` // the file that tells it what to do; empty where app.json does
	Script string `json:"script,omitempty"` // of package.json, that most likely runs it

	reads bool // it reads app.json, and takes along what that lists
}

// DetectBuild tells what builds the sources of a project, by package.json and
// the configuration beside it.
func DetectBuild(project fs.FS) Build {
	m := wechat.ReadManifest(project)
	for _, tool := range []struct {
		name, needs string
		configs     []string
		reads       bool
	}{
		{"weapp-vite", "weapp-vite", nil, true},
		{"mpx", "@mpxjs/", nil, true},
		{"WePY", "wepy", nil, true},
		{"WePY", "@wepy/", nil, true},
		{"gulp", "gulp", []string{"gulpfile.js", "gulpfile.mjs", "gulpfile.cjs", "gulpfile.ts", "gulpfile.babel.js", "gulpfile.esm.js"}, false},
		{"webpack", "webpack", []string{"webpack.config.js", "webpack.config.cjs", "webpack.config.mjs", "webpack.config.ts"}, false},
		{"rollup", "rollup", []string{"rollup.config.js", "rollup.config.mjs", "rollup.config.ts"}, false},
		{"Vite", "vite", []string{"vite.config.js", "vite.config.mjs", "vite.config.ts"}, false},
		{"tsc", "typescript", []string{"tsconfig.json"}, false},
	} {
		i := slices.IndexFunc(tool.configs, func(name string) bool { return wechat.Exists(project, name) })
		if i < 0 && !m.Needs(tool.needs) {
			continue
		}
		b := Build{Tool: tool.name, Script: buildScript(m), reads: tool.reads}
		if i >= 0 {
			b.Config = tool.configs[i]
		}
		return b
	}
	return Build{}
}

// buildScript is the script of package.json that most likely builds.
func buildScript(m wechat.Manifest) string {
	for _, name := range []string{"build:weapp", "build:mp-weixin", "build:wechat", "build:wx", "build:mp", "build", "compile", "dev", "start"} {
		if m.Scripts[name] != "" {
			return name
		}
	}
	return ""
}

// Unnamed lists those of the kinds of files, such as .svg, that the build's
// configuration does not name, so that it may not take them along. A
// configuration that takes all files names every kind.
func (b Build) Unnamed(project fs.FS, kinds []string) []string {
	if b.reads || b.Config == "" {
		return nil
	}
	if b.Tool == "tsc" {
		return typescriptLeaves(project, b.Config, kinds)
	}
	text, err := readText(project, b.Config)
	if err != nil || regexp.MustCompile(`\*\*/\*(\.\*)?["'`+"`"+`]`).Match(text) {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(kinds), func(kind string) bool {
		return regexp.MustCompile(`[.,{|(]\s*` + regexp.QuoteMeta(kind[1:]) + `\b`).Match(text)
	})
}

// typescriptLeaves tells what tsc does not write: JavaScript unless it is told
// to, and nothing but scripts ever.
func typescriptLeaves(project fs.FS, config string, kinds []string) []string {
	var c struct {
		Options struct {
			AllowJS bool `json:"allowJs"`
		} `json:"compilerOptions"`
	}
	text, err := readText(project, config)
	if err != nil {
		return kinds
	}
	if json.Unmarshal(text, &c) != nil { // it has comments, most likely
		c.Options.AllowJS = regexp.MustCompile(`(?m)^\s*"allowJs"\s*:\s*true`).Match(text)
	}
	return slices.DeleteFunc(slices.Clone(kinds), func(kind string) bool { return kind == ".js" && c.Options.AllowJS })
}
