package view

import (
	"bytes"
	"encoding/json"
	"path"
	"slices"
	"sync"

	"mlvb/cmd/dev/view/build"
)

// backlog is how many events a page may be behind. One that is further behind
// is let go: it comes back and finds the last build.
const backlog = 16

// An event is a server-sent one.
type event struct{ name, data string }

// builds holds the last build and tells the pages of new ones.
type builds struct {
	mu        sync.Mutex
	last      *build.App
	body      []byte // of last, as JSON
	listeners map[chan event]struct{}
}

// take makes a build the last one. names are the files that changed since the
// one before.
func (b *builds) take(app *build.App, names []string) error {
	body, err := encode(app)
	if err != nil {
		return err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	before := b.last
	b.last, b.body = app, body
	if before == nil {
		return nil
	}
	told, err := change(names, before, app)
	if err != nil {
		return err
	}
	for l := range b.listeners {
		select {
		case l <- told:
		default:
			delete(b.listeners, l)
			close(l)
		}
	}
	return nil
}

// current returns the last build as JSON, and its revision.
func (b *builds) current() (body []byte, revision string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.body, b.last.Revision
}

// listen returns the events from now on. The first is the last build, for the
// page may have missed it, or this server was started after the page. The
// channel is closed on who does not read.
func (b *builds) listen() (heard <-chan event, stop func(), err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	first, err := newEvent("revision", map[string]any{"revision": b.last.Revision})
	if err != nil {
		return nil, nil, err
	}
	l := make(chan event, backlog)
	l <- first
	b.listeners[l] = struct{}{}
	return l, func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		delete(b.listeners, l)
	}, nil
}

// change is what the pages need to hear of a build: mistakes are shown over the
// page that is there, styles can be swapped in place, the rest wants a new page.
func change(names []string, before, after *build.App) (event, error) {
	told := map[string]any{"revision": after.Revision}
	switch {
	case hasErrors(after):
		told["failures"] = after.Failures
		return newEvent("failure", told)
	case onlyStyles(names) && sameButStyles(before, after):
		told["styles"] = after.Styles
		return newEvent("styles", told)
	}
	return newEvent("reload", told)
}

func hasErrors(app *build.App) bool {
	return slices.ContainsFunc(app.Failures, func(f build.Failure) bool { return f.Severity != build.Warning })
}

func onlyStyles(names []string) bool {
	return !slices.ContainsFunc(names, func(name string) bool { return path.Ext(name) != ".wxss" })
}

// sameButStyles says whether a page that runs the one build may show the styles
// of the other: they are for the same pages and components, and there is nothing
// else to tell.
func sameButStyles(before, after *build.App) bool {
	sameSheet := func(a, b build.Sheet) bool { return a.Path == b.Path && a.Scope == b.Scope }
	sameFailure := func(a, b build.Failure) bool { return a.String() == b.String() }
	return slices.EqualFunc(before.Styles, after.Styles, sameSheet) && slices.EqualFunc(before.Failures, after.Failures, sameFailure)
}

func newEvent(name string, told map[string]any) (event, error) {
	data, err := encode(told)
	return event{name, string(data)}, err
}

// encode leaves < and & as they are: nothing of it stands in HTML.
func encode(value any) ([]byte, error) {
	var text bytes.Buffer
	to := json.NewEncoder(&text)
	to.SetEscapeHTML(false)
	err := to.Encode(value)
	return bytes.TrimSuffix(text.Bytes(), []byte("\n")), err
}
