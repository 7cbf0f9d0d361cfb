package dev

import (
	"context"
	"io"
	"log"
	"net/http"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync"
	"time"
)

// longestWait is how long a request waits for a server that is starting.
const longestWait = 20 * time.Second

// A front listens where the mini-program looks for its server, and hands
// requests to the one that runs behind it. So the address stays while the
// server is exchanged, and one address has all that two servers do.
type front struct {
	proxy *httputil.ReverseProxy

	mu       sync.Mutex
	behind   behind
	starting bool
	changed  chan struct{} // closed when behind changes, or nothing is starting
}

// behind is where requests go: to main, and those about rooms to rooms, which
// may be the same. Both are nil while no server runs.
type behind struct{ main, rooms *url.URL }

func newFront() *front {
	f := &front{changed: make(chan struct{}), starting: true}
	f.proxy = &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(r.In.Context().Value(targetKey{}).(*url.URL))
			r.Out.Host = r.In.Host
			r.SetXForwarded() // the server counts by address, and believes this computer
		},
		ErrorHandler: func(w http.ResponseWriter, _ *http.Request, _ error) { refuseDown(w) },
		ErrorLog:     log.New(io.Discard, "", 0),
	}
	return f
}

// targetKey is that of a request's target in its context.
type targetKey struct{}

// become says what runs from now on; starting: something is about to.
func (f *front) become(b behind, starting bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.behind, f.starting = b, starting
	close(f.changed)
	f.changed = make(chan struct{})
}

func (f *front) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	target := f.wait(r.Context(), r.URL.Path)
	if target == nil {
		refuseDown(w)
		return
	}
	f.proxy.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), targetKey{}, target)))
}

// wait returns where a request goes, as soon as a server that is starting is
// there; nil when there is none to wait for.
func (f *front) wait(ctx context.Context, path string) *url.URL {
	ctx, cancel := context.WithTimeout(ctx, longestWait)
	defer cancel()
	for {
		f.mu.Lock()
		b, starting, changed := f.behind, f.starting, f.changed
		f.mu.Unlock()
		if b.main != nil || !starting {
			return b.target(path)
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return nil
		}
	}
}

// target sends what is about rooms, and whether there are any, to the room service.
func (b behind) target(path string) *url.URL {
	if strings.HasPrefix(path, "/weapp/live_room/") || path == "/api/status" {
		return b.rooms
	}
	return b.main
}

// refuseDown answers in the form of the server that is not there.
func refuseDown(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(http.StatusServiceUnavailable)
	_, _ = io.WriteString(w, `{"error":{"code":"server_down","message":"The project's server is not running.","hint":"The terminal of mlvb dev says why; save a file of the server to start it again."}}`+"\n") // the client may be gone
}
