package relay

import (
	"fmt"
	"sync"
)

// A hub knows the streams that are published.
type hub struct {
	limits limits

	mu      sync.Mutex
	streams map[string]*stream
}

func newHub(l limits) *hub { return &hub{limits: l, streams: map[string]*stream{}} }

// open adds a stream, which the caller closes.
func (h *hub) open(asked Stream, cut func()) (*stream, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.streams[asked.key()] != nil {
		return nil, errTaken
	}
	if len(h.streams) >= h.limits.streams {
		return nil, fmt.Errorf("%d streams are published, which is the most", len(h.streams))
	}
	s := newStream(asked, cut, h.limits)
	h.streams[asked.key()] = s
	return s, nil
}

// close frees the name of a stream.
func (h *hub) close(s *stream) {
	h.mu.Lock()
	delete(h.streams, s.asked.key())
	h.mu.Unlock()
	close(s.closed)
}

func (h *hub) find(key string) *stream {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.streams[key]
}

// view joins the stream of that name.
func (h *hub) view(key string) (*viewer, error) {
	s := h.find(key)
	if s == nil {
		return nil, errAbsent
	}
	return s.view()
}

// cut ends a stream and returns when its name is free.
func (h *hub) cut(key string) bool {
	s := h.find(key)
	if s == nil {
		return false
	}
	s.drop()
	<-s.closed
	return true
}
