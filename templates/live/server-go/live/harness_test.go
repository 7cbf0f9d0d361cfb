package live

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"
)

const (
	testKey    = Secret("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")
	testSecret = Secret("00112233445566778899aabbccddeeff")
)

func productionConfig() Config {
	return Config{
		Production: true, Host: "127.0.0.1",
		WXAppID: "wx0123456789abcdef", WXAppSecret: testSecret,
		SDKAppID: 1400000001, SecretKey: testKey,
		PushDomain: "push.example.com", PushKey: "pushkey0",
		PlayDomain: "play.example.com", PlayKey: "playkey0",
		TrustedProxies: networks("127.0.0.1, ::1"),
	}
}

func developmentConfig() Config {
	return Config{Host: "127.0.0.1", MediaURL: "rtmp://192.168.1.2/live", TrustedProxies: networks("127.0.0.1, ::1")}
}

func networks(list string) []netip.Prefix {
	networks, err := parseNetworks(list)
	if err != nil {
		panic(err)
	}
	return networks
}

// harness is a server with a clock of its own, whose log can be read.
type harness struct {
	*testing.T
	*server
	clock time.Time
	logs  logText
}

// logText can be read while requests still write to it.
type logText struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *logText) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(b)
}

func (l *logText) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// counting gives 1, 2, 3 ... as random numbers.
type counting byte

func (c *counting) Read(b []byte) (int, error) {
	for i := range b {
		*c++
		b[i] = byte(*c)
	}
	return len(b), nil
}

func newHarness(t *testing.T, cfg Config) *harness {
	t.Helper()
	return newHarnessAt(t, cfg, time.Unix(1700000000, 0))
}

func newHarnessAt(t *testing.T, cfg Config, now time.Time) *harness {
	t.Helper()
	h := &harness{T: t, clock: now}
	log := slog.New(slog.NewJSONHandler(&h.logs, &slog.HandlerOptions{Level: slog.LevelDebug}))
	s, err := newServer(cfg, log, func() time.Time { return h.clock }, new(counting))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.close)
	h.server = s
	return h
}

// wait lets time pass.
func (h *harness) wait(d time.Duration) { h.clock = h.clock.Add(d) }

// post sends a JSON body and returns status and decoded reply.
func (h *harness) post(path, token, body string) (int, map[string]any) {
	h.Helper()
	r := httptest.NewRequest("POST", "http://localhost"+path, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	var reply map[string]any
	if err := json.Unmarshal(w.Body.Bytes(), &reply); err != nil {
		h.Fatalf("%s: reply is not JSON: %q", path, w.Body)
	}
	return w.Code, reply
}

// code returns the error code of a reply, or "".
func code(reply map[string]any) string {
	refused, _ := reply["error"].(map[string]any)
	code, _ := refused["code"].(string)
	return code
}

// token logs alice in without asking anybody.
func (h *harness) token() string {
	return h.tokens.issue("alice", h.clock.Add(tokenLife))
}

// room makes a call of the room protocol as a user, on the device behind @ if the
// user has several, and returns the reply.
func (h *harness) room(user, call, body string) map[string]any {
	h.Helper()
	userID, device, _ := strings.Cut(user, "@")
	token := h.rooms.tokens.sign(claims{UserID: userID, Exp: h.clock.Add(tokenLife).Unix(), Device: device})
	query := url.Values{"userID": {userID}, "token": {token}}
	status, reply := h.post(roomPath+call+"?"+query.Encode(), "", body)
	if status != 200 || reply["timestamp"] != float64(h.steady().UnixMilli()) {
		h.Fatalf("%s: status %d, reply %v", call, status, reply)
	}
	return reply
}

// roomOK makes a call that has to succeed.
func (h *harness) roomOK(userID, call, body string) map[string]any {
	h.Helper()
	reply := h.room(userID, call, body)
	if reply["code"] != 0.0 {
		h.Fatalf("%s by %s: %v", call, userID, reply)
	}
	return reply
}

// roomRefused makes a call that has to fail with code.
func (h *harness) roomRefused(code int, userID, call, body string) {
	h.Helper()
	if reply := h.room(userID, call, body); reply["code"] != float64(code) {
		h.Errorf("%s by %s: %v, want code %d", call, userID, reply, code)
	}
}

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
		got, err := newPacker().unpack(key)
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
	h := newHarness(t, Config{TrustedProxies: networks("127.0.0.1, ::1, 10.0.0.0/8, fe80::/10")})
	for _, test := range []struct{ remote, noted, ip, net string }{
		{"203.0.113.7:1", "", "203.0.113.7", "203.0.113.7"},
		{"203.0.113.7:1", "198.51.100.1", "203.0.113.7", "203.0.113.7"},
		{"192.168.1.7:1", "198.51.100.1", "192.168.1.7", "192.168.1.7"},
		{"10.0.0.1:1", "6.6.6.6, 198.51.100.1", "198.51.100.1", "198.51.100.1"},
		{"10.0.0.1:1", "6.6.6.6, 198.51.100.1, 10.9.9.9", "198.51.100.1", "198.51.100.1"},
		{"10.0.0.1:1", "6.6.6.6, nonsense, 10.9.9.9", "10.9.9.9", "10.9.9.9"},
		{"10.0.0.1:1", "10.0.0.2", "10.0.0.2", "10.0.0.2"},
		{"127.0.0.1:1", "nonsense", "127.0.0.1", "127.0.0.1"},
		{"[::ffff:127.0.0.1]:1", "2001:db8:1:2:3::1", "2001:db8:1:2:3::1", "2001:db8:1:2::"},
		{"[2001:db8:1:2:ffff::1]:1", "", "2001:db8:1:2:ffff::1", "2001:db8:1:2::"},
		{"[fe80::1%eth0]:1", "", "fe80::1", "fe80::"},
	} {
		r := httptest.NewRequest("POST", "/", nil)
		r.RemoteAddr = test.remote
		r.Header.Set("X-Forwarded-For", test.noted)
		if ip, ok := h.clientIP(r); !ok || ip.String() != test.ip || h.clientNet(r) != test.net {
			t.Errorf("%+v: %s, %s", test, ip, h.clientNet(r))
		}
	}
}

// Limits, like all times of rooms, go by a clock that never runs backwards.
func TestSteadyClock(t *testing.T) {
	now := time.Unix(1700000000, 0)
	c := newClock(func() time.Time { return now })
	before := c.read()
	now = now.Add(-time.Hour)
	if got := c.read(); !got.Equal(before) {
		t.Errorf("an hour back: %v after %v", got, before)
	}
	now = now.Add(time.Second)
	if got := c.read(); got.Sub(before) != time.Second {
		t.Errorf("a second on: %v after %v", got, before)
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
