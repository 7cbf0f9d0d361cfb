package live

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"regexp"
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
