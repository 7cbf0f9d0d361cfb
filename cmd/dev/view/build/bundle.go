package build

import (
	"encoding/json"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// namespace marks the files of the mini-program for esbuild, which shall not
// look for them on the disk itself.
const namespace = "app"

// bundle compiles scripts with esbuild, each by itself: what one requires is
// another file to the browser too.
func bundle(texts map[string]string) map[string]*script {
	made := map[string]*script{}
	for len(texts) > 0 {
		result, names := runBundle(texts)
		if len(result.Errors) == 0 {
			collect(made, texts, names, result)
			return made
		}
		// One mistake, and esbuild makes nothing at all.
		wrong := map[string]*script{}
		for _, message := range result.Errors {
			file := fileOf(message)
			if wrong[file] == nil {
				wrong[file] = &script{file: file, text: texts[file], code: texts[file]}
			}
			wrong[file].failures = append(wrong[file].failures, fromEsbuild(file, message))
		}
		if wrong[""] != nil {
			failAll(made, texts, wrong[""].failures)
			return made
		}
		maps.Copy(made, wrong)
		texts = maps.Clone(texts)
		maps.DeleteFunc(texts, func(file, _ string) bool { return wrong[file] != nil })
	}
	return made
}

// failAll is for a mistake of no file, such as no memory.
func failAll(made map[string]*script, texts map[string]string, failures []Failure) {
	for file, text := range texts {
		one := &script{file: file, text: text, code: text}
		for _, f := range failures {
			f.File = file
			one.failures = append(one.failures, f)
		}
		made[file] = one
	}
}

// runBundle names the results by numbers, as the names of files may be
// anything.
func runBundle(texts map[string]string) (api.BuildResult, []string) {
	names := slices.Sorted(maps.Keys(texts))
	entries := make([]api.EntryPoint, len(names))
	for i, name := range names {
		entries[i] = api.EntryPoint{InputPath: name, OutputPath: strconv.Itoa(i)}
	}
	return api.Build(api.BuildOptions{
		EntryPointsAdvanced: entries,
		Bundle:              true,
		Format:              api.FormatCommonJS,
		Outdir:              "/",
		AbsWorkingDir:       "/",
		Sourcemap:           api.SourceMapInline,
		SourcesContent:      api.SourcesContentExclude,
		TreeShaking:         api.TreeShakingFalse,
		TsconfigRaw:         `{"compilerOptions": {"experimentalDecorators": true}}`,
		Metafile:            true,
		LogLevel:            api.LogLevelSilent,
		Plugins:             []api.Plugin{{Name: namespace, Setup: func(build api.PluginBuild) { provide(build, texts) }}},
	}), names
}

// provide gives esbuild the texts. It leaves what they require outside, and
// notes each with a message, as only those have a place.
func provide(build api.PluginBuild, texts map[string]string) {
	build.OnResolve(api.OnResolveOptions{Filter: ".*"}, func(asked api.OnResolveArgs) (api.OnResolveResult, error) {
		if asked.Kind == api.ResolveEntryPoint {
			return api.OnResolveResult{Path: asked.Path, Namespace: namespace}, nil
		}
		note := api.Message{Text: asked.Path, Detail: asked.Kind}
		return api.OnResolveResult{Path: asked.Path, External: true, Warnings: []api.Message{note}}, nil
	})
	build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: namespace}, func(asked api.OnLoadArgs) (api.OnLoadResult, error) {
		text := texts[asked.Path]
		return api.OnLoadResult{Contents: &text, Loader: loaderOf(asked.Path)}, nil
	})
}

func collect(made map[string]*script, texts map[string]string, names []string, result api.BuildResult) {
	modern := isESM(result.Metafile)
	for _, out := range result.OutputFiles {
		number, err := strconv.Atoi(strings.TrimSuffix(path.Base(strings.ReplaceAll(out.Path, `\`, "/")), ".js"))
		if err != nil || number >= len(names) {
			continue
		}
		file := names[number]
		made[file] = &script{file: file, text: texts[file], code: texts[file]}
		if modern[file] || loaderOf(file) == api.LoaderTS {
			made[file].code = string(out.Contents)
		}
	}
	for _, message := range result.Warnings {
		kind, isRequest := message.Detail.(api.ResolveKind)
		one := made[fileOf(message)]
		if !isRequest || one == nil {
			continue
		}
		at := offsetOfLocation(one.text, message.Location)
		early := kind == api.ResolveJSImportStatement || kind == api.ResolveJSRequireCall && isEarly(one.text, at)
		one.requests = append(one.requests, request{path: message.Text, at: at, early: early})
	}
}

// isESM tells which files have an import or an export, whatever else they have.
func isESM(metafile string) map[string]bool {
	var meta struct {
		Inputs map[string]struct {
			Format  string
			Imports []struct{ Kind string }
		}
	}
	found := map[string]bool{}
	if json.Unmarshal([]byte(metafile), &meta) != nil {
		return found
	}
	for name, input := range meta.Inputs {
		file := strings.TrimPrefix(name, namespace+":")
		found[file] = input.Format == "esm"
		for _, imported := range input.Imports {
			found[file] = found[file] || imported.Kind == "import-statement"
		}
	}
	return found
}

func fileOf(message api.Message) string {
	if message.Location == nil {
		return ""
	}
	return strings.TrimPrefix(message.Location.File, namespace+":")
}
