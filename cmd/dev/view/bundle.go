package view

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"mlvb/cmd/dev/view/npm"
)

// A bundle is what runs in the browser: scripts, styles and their maps, by name.
type bundle struct {
	version string // another one for other files, so that a browser may keep them
	files   map[string][]byte
}

// A recipe is all that decides on a bundle.
type recipe struct {
	sources  fs.FS // the client, see package client
	packages npm.Packages
	language string // of its words
}

// bundle makes one script and one style sheet for each page of the client.
func (r recipe) bundle() (bundle, error) {
	result := api.Build(api.BuildOptions{
		EntryPointsAdvanced: []api.EntryPoint{
			{InputPath: "runtime/main.mjs", OutputPath: "phone"},
			{InputPath: "shell/shell.js", OutputPath: "shell"},
		},
		Bundle:    true,
		Outdir:    "/",
		Format:    api.FormatESModule,
		Target:    api.ES2022,
		Sourcemap: api.SourceMapLinked,
		LogLevel:  api.LogLevelSilent,
		Define:    map[string]string{"process.env.NODE_ENV": `"development"`},
		Plugins:   []api.Plugin{{Name: "client", Setup: r.plug}},
	})
	if len(result.Errors) > 0 {
		return bundle{}, fmt.Errorf("bundle the browser view: %w", bundleError(result.Errors[0]))
	}
	b := bundle{files: map[string][]byte{}}
	for _, file := range result.OutputFiles {
		b.files[path.Base(strings.ReplaceAll(file.Path, `\`, "/"))] = file.Contents
	}
	b.version = versionOf(b.files)
	return b, nil
}

// plug has esbuild read the sources and packages where they are, not from disk.
func (r recipe) plug(b api.PluginBuild) {
	const namespace = "client"
	b.OnResolve(api.OnResolveOptions{Filter: ".*"}, func(a api.OnResolveArgs) (api.OnResolveResult, error) {
		name, err := r.resolve(a)
		return api.OnResolveResult{Path: name, Namespace: namespace, External: name == ""}, err
	})
	b.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: namespace}, func(a api.OnLoadArgs) (api.OnLoadResult, error) {
		text, ok := r.packages[a.Path]
		if !ok {
			var err error
			if text, err = fs.ReadFile(r.sources, a.Path); err != nil {
				return api.OnLoadResult{}, err
			}
		}
		contents, loader := string(text), api.LoaderJS
		if path.Ext(a.Path) == ".css" {
			loader = api.LoaderCSS
		}
		return api.OnLoadResult{Contents: &contents, Loader: loader}, nil
	})
}

// resolve returns the path of a source or the name of a package; "" for data
// that a style sheet holds itself.
func (r recipe) resolve(a api.OnResolveArgs) (string, error) {
	switch {
	case a.Kind == api.ResolveEntryPoint:
		return a.Path, nil
	case strings.HasPrefix(a.Path, "data:"):
		return "", nil
	case a.Path == "words":
		return "words/" + r.language + ".js", nil
	case strings.HasPrefix(a.Path, "."):
		return path.Join(path.Dir(a.Importer), a.Path), nil
	case r.packages[a.Path] != nil:
		return a.Path, nil
	}
	return "", fmt.Errorf("%s is none of the packages", a.Path)
}

func bundleError(m api.Message) error {
	if m.Location == nil {
		return errors.New(m.Text)
	}
	return fmt.Errorf("%s:%d: %s", m.Location.File, m.Location.Line, m.Text)
}

// versionOf tells sets of files apart.
func versionOf(files map[string][]byte) string {
	all := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		fmt.Fprintln(all, name, len(files[name]))
		all.Write(files[name])
	}
	return hex.EncodeToString(all.Sum(nil)[:6])
}
