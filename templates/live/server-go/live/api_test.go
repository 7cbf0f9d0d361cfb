package live

import (
	"encoding/base64"
	"fmt"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"
)

func TestStatus(t *testing.T) {
	for _, test := range []struct {
		cfg  Config
		want string
	}{
		{Config{}, `{"env":"development","login":"development","missing":["WX_APPID","WX_APPSECRET","SDKAPPID","SECRETKEY","PUSH_DOMAIN","PUSH_KEY","PLAY_DOMAIN"],"rooms":true,"stream":"missing","userSig":"local"}`},
		{developmentConfig(), `{"env":"development","login":"development","missing":["WX_APPID","WX_APPSECRET","SDKAPPID","SECRETKEY"],"rooms":true,"stream":"media","userSig":"local"}`},
		{productionConfig(), `{"env":"production","login":"wechat","missing":[],"rooms":true,"stream":"ready","userSig":"ready"}`},
	} {
		w := httptest.NewRecorder()
		newHarness(t, test.cfg).ServeHTTP(w, httptest.NewRequest("GET", "http://localhost/api/status", nil))
		if got := strings.TrimSpace(w.Body.String()); w.Code != 200 || got != test.want {
			t.Errorf("%d %s\nwant %s", w.Code, got, test.want)
		}
	}
}

func TestUserSigReply(t *testing.T) {
	h := newHarness(t, productionConfig())
	status, reply := h.post("/api/usersig", h.token(), `{}`)
	sig, _ := reply["userSig"].(string)
	if err := h.signer.verify(sig, "alice", h.clock.Add(7*24*time.Hour-time.Second)); status != 200 || err != nil {
		t.Errorf("%d %v: %v", status, reply, err)
	}
	if reply["sdkAppID"] != 1400000001.0 || reply["userID"] != "alice" || reply["expire"] != 604800.0 || reply["privateMapKey"] != nil {
		t.Errorf("%v", reply)
	}
}

