package dev

import (
	"errors"
	"sync"
	"time"

	"mlvb/cmd/dev/relay"
	"mlvb/templates/live/server-go/live"
)

// access decides who may send, watch and cut streams: whoever has an address that
// the server signed with the key of this run. A stream that was cut does not
// begin again, for its publisher tries to: a new one takes a new address.
type access struct {
	key live.Secret
	now func() time.Time

	mu  sync.Mutex
	cut map[string]struct{}
}

// mostCut bounds what is remembered; the addresses of cut streams expire.
const mostCut = 10_000

var (
	errApp = errors.New("the address is none of this server: its streams are all below /" + app + "/")
	errCut = errors.New("the stream was cut; ask the server for a new address")
)

func newAccess(key live.Secret, now func() time.Time) *access {
	return &access{key: key, now: now, cut: map[string]struct{}{}}
}

func (a *access) mayPublish(s relay.Stream) error {
	a.mu.Lock()
	_, cut := a.cut[s.Name]
	a.mu.Unlock()
	if cut {
		return errCut
	}
	return a.check(live.MediaPush, s)
}

func (a *access) mayPlay(s relay.Stream) error { return a.check(live.MediaPlay, s) }

func (a *access) mayCut(s relay.Stream) error {
	if err := a.check(live.MediaCut, s); err != nil {
		return err
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if len(a.cut) < mostCut {
		a.cut[s.Name] = struct{}{}
	}
	return nil
}

func (a *access) check(action live.MediaAction, s relay.Stream) error {
	if s.App != app {
		return errApp
	}
	return live.CheckMedia(a.key, action, s.Name, s.Query, a.now())
}
