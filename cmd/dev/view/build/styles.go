package build

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// A Sheet is the style sheet of the app, of a page or of a component.
type Sheet struct {
	Path  string `json:"path"`
	Scope string `json:"scope"` // prefix of the classes; empty for pages and the app
	WXSS  string `json:"wxss"`  // with what it imports
}

// styles remembers what was found in style sheets.
type styles struct {
	known    map[string]*style
	imported *regexp.Regexp
}

type style struct {
	text     string
	failures []Failure
	imports  []styleImport
}

type styleImport struct {
	start, end int // of the statement
	reference  string
}

func newStyles() *styles {
	return &styles{
		known:    map[string]*style{},
		imported: regexp.MustCompile(`(?s)/\*.*?\*/|@import\s+(?:url\(\s*)?["']?([^"')\s;]+)["']?\s*\)?\s*;?`),
	}
}

// inlineStyles returns the sheets in the order in which they apply. Those of
// pages come last, as they also reach into components that let them.
func (r *run) inlineStyles() []Sheet {
	r.graph.need(theApp, theApp+".wxss")
	var components []string
	for _, unit := range r.units() {
		if !slices.Contains(r.pages, unit) {
			components = append(components, unit)
		}
	}
	scopes := scopesOf(components)
	sheets := []Sheet{}
	for _, unit := range slices.Concat([]string{theApp}, components, r.pages) {
		file := unit + ".wxss"
		if _, ok := r.styleSource(file); ok && !r.files.has(file) {
			r.fail(failure(file, r.absent(file)))
		}
		sheets = append(sheets, Sheet{Path: unit, Scope: scopes[unit], WXSS: r.inlined(file, map[string]bool{})})
	}
	return sheets
}

// scopesOf gives components readable prefixes: their names, with a number
// where two have the same.
func scopesOf(components []string) map[string]string {
	scopes, seen := map[string]string{}, map[string]int{}
	for _, component := range components {
		name := path.Base(component)
		if seen[name]++; seen[name] > 1 {
			name = fmt.Sprint(name, seen[name])
		}
		scopes[component] = name
	}
	return scopes
}

// inlined is a sheet with those that it imports in their place, each once.
func (r *run) inlined(file string, seen map[string]bool) string {
	text, ok := r.files.read(file)
	if !ok || seen[file] {
		return ""
	}
	seen[file] = true
	known := r.styles.of(file, text)
	r.fail(known.failures...)
	var out strings.Builder
	done := 0
	for _, imported := range known.imports {
		out.WriteString(text[done:imported.start])
		done = imported.end
		target, there := r.styleTarget(file, imported.reference)
		if there {
			r.graph.need(file, target)
			out.WriteString(r.inlined(target, seen))
			continue
		}
		r.fail(warning(file, r.absent(target)).at(text, imported.start))
	}
	return out.String() + text[done:]
}

// styleTarget is the file that an import means, whose ending may be left out.
func (r *run) styleTarget(file, reference string) (string, bool) {
	target := resolve(file, reference)
	if r.files.has(target) {
		return target, true
	}
	if !strings.HasSuffix(target, ".wxss") {
		target += ".wxss"
	}
	return target, r.files.has(target)
}

func (s *styles) of(file, text string) *style {
	known := s.known[file]
	if known == nil || known.text != text {
		known = &style{text: text, failures: styleMistakes(file, text), imports: s.importsIn(text)}
		s.known[file] = known
	}
	return known
}

// importsIn finds the imports of files; those of the web stay, which the
// browser loads by itself.
func (s *styles) importsIn(text string) (found []styleImport) {
	for _, at := range s.imported.FindAllStringSubmatchIndex(text, -1) {
		if at[2] < 0 { // a comment
			continue
		}
		reference := text[at[2]:at[3]]
		if !strings.Contains(reference, "//") {
			found = append(found, styleImport{at[0], at[1], reference})
		}
	}
	return found
}

// styleMistakes finds mistakes in a style sheet. A browser makes the best of
// any; but with some WeChat's compiler refuses the sheet.
func styleMistakes(file, text string) (failures []Failure) {
	result := api.Transform(text, api.TransformOptions{Loader: api.LoaderCSS, Sourcefile: file, LogLevel: api.LogLevelSilent})
	for _, message := range slices.Concat(result.Errors, result.Warnings) {
		if message.ID != "" && message.ID != "css-syntax-error" && message.ID != "js-comment-in-css" {
			continue // a piece of advice
		}
		f := fromEsbuild(file, message)
		if !refused(message) {
			f.Severity = Warning
		}
		failures = append(failures, f)
	}
	return failures
}

// refused reports whether WeChat's compiler refuses a sheet for that.
func refused(message api.Message) bool {
	if message.ID == "js-comment-in-css" {
		return true
	}
	for _, beginning := range []string{`Expected "}"`, `Unexpected "}"`, `Expected ":"`, `Expected "{"`, `Expected "*/"`} {
		if strings.HasPrefix(message.Text, beginning) {
			return true
		}
	}
	return false
}
