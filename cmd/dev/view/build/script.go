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
	known    map[string]*script
	patterns *patterns
}

func newScripts() *scripts {
	return &scripts{known: map[string]*script{}, patterns: newPatterns()}
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
	made.requests = s.patterns.requests(text, printed)
	made.dynamic = s.patterns.dynamic.MatchString(printed)
	made.modern = s.patterns.modern.MatchString(printed)
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

// A request is a require or an import in a script.
type request struct {
	path  string
	at    int  // offset of the quoted path; -1: unknown
	early bool // it runs when the script is loaded, for all that can be seen
	later bool // it need not be there: its package may not be loaded yet
}

// patterns find requests in what esbuild prints.
type patterns struct {
	request, dynamic, modern *regexp.Regexp
}

func newPatterns() *patterns {
	return &patterns{
		request: regexp.MustCompile(`\brequire(\.async)?\("([^"\n]+)"\s*([,)])|\bfrom "([^"\n]+)"|(?m:^import) "([^"\n]+)"`),
		dynamic: regexp.MustCompile(`\brequire(?:\.async)?\((?:[^"')]|"[^"\n]*"\s*[^),\s])`),
		modern:  regexp.MustCompile(`(?m)^(?:import|export)\b\s*[^.(\s]`),
	}
}

func (p *patterns) requests(text, printed string) (found []request) {
	for _, parts := range p.request.FindAllStringSubmatch(printed, -1) {
		path := parts[2] + parts[4] + parts[5]
		asked := request{path: path, at: placeOfRequest(text, path), later: parts[1] != "" || parts[3] == ","}
		asked.early = parts[2] == "" || isEarly(text, asked.at)
		found = append(found, asked)
	}
	return found
}

// placeOfRequest finds a path in quotes behind require, import or from. A line
// that is a comment for all that can be seen counts only if there is no other.
func placeOfRequest(text, path string) int {
	asked := regexp.MustCompile(`(?:\brequire(?:\.async)?\s*\(|\bfrom|\bimport)\s*(['"])` + regexp.QuoteMeta(path) + `['"]`)
	place := -1
	for _, found := range asked.FindAllStringSubmatchIndex(text, -1) {
		if !isComment(text[strings.LastIndexByte(text[:found[0]], '\n')+1 : found[0]]) {
			return found[2]
		}
		if place < 0 {
			place = found[2]
		}
	}
	return place
}

func isComment(beginning string) bool {
	beginning = strings.TrimSpace(beginning)
	return strings.HasPrefix(beginning, "*") || strings.Contains(beginning, "//") || strings.HasPrefix(beginning, "/*")
}

// isEarly reports whether a require stands at the beginning of a line, as those
// do that run when the script is loaded. One in a function or in a try may
// never run, and WeChat's compiler says nothing of it either.
func isEarly(text string, at int) bool {
	if at < 0 {
		return false
	}
	const longest = 200 // characters; a longer line is minified
	line := text[strings.LastIndexByte(text[:at], '\n')+1 : at]
	for _, beginning := range []string{"const ", "let ", "var ", "require", "module.exports"} {
		if strings.HasPrefix(line, beginning) {
			return len(line) < longest
		}
	}
	return false
}
