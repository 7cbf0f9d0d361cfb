package view

import (
	"bytes"
	"crypto/subtle"
	"net/http"
	"path"
	"strconv"
	"strings"
	"time"
)

// Handler serves the browser view. It trusts whoever asks, so package guard goes
// before it, and its pages can reach all that this computer can, so it is to
// listen on this computer alone.
func (v *View) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", page(v.shell))
	mux.HandleFunc("GET /phone", page(v.phone))
	mux.HandleFunc("GET /build.json", v.built)
	mux.HandleFunc("GET /events", v.events)
	mux.HandleFunc("GET /app/{name...}", v.asset)
	mux.HandleFunc("GET /client/{version}/{name}", v.clientFile)
	mux.HandleFunc("POST /request", v.request)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Cache-Control", "no-store")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Content-Security-Policy", "frame-ancestors 'self'")
		if path.Clean(r.URL.Path) != r.URL.Path || r.URL.Path == "/app" { // the mux would redirect
			http.NotFound(w, r)
			return
		}
		mux.ServeHTTP(w, r)
	})
}

func page(html []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { send(w, "text/html; charset=utf-8", html) }
}

func (v *View) built(w http.ResponseWriter, r *http.Request) {
	body, revision := v.builds.current()
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-cache") // may be kept, but not shown without asking
	w.Header().Set("ETag", `"`+revision+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
}

func (v *View) clientFile(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("name")
	body, ok := v.client.files[name]
	if !ok || r.PathValue("version") != v.client.version {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Cache-Control", "max-age=31536000, immutable") // the version in the address changes with the file
	switch path.Ext(name) {
	case ".js":
		send(w, "text/javascript; charset=utf-8", body)
	case ".css":
		send(w, "text/css; charset=utf-8", body)
	default: // a map
		send(w, "application/json", body)
	}
}

// request is for the view's own pages: they alone have the token.
func (v *View) request(w http.ResponseWriter, r *http.Request) {
	given := r.Header.Get("X-Mlvb-Token")
	if subtle.ConstantTimeCompare([]byte(given), []byte(v.token)) != 1 {
		http.Error(w, "the token is missing or another view's: reload the page", http.StatusForbidden)
		return
	}
	v.forward.ServeHTTP(w, r)
}

func send(w http.ResponseWriter, kind string, body []byte) {
	w.Header().Set("Content-Type", kind)
	_, _ = w.Write(body) // who has gone hears nothing
}

// fill puts into a page what differs from run to run.
func (v *View) fill(html []byte) []byte {
	flv := ""
	if v.options.FLVPort != 0 {
		flv = strconv.Itoa(v.options.FLVPort)
	}
	places := strings.NewReplacer("%CLIENT%", "/client/"+v.client.version, "%TOKEN%", v.token, "%FLV%", flv)
	return []byte(places.Replace(string(html)))
}
