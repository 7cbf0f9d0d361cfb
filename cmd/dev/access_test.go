package dev

import (
	"errors"
	"net/url"
	"strings"
	"testing"
	"time"

	"mlvb/cmd/dev/relay"
	"mlvb/templates/live/server-go/live"
)

func TestAccess(t *testing.T) {
	const key = live.Secret("a key of this run only")
	now := time.Unix(1700000000, 0)
	signed := func(action live.MediaAction, name string, expires time.Time) relay.Stream {
		query, err := url.ParseQuery(strings.TrimPrefix(live.SignMedia(key, action, name, expires), "?"))
		if err != nil {
			t.Fatal(err)
		}
		return relay.Stream{App: app, Name: name, Query: query}
	}
	a := newAccess(key, func() time.Time { return now })
	later := now.Add(time.Hour)
	other := signed(live.MediaPush, "alice", later)
	other.App = "elsewhere"
	for name, test := range map[string]struct {
		got, want error
	}{
		"publish":          {a.mayPublish(signed(live.MediaPush, "alice", later)), nil},
		"play":             {a.mayPlay(signed(live.MediaPlay, "alice", later)), nil},
		"publish as play":  {a.mayPublish(signed(live.MediaPlay, "alice", later)), live.ErrMediaSignature},
		"play as publish":  {a.mayPlay(signed(live.MediaPush, "alice", later)), live.ErrMediaSignature},
		"cut as publish":   {a.mayCut(signed(live.MediaPush, "alice", later)), live.ErrMediaSignature},
		"expired":          {a.mayPlay(signed(live.MediaPlay, "alice", now)), live.ErrMediaExpired},
		"without a query":  {a.mayPlay(relay.Stream{App: app, Name: "alice"}), live.ErrMediaSignature},
		"under other apps": {a.mayPublish(other), errApp},
	} {
		if !errors.Is(test.got, test.want) {
			t.Errorf("%s: %v, want %v", name, test.got, test.want)
		}
	}
}

// A client whose stream is cut tries again with the address that it has.
func TestCutStreamsStayCut(t *testing.T) {
	const key = live.Secret("a key of this run only")
	now := time.Unix(1700000000, 0)
	a := newAccess(key, func() time.Time { return now })
	asked := func(action live.MediaAction, name string) relay.Stream {
		query, _ := url.ParseQuery(strings.TrimPrefix(live.SignMedia(key, action, name, now.Add(time.Hour)), "?"))
		return relay.Stream{App: app, Name: name, Query: query}
	}
	if err := a.mayCut(asked(live.MediaPush, "carol_1")); err == nil {
		t.Fatal("cut by a publisher's address")
	}
	if err := a.mayCut(asked(live.MediaCut, "bob_1")); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]error{"bob_1": errCut, "bob_2": nil, "carol_1": nil} {
		if err := a.mayPublish(asked(live.MediaPush, name)); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", name, err, want)
		}
	}
}