func TestPrivateMapKeyReply(t *testing.T) {
	h := newHarness(t, productionConfig())
	expires := h.clock.Add(24 * time.Hour)
	for sent, room := range map[string]roomRef{
		"12345": {number: 12345}, "4294967295": {number: 4294967295}, "1.0e3": {number: 1000},
		`"room_x1"`: {name: "room_x1"}, `"12345"`: {name: "12345"},
	} {
		_, reply := h.post("/api/usersig", h.token(), fmt.Sprintf(`{"roomID":%s}`, sent))
		key, _ := reply["privateMapKey"].(string)
		got, err := decodeUserSig(key)
		want := base64.StdEncoding.EncodeToString(h.signer.grant("alice", room, 255, expires))
		if err != nil || got.UserBuf != want || h.signer.verify(key, "alice", expires.Add(-time.Second)) != nil {
			t.Errorf("%s: %v, want the grant %s", sent, reply, want)
		}
	}
	for _, sent := range []string{`""`, `0`, `-1`, `1.5`, `4294967296`, `1e400`, `true`, `[1]`, `"房间"`, `"` + strings.Repeat("a", 65) + `"`} {
		status, reply := h.post("/api/usersig", h.token(), fmt.Sprintf(`{"roomID":%s}`, sent))
		if status != 400 || code(reply) != "bad_request" {
			t.Errorf("%s: %d %v", sent, status, reply)
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

func TestAuthorization(t *testing.T) {
	h := newHarness(t, developmentConfig())
	good := h.token()
	room := h.rooms.tokens.issue("alice", h.clock.Add(time.Hour))
	for header, want := range map[string]int{
		"Bearer " + good: 200, "bearer " + good: 200,
		"": 401, good: 401, "Bearer": 401, "Bearer " + room: 401, "Basic " + good: 401, "Bearer  " + good: 401,
	} {
		r := httptest.NewRequest("POST", "http://localhost/api/usersig", strings.NewReader("{}"))
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Authorization", header)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != want {
			t.Errorf("%q: %d %s", header, w.Code, w.Body)
		}
	}
	h.clock = h.clock.Add(24 * time.Hour)
	if status, reply := h.post("/api/usersig", good, "{}"); status != 401 {
		t.Errorf("a day later: %v", reply)
	}
}

func TestClientIP(t *testing.T) {
	for _, test := range []struct{ remote, noted, want string }{
		{"203.0.113.7:1", "", "203.0.113.7"},
		{"203.0.113.7:1", "198.51.100.1", "203.0.113.7"},
		{"10.0.0.1:1", "6.6.6.6, 198.51.100.1", "198.51.100.1"},
		{"100.64.1.1:1", "198.51.100.1", "198.51.100.1"},
		{"127.0.0.1:1", "nonsense", "127.0.0.1"},
		{"[::ffff:127.0.0.1]:1", "2001:db8::1", "2001:db8::1"},
		{"[fe80::1%eth0]:1", "", "fe80::1"},
	} {
		r := httptest.NewRequest("POST", "/", nil)
		r.RemoteAddr = test.remote
		r.Header.Set("X-Forwarded-For", test.noted)
		if got := clientIP(r); got != test.want {
			t.Errorf("%+v: %s", test, got)
		}
	}
}

func TestLimiter(t *testing.T) {
	now := time.Unix(1700000000, 0)
	l := newLimiter(3, time.Second)
	for i := range 3 {
		if wait := l.wait("a", now); wait != 0 {
			t.Errorf("request %d waits %v", i, wait)
		}
	}
	if wait := l.wait("a", now); wait != time.Second {
		t.Errorf("the fourth waits %v", wait)
	}
	if wait := l.wait("b", now); wait != 0 {
		t.Errorf("another key waits %v", wait)
	}
	if wait := l.wait("a", now.Add(999*time.Millisecond)); wait != time.Millisecond {
		t.Errorf("just too early: waits %v", wait)
	}
	if wait := l.wait("a", now.Add(time.Second)); wait != 0 {
		t.Errorf("after a second: waits %v", wait)
	}
	for range 3 {
		if wait := l.wait("a", now.Add(time.Hour)); wait != 0 {
			t.Errorf("after an hour: waits %v", wait)
		}
	}
}

func TestLimiterForgets(t *testing.T) {
	now := time.Unix(1700000000, 0)
	l := newLimiter(3, time.Second)
	for i := range 100_000 {
		l.wait(fmt.Sprint(i), now.Add(time.Duration(i)*time.Millisecond))
	}
	if len(l.whole) > 4096 {
		t.Errorf("%d keys kept, about 1000 were active in the last second", len(l.whole))
	}
}

func TestLocalNames(t *testing.T) {
	for host, want := range map[string]bool{
		"localhost": true, "LocalHost:8080": true, "127.0.0.1": true, "127.0.0.1:8080": true, "192.168.1.2:8080": true,
		"[::1]": true, "[::1]:8080": true, "[fe80::1%25eth0]:80": true, "mac.local:8080": true, "Mac.Local": true,
		"": false, "x": false, "example.com": false, "localhost.example.com": false, "127.0.0.1.nip.io:80": false,
		"local": false, "mac.local.example.com": false, "127.1": false, "localhost:80:80": false,
	} {
		if got := localName(host); got != want {
			t.Errorf("%q: %v", host, got)
		}
	}
}

// A name of the internet that leads here opens nothing; in production every
// name is the server's.
func TestForeignHost(t *testing.T) {
	for _, test := range []struct {
		cfg  Config
		want int
	}{{developmentConfig(), 403}, {productionConfig(), 200}} {
		for _, path := range []string{"/api/status", "/healthz", roomPath + "get_room_list"} {
			w := httptest.NewRecorder()
			newHarness(t, test.cfg).ServeHTTP(w, httptest.NewRequest("GET", "http://evil.example.com"+path, nil))
			if w.Code != test.want {
				t.Errorf("production %v: %s: %d %s", test.cfg.Production, path, w.Code, w.Body)
			}
		}
	}
}
