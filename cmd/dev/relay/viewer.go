package relay

import (
	"context"
	"io"
	"sync"
)

// A viewer is the queue of what somebody has yet to get. The publisher never
// waits for it: when it is full, all but headers is dropped, and pictures go on
// with the next key frame.
type viewer struct {
	audio, video bool   // what the stream was known to have when it joined
	leave        func() // ends it before the stream does

	limit size
	more  chan struct{} // holds a token when there may be something to take

	mu      sync.Mutex
	queue   []tag
	size    size // of queue
	keyed   bool // the stream marks key frames
	waits   bool // for a key frame
	skipped int  // tags
	ended   bool
}

// newViewer returns one that waits for a key frame, if the stream marks them.
func newViewer(limit size, keyed bool) *viewer {
	return &viewer{limit: limit, more: make(chan struct{}, 1), keyed: keyed, waits: keyed}
}

// offer queues a tag, or skips it.
func (v *viewer) offer(t tag) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if t.isKeyFrame() {
		v.keyed, v.waits = true, false
	}
	if v.size.with(t).exceeds(v.limit) {
		v.skip()
		v.waits = v.keyed && !t.isKeyFrame()
	}
	if v.waits && t.isPicture() {
		v.skipped++
		return
	}
	v.push(t)
	v.wake()
}

// skip drops the queue, but for the headers that what follows may need.
func (v *viewer) skip() {
	var kept headers
	for _, t := range v.queue {
		if place := kept.of(t); place != nil {
			*place = t
		}
	}
	dropped := len(v.queue)
	v.queue, v.size = nil, size{}
	for _, t := range kept.tags() {
		v.push(t)
	}
	v.skipped += dropped - len(v.queue)
}

func (v *viewer) push(t tag) { v.queue, v.size = append(v.queue, t), v.size.with(t) }

// take returns the next tag, nil when there is none yet, io.EOF after the last.
func (v *viewer) take() (tag, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if len(v.queue) == 0 {
		if v.ended {
			return nil, io.EOF
		}
		return nil, nil
	}
	t := v.queue[0]
	v.queue[0] = nil // or it lives as long as its neighbours
	v.queue = v.queue[1:]
	v.size = size{v.size.tags - 1, v.size.bytes - len(t)}
	return t, nil
}

// each sends every tag until that fails, the stream ends (io.EOF) or ctx does,
// and flushes when there is nothing more to send.
func (v *viewer) each(ctx context.Context, send func(tag) error, flush func() error) error {
	for {
		t, err := v.take()
		if err == nil && t != nil {
			if err := send(t); err != nil {
				return err
			}
			continue
		}
		if flushed := flush(); flushed != nil {
			return flushed
		}
		if err != nil {
			return err
		}
		select {
		case <-v.more:
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}

// end lets the viewer have what is queued, and then io.EOF.
func (v *viewer) end() {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.ended = true
	v.wake()
}

// drop ends the viewer at once.
func (v *viewer) drop() {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.queue, v.size, v.ended = nil, size{}, true
	v.wake()
}

func (v *viewer) wake() {
	select {
	case v.more <- struct{}{}:
	default: // there is a token
	}
}
