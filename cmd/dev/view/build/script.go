package build

import (
	"regexp"
	"runtime"
	"strings"
	"sync"

	"github.com/evanw/esbuild/pkg/api"
)

// A script is a compiled module.
type script struct {
	file     string
	text     string
	code     string // CommonJS: as it is written, so that lines stay as they are, or else as esbuild makes it, with a source map
	modern   bool   // it has import or export
	requests []request
	dynamic  bool // it requires what is found out only when it runs
	failures []Failure
}

// scripts compiles modules, again only those that changed.
type scripts struct {
	known  map[string]*script
	modern *regexp.Regexp // a line that esbuild prints for an import or an export
}

func newScripts() *scripts {
	return &scripts{known: map[string]*script{}, modern: regexp.MustCompile(`(?m)^(?:import|export)\b\s*[^.(\s]`)}
}

// compile makes known the scripts with these texts.
func (s *scripts) compile(texts map[string]string) {
	changed := make(chan string, len(texts))
	made := make(chan *script, len(texts))
	for file, text := range texts {
		if known := s.known[file]; known == nil || known.text != text {
			changed <- file
		}
	}
	close(changed)
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(changed)) {
		workers.Go(func() {
			for file := range changed {
				made <- s.compiled(file, texts[file])
			}
		})
	}
	workers.Wait()
	close(made)
	for one := range made {
		s.known[one.file] = one
	}
}

// compiled reads a script with esbuild, which prints it without comments and
// in one style; there what it requires is easy to find.
func (s *scripts) compiled(file, text string) *script {
	made := &script{file: file, text: text, code: text}
	plain := transform(file, text, api.FormatDefault)
	for _, message := range plain.Errors {
		made.failures = append(made.failures, fromEsbuild(file, message))
	}
	if len(made.failures) > 0 {
		return made
	}
	printed := string(plain.Code)
	made.requests, made.dynamic = requestsIn(text, printed)
	made.modern = s.modern.MatchString(printed)
	if made.modern || isTypeScript(file) {
		common := transform(file, text, api.FormatCommonJS)
		made.code = string(common.Code)
		for _, message := range common.Errors { // such as await outside of functions
			made.failures = append(made.failures, fromEsbuild(file, message))
		}
	}
	return made
}

func transform(file, text string, format api.Format) api.TransformResult {
	options := api.TransformOptions{
		Sourcefile: file, Format: format, Loader: api.LoaderJS,
		LogLevel: api.LogLevelSilent, LegalComments: api.LegalCommentsNone,
		TsconfigRaw: `{"compilerOptions": {"experimentalDecorators": true}}`,
	}
	if isTypeScript(file) {
		options.Loader = api.LoaderTS
	}
	if format == api.FormatCommonJS {
		options.Sourcemap, options.SourcesContent = api.SourceMapInline, api.SourcesContentExclude
	}
	return api.Transform(text, options)
}

func isTypeScript(file string) bool {
	return strings.HasSuffix(file, ".ts")
}
