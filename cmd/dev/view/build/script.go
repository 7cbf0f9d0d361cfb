package build

import (
	"regexp"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// A script is a compiled module.
type script struct {
	file     string
	text     string
	code     string // CommonJS: as it is written, so that lines stay as they are, or else as esbuild makes it, with a source map
	requests []request
	dynamic  bool // it requires what is found out only when it runs
	failures []Failure
}

// A request is a require or an import in a script.
type request struct {
	path  string
	at    int  // offset of the quoted path; -1: unknown
	early bool // it runs when the script is loaded, for all that can be seen
}

// scripts compiles modules, again only those that changed.
type scripts struct {
	known   map[string]*script
	later   *regexp.Regexp // require.async, and require with a callback
	unknown *regexp.Regexp // require of something else than a string
}

func newScripts() *scripts {
	return &scripts{
		known:   map[string]*script{},
		later:   regexp.MustCompile(`\brequire(?:\.async\s*\(\s*['"]([^'"\n]+)['"]|\s*\(\s*['"]([^'"\n]+)['"]\s*,)`),
		unknown: regexp.MustCompile(`\brequire(?:\.async)?\s*\(\s*[^'"\s)]`),
	}
}

// compiled are the scripts with these names, whose texts are given.
func (s *scripts) compile(texts map[string]string) {
	changed := map[string]string{}
	for file, text := range texts {
		if known := s.known[file]; known == nil || known.text != text {
			changed[file] = text
		}
	}
	for file, made := range bundle(changed) {
		for _, found := range s.later.FindAllStringSubmatch(made.text, -1) {
			made.requests = append(made.requests, request{path: found[1] + found[2], at: -1})
		}
		made.dynamic = s.unknown.MatchString(made.text)
		s.known[file] = made
	}
}

// early reports whether a require stands at the beginning of a line, as those
// do that run when the script is loaded. One in a function or in a try may
// never run, and the phone's compiler says nothing of it either.
func isEarly(text string, at int) bool {
	line := text[strings.LastIndexByte(text[:at], '\n')+1 : at]
	for _, beginning := range []string{"const ", "let ", "var ", "require", "module.exports"} {
		if strings.HasPrefix(line, beginning) {
			return len(line) < 200 // else it is minified
		}
	}
	return false
}

func loaderOf(file string) api.Loader {
	if strings.HasSuffix(file, ".ts") {
		return api.LoaderTS
	}
	return api.LoaderJS
}
