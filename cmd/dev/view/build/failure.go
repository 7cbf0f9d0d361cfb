package build

import (
	"cmp"
	"fmt"
	"slices"
)

// A Severity says what a failure stops.
type Severity string

// A warning stops nothing; an error stops the pages that need the file.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
)

// A Failure is something wrong in the project.
type Failure struct {
	File     string   `json:"file"`             // path in the project, with slashes
	Line     int      `json:"line,omitempty"`   // from 1; 0: the file as a whole
	Column   int      `json:"column,omitempty"` // from 1, in characters
	Message  string   `json:"message"`
	Severity Severity `json:"severity"`
	Pages    []string `json:"pages"` // that can't run because of it; nil: none of the app can
}

// String is one line, whose beginning terminals make a link.
func (f Failure) String() string {
	place := f.File
	for _, n := range []int{f.Line, f.Column} {
		if n > 0 {
			place += fmt.Sprintf(":%d", n)
		}
	}
	return place + "  " + f.Message
}

// at gives a failure the place of an offset of the file's text.
func (f Failure) at(text string, offset int) Failure {
	f.Line, f.Column = placeOf(text, offset)
	return f
}

func (r *run) fail(failures ...Failure) {
	r.failures = append(r.failures, failures...)
}

func failure(file, message string) Failure {
	return Failure{File: file, Message: message, Severity: Error}
}

func warning(file, message string) Failure {
	return Failure{File: file, Message: message, Severity: Warning}
}

// concluded are the failures, each once, errors first, with the pages that
// they stop.
func (r *run) concluded() []Failure {
	for name := range r.files.large {
		r.fail(failure(name, r.absent(name)))
	}
	seen := map[string]bool{}
	all := []Failure{}
	for _, f := range r.failures {
		if key := f.String(); !seen[key] {
			seen[key] = true
			f.Pages = r.stopped(f)
			f.File = r.options.Prefix + f.File
			all = append(all, f)
		}
	}
	slices.SortStableFunc(all, func(a, b Failure) int {
		return cmp.Or(cmp.Compare(a.Severity, b.Severity), cmp.Compare(a.File, b.File), a.Line-b.Line, a.Column-b.Column)
	})
	return all
}

// stopped are the pages that can't run because of a failure.
func (r *run) stopped(f Failure) []string {
	if f.Severity == Warning {
		return []string{}
	}
	if f.Pages != nil {
		return f.Pages
	}
	if r.graph.reach(theApp)[f.File] {
		return nil
	}
	pages := []string{}
	for _, page := range r.pages {
		if r.graph.reach(page)[f.File] {
			pages = append(pages, page)
		}
	}
	return pages
}
