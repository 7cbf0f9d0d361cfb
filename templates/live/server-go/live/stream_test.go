package live

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"
)

const testMediaKey = Secret("media-key-0123456789")

// signedConfig is a development server whose media server checks signatures.
func signedConfig(flv string) Config {
	return Config{Host: "127.0.0.1", MediaURL: "rtmp://192.168.1.2:1936/live", MediaFLV: flv, MediaKey: testMediaKey}
}

// The signatures are those of the Node server's tests.
func TestMediaVectors(t *testing.T) {
	for _, v := range []struct {
		key    Secret
		action MediaAction
		stream string
		unix   int64
		sign   string
	}{
		{"0123456789abcdef", MediaPush, "user_0_0a1b", 1700000000, "3206cb7da5f2d14dea2ca9028f6be9c983ff8654d63c661c3be26d3d4136ef79"},
		{"0123456789abcdef", MediaPlay, "user_0_0a1b", 1700000000, "c444652d37a4dd178ff0a6e5ca37d1bfbc8b310be2dfef86d10575e02b96c5bb"},
		{"0123456789abcdef", MediaCut, "user_0_0a1b", 1700000000, "5662565e4b71a8c0696485531525f3ef266e2eb3d399a17c146c939ba7e7ef38"},
		{"a-key.of~signs&more!", MediaPlay, "8888_user1_a1b2", 1893456000, "1d0c265e3921c34920e2faba9fbe822ce01ae8e2f5e2fa89999f8115127b52af"},
	} {
		want := fmt.Sprintf("?expires=%d&sign=%s", v.unix, v.sign)
		if got := SignMedia(v.key, v.action, v.stream, time.Unix(v.unix, 0)); got != want {
			t.Errorf("%s %s: %s, want %s", v.action, v.stream, got, want)
		}
	}
}

func TestCheckMedia(t *testing.T) {
	expires := time.Unix(1700000000, 0)
	signed, err := url.ParseQuery(strings.TrimPrefix(SignMedia(testMediaKey, MediaPush, "a_0f1e", expires), "?"))
	if err != nil {
		t.Fatal(err)
	}
	changed := func(name, value string) url.Values {
		return url.Values{"expires": signed["expires"], "sign": signed["sign"], name: {value}}
	}
	before := expires.Add(-time.Second)
	for name, test := range map[string]struct {
		key    Secret
		action MediaAction
		stream string
		query  url.Values
		now    time.Time
		want   error
	}{
		"good":            {testMediaKey, MediaPush, "a_0f1e", signed, before, nil},
		"expired":         {testMediaKey, MediaPush, "a_0f1e", signed, expires, ErrMediaExpired},
		"another action":  {testMediaKey, MediaPlay, "a_0f1e", signed, before, ErrMediaSignature},
		"another stream":  {testMediaKey, MediaPush, "b_0f1e", signed, before, ErrMediaSignature},
		"another key":     {"media-key-9876543210", MediaPush, "a_0f1e", signed, before, ErrMediaSignature},
		"a later time":    {testMediaKey, MediaPush, "a_0f1e", changed("expires", "1800000000"), before, ErrMediaSignature},
		"a spelled time":  {testMediaKey, MediaPush, "a_0f1e", changed("expires", "+1700000000"), before, ErrMediaSignature},
		"half a sign":     {testMediaKey, MediaPush, "a_0f1e", changed("sign", signed.Get("sign")[:32]), before, ErrMediaSignature},
		"no hex":          {testMediaKey, MediaPush, "a_0f1e", changed("sign", "zz"), before, ErrMediaSignature},
		"nothing":         {testMediaKey, MediaPush, "a_0f1e", nil, before, ErrMediaSignature},
		"without any key": {"", MediaPush, "a_0f1e", signed, before, ErrMediaSignature},
	} {
		if got := CheckMedia(test.key, test.action, test.stream, test.query, test.now); !errors.Is(got, test.want) {
			t.Errorf("%s: %v, want %v", name, got, test.want)
		}
	}
}

func TestSignedStreamURLs(t *testing.T) {
	h := newHarness(t, signedConfig("https://media.example.com/flv"))
	_, reply := h.post("/api/stream-url", h.token(), `{}`)
	stream, _ := reply["streamName"].(string)
	play, _ := reply["play"].(map[string]any)
	expires := h.clock.Add(24 * time.Hour)
	push, view := SignMedia(testMediaKey, MediaPush, stream, expires), SignMedia(testMediaKey, MediaPlay, stream, expires)
	if reply["pushURL"] != "rtmp://192.168.1.2:1936/live/"+stream+push ||
		play["rtmp"] != "rtmp://192.168.1.2:1936/live/"+stream+view ||
		play["flv"] != "https://media.example.com/flv/"+stream+".flv"+view {
		t.Errorf("%v", reply)
	}
}

