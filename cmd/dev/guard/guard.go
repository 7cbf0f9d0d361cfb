// Package guard keeps foreign pages away from servers that run on a developer's
// computer. A browser there reaches them for any page it has open, and a name of
// somebody else's that leads to this computer (DNS rebinding) makes a foreign
// page look like one of the server's own. So a request has to name this computer
// in Host, and a page that asks has to be one that belongs to mlvb dev.
//
// It is no login: programs that are no browsers send what they like.
package guard

import (
	"fmt"
	"net/http"
)

// Options say who may ask.
type Options struct {
	Port        int   // of the listener, as Host has to name it
	Pages       []int // other ports of this computer whose pages may ask
	LAN         bool  // whether Host may be an address in the local network
	MiniProgram bool  // whether WeChat's client and its DevTools may ask
}

// Wrap returns a handler that passes on what may ask and answers 403 with one
// line of text to all else. Pages that may ask can read the answer (CORS); it
// answers their preflights itself.
func Wrap(next http.Handler, o Options) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if reason := o.refusal(r); reason != "" {
			http.Error(w, reason, http.StatusForbidden)
			return
		}
		origin := r.Header.Get("Origin")
		if origin != "" {
			share(w.Header(), origin)
			if isPreflight(r) {
				permit(w.Header(), r)
				w.WriteHeader(http.StatusNoContent)
				return
			}
		}
		next.ServeHTTP(w, r)
	})
}

// refusal is why a request may not pass; "" where it may.
func (o Options) refusal(r *http.Request) string {
	host, ok := o.ownHost(r.Host)
	if !ok {
		return fmt.Sprintf("mlvb dev: Host does not name this computer; use http://127.0.0.1:%d", o.Port)
	}
	if o.MiniProgram && fromMiniProgram(r) {
		return ""
	}
	switch origins := r.Header["Origin"]; {
	case len(origins) > 1, len(origins) == 1 && !o.ownOrigin(origins[0], host):
		return "mlvb dev: pages of this Origin may not ask here"
	case len(origins) == 0 && fromOtherPage(r):
		return "mlvb dev: pages of other sites may not ask here"
	}
	return ""
}

func isPreflight(r *http.Request) bool {
	return r.Method == http.MethodOptions && r.Header.Get("Access-Control-Request-Method") != ""
}

func share(h http.Header, origin string) {
	h.Set("Access-Control-Allow-Origin", origin)
	h.Add("Vary", "Origin")
}

// permit grants what a preflight asks for: the origin is what decides.
func permit(h http.Header, r *http.Request) {
	h.Set("Access-Control-Allow-Methods", r.Header.Get("Access-Control-Request-Method"))
	if names := r.Header.Get("Access-Control-Request-Headers"); names != "" {
		h.Set("Access-Control-Allow-Headers", names)
	}
	h.Set("Access-Control-Max-Age", "600")
}
