package relay

import (
	"context"
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

// open adds a stream, which the caller closes. One of the same name whose
// publisher has gone silent ends first: a phone that lost its network comes back
// before the connection that it had is known to be dead.
func (h *hub) open(asked Stream, cut context.CancelCauseFunc) (*stream, error) {
	for {
		s, old, err := h.add(asked, cut)
		if old == nil || !old.isSilent() {
			return s, err
		}
		old.drop(errReplaced)
		<-old.closed
	}
}

// add adds a stream, or returns the one that has its name.
func (h *hub) add(asked Stream, cut context.CancelCauseFunc) (added, old *stream, err error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if old = h.streams[asked.key()]; old != nil {
		return nil, old, errTaken
	}
	if len(h.streams) >= h.limits.streams {
		return nil, nil, fmt.Errorf("%d streams are published, which is the most", len(h.streams))
	}
	added = newStream(asked, cut, h.limits)
	h.streams[asked.key()] = added
	return added, nil, nil
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
	s.drop(errCut)
	<-s.closed
	return true
}