// A guest whom the creator takes off the mic sends no longer; who leaves by
// themselves needs no such thing.
func TestKickCutsTheStream(t *testing.T) {
	asked := make(chan *http.Request, 4)
	media := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { asked <- r }))
	t.Cleanup(media.Close)
	h := newHarness(t, signedConfig(media.URL+"/live"))
	h.liveRoom("alice", "r")
	for _, guest := range []string{"bob", "carol"} {
		h.seatGuest("alice", guest)
	}
	h.roomOK("carol", "delete_anchor", `{"roomID":"r"}`)
	h.roomRefused(codeLeaveFailed, "alice", "delete_anchor", `{"roomID":"r","userID":"dave"}`)
	h.roomOK("alice", "delete_anchor", `{"roomID":"r","userID":"bob"}`)
	r := <-asked
	stream, ok := strings.CutPrefix(strings.TrimSuffix(r.URL.Path, ".flv"), "/live/")
	if r.Method != http.MethodDelete || !ok || !strings.HasPrefix(stream, "bob_") {
		t.Errorf("%s %s, want DELETE of bob's stream", r.Method, r.URL)
	}
	if err := CheckMedia(testMediaKey, MediaCut, stream, r.URL.Query(), h.clock); err != nil {
		t.Errorf("%s: %v", r.URL, err)
	}
	if len(asked) > 0 {
		t.Errorf("another stream was cut: %s", (<-asked).URL)
	}
}

// The log says that a stream goes on, not how to cut it.
func TestFailedCut(t *testing.T) {
	media := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/live/refused.flv":
			w.WriteHeader(http.StatusForbidden)
		case "/live/ended.flv":
			w.WriteHeader(http.StatusNotFound)
		case "/live/moved.flv":
			http.Redirect(w, r, "/elsewhere", http.StatusTemporaryRedirect)
		case "/elsewhere":
			t.Error("the signature went elsewhere")
		default:
			panic(http.ErrAbortHandler)
		}
	}))
	t.Cleanup(media.Close)
	for stream, fails := range map[string]bool{"refused": true, "ended": false, "moved": true, "lost": true} {
		err := sendCut(media.URL+"/live/"+stream+".flv?sign=secret", time.Second)
		if (err != nil) != fails || err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v", stream, err)
		}
	}
}

func TestStreamURLs(t *testing.T) {
	unsigned := productionConfig()
	unsigned.PlayKey = ""
	for name, test := range map[string]struct {
		cfg             Config
		push, rtmp, flv string
	}{
		"signed": {
			productionConfig(), "rtmp://push.example.com/live/STREAM?PUSH",
			"rtmp://play.example.com/live/STREAM?PLAY", "https://play.example.com/live/STREAM.flv?PLAY",
		},
		"play not signed": {
			unsigned, "rtmp://push.example.com/live/STREAM?PUSH",
			"rtmp://play.example.com/live/STREAM", "https://play.example.com/live/STREAM.flv",
		},
		"media server": {
			developmentConfig(), "rtmp://192.168.1.2/live/STREAM",
			"rtmp://192.168.1.2/live/STREAM", "http://192.168.1.2:8000/live/STREAM.flv",
		},
	} {
		h := newHarness(t, test.cfg)
		status, reply := h.post("/api/stream-url", h.token(), `{}`)
		stream, _ := reply["streamName"].(string)
		if !regexp.MustCompile(`^alice_[0-9a-f]{4}$`).MatchString(stream) {
			t.Fatalf("%s: %d %v", name, status, reply)
		}
		expires := h.clock.Add(24 * time.Hour)
		fill := strings.NewReplacer("STREAM", stream, "?PUSH", cssQuery("pushkey0", stream, expires), "?PLAY", cssQuery("playkey0", stream, expires))
		play, _ := reply["play"].(map[string]any)
		if reply["pushURL"] != fill.Replace(test.push) || play["rtmp"] != fill.Replace(test.rtmp) ||
			play["flv"] != fill.Replace(test.flv) || reply["expiresAt"] != float64(expires.Unix()) {
			t.Errorf("%s: %v", name, reply)
		}
	}
}

func TestStreamNotConfigured(t *testing.T) {
	h := newHarness(t, Config{})
	if status, reply := h.post("/api/stream-url", h.token(), `{}`); status != 503 || code(reply) != "stream_not_configured" {
		t.Errorf("%d %v", status, reply)
	}
}

func TestOwnStream(t *testing.T) {
	for pushURL, want := range map[string]bool{
		"rtmp://push.example.com/live/user_a_0f1e?txSecret=1": true,
		"rtmp://192.168.1.2/live/user_a_0f1e":                 true,
		"rtmp://push.example.com/live/user_ab_0f1e":           false,
		"rtmp://push.example.com/live/user_a_b_0f1e":          false,
		"rtmp://push.example.com/live/user_a_0f1":             false,
		"rtmp://push.example.com/live/user_a":                 false,
		"rtmp://push.example.com/live/x?y=/user_a_0f1e":       false,
		"":         false,
		"rtmp://[": false,
	} {
		if _, own := ownStream("user_a", pushURL); own != want {
			t.Errorf("%q: %v", pushURL, own)
		}
	}
}
