package relay

import (
	"bytes"
	"context"
	"sync"
	"time"
)

// A stream has one publisher, whose goroutine writes, and any number of
// viewers.
type stream struct {
	asked  Stream
	limits limits
	cut    context.CancelCauseFunc // ends the publisher's connection
	closed chan struct{}           // when the name is free

	mu      sync.Mutex
	ended   bool
	heard   time.Time // when the last tag came
	headers headers
	keyed   bool // some encoders mark no key frames
	group   []tag
	size    size // of group
	viewers map[*viewer]struct{}
}

// headers are what a decoder needs before all others: the last of each kind.
type headers struct{ metadata, video, audio tag }

// of returns the place for a header, nil where the tag is none.
func (h *headers) of(t tag) *tag {
	switch {
	case t.isMetadata():
		return &h.metadata
	case !t.isSequenceHeader():
		return nil
	case t.kind() == typeVideo:
		return &h.video
	default:
		return &h.audio
	}
}

// tags returns the headers in the order that players expect.
func (h *headers) tags() (all []tag) {
	for _, t := range []tag{h.metadata, h.video, h.audio} {
		if t != nil {
			all = append(all, t)
		}
	}
	return all
}

func newStream(asked Stream, cut context.CancelCauseFunc, l limits) *stream {
	return &stream{
		asked: asked, limits: l, cut: cut, closed: make(chan struct{}),
		heard: time.Now(), viewers: map[*viewer]struct{}{},
	}
}

// write gives a tag to all viewers, and keeps what those who come late need.
func (s *stream) write(t tag) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.heard = time.Now()
	if len(t.body()) == 0 || s.ended {
		return
	}
	s.keep(t)
	for v := range s.viewers {
		v.offer(t)
	}
}

func (s *stream) keep(t tag) {
	if place := s.headers.of(t); place != nil {
		if t.kind() == typeVideo && !sameBody(*place, t) { // some repeat their headers
			s.clearGroup()
		}
		*place = t
		return
	}
	switch {
	case t.isKeyFrame():
		s.keyed = true
		s.clearGroup()
	case len(s.group) == 0:
		return
	}
	if s.size = s.size.with(t); s.size.exceeds(s.limits.group) {
		s.clearGroup()
		return
	}
	s.group = append(s.group, t)
}

func sameBody(a, b tag) bool { return a != nil && bytes.Equal(a.body(), b.body()) }

func (s *stream) clearGroup() {
	clear(s.group)
	s.group, s.size = s.group[:0], size{}
}

// view joins the stream, from its last key frame on.
func (s *stream) view() (*viewer, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ended {
		return nil, errAbsent
	}
	v := newViewer(s.limits.queue, s.keyed)
	for _, t := range s.headers.tags() {
		v.offer(t)
	}
	for _, t := range s.group {
		v.offer(t)
	}
	v.audio, v.video = s.headers.audio != nil, s.headers.video != nil || len(s.group) > 0
	v.leave = func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.viewers, v)
	}
	s.viewers[v] = struct{}{}
	return v, nil
}

// isSilent reports whether the publisher is likely to be gone.
func (s *stream) isSilent() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return time.Since(s.heard) >= s.limits.silence
}

// end lets viewers have what they wait for, and nothing more.
func (s *stream) end() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ended = true
	for v := range s.viewers {
		v.end()
	}
}

// drop ends publisher and viewers, whatever these wait for.
func (s *stream) drop(reason error) {
	s.mu.Lock()
	s.ended = true
	for v := range s.viewers {
		v.drop()
	}
	s.mu.Unlock()
	s.cut(reason)
}
