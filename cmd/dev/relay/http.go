package relay

import (
	"errors"
	"net/http"
	"strings"
	"time"
)

// ServeHTTP plays /APP/NAME.flv, over HTTP (GET, HEAD) and over WebSocket. A
// WebSocket of the sub-protocol "publisher" publishes it, DELETE cuts it. A
// viewer's request lasts as long as the stream: give the http.Server a
// BaseContext that ends, rather than a WriteTimeout, and a ResponseWriter that
// can flush.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	leave, err := s.connections.enter(r.RemoteAddr)
	if err != nil {
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
		return
	}
	defer leave()
	asked, err := requestedStream(r)
	if err != nil {
		http.Error(w, err.Error(), http.StatusNotFound)
		return
	}
	switch {
	case r.Method == http.MethodDelete:
		s.serveCut(w, asked)
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		w.Header().Set("Allow", "GET, HEAD, DELETE")
		http.Error(w, "a stream is played by GET and cut by DELETE", http.StatusMethodNotAllowed)
	case !isUpgrade(r):
		s.serveFLV(w, r, asked)
	case isPublisher(r):
		s.receiveWebSocket(w, r, asked)
	default:
		s.sendWebSocket(w, r, asked)
	}
}

func isUpgrade(r *http.Request) bool { return hasToken(r.Header, "Upgrade", "websocket") }

func isPublisher(r *http.Request) bool {
	return hasToken(r.Header, "Sec-WebSocket-Protocol", publisher)
}

func hasToken(h http.Header, name, token string) bool {
	for value := range strings.SplitSeq(strings.Join(h.Values(name), ","), ",") {
		if strings.EqualFold(strings.TrimSpace(value), token) {
			return true
		}
	}
	return false
}

// deny answers a request that failed.
func (s *Server) deny(w http.ResponseWriter, asked Stream, reason error) {
	s.report("http", asked, reason)
	code := http.StatusForbidden
	if errors.Is(reason, errAbsent) {
		code = http.StatusNotFound
	}
	http.Error(w, shorten(reason.Error()), code)
}

func (s *Server) serveCut(w http.ResponseWriter, asked Stream) {
	err := allow(s.options.MayCut, asked)
	if err == nil && !s.Cut(asked.App, asked.Name) {
		err = errAbsent
	}
	if err != nil {
		s.deny(w, asked, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (s *Server) serveFLV(w http.ResponseWriter, r *http.Request, asked Stream) {
	v, err := s.watch(asked)
	if err != nil {
		s.deny(w, asked, err)
		return
	}
	defer v.leave()
	w.Header().Set("Content-Type", "video/x-flv")
	w.Header().Set("Cache-Control", "no-store")
	if r.Method == http.MethodHead {
		return
	}
	control := http.NewResponseController(w)
	send := func(b []byte) error {
		_ = control.SetWriteDeadline(time.Now().Add(s.limits.idle))
		_, err := w.Write(b)
		return err
	}
	if send(fileHeader(v.audio, v.video)) == nil {
		_ = v.each(r.Context(), func(t tag) error { return send(t) }, control.Flush)
	}
	_ = control.SetWriteDeadline(time.Time{}) // the connection may serve another request
}
