package live

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"net/http/httptest"
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
	}
}

func developmentConfig() Config {
	return Config{Host: "127.0.0.1", MediaURL: "rtmp://192.168.1.2/live"}
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
	h := &harness{T: t, clock: time.Unix(1700000000, 0)}
	log := slog.New(slog.NewJSONHandler(&h.logs, &slog.HandlerOptions{Level: slog.LevelDebug}))
	s, err := newServer(cfg, log, func() time.Time { return h.clock }, new(counting))
	if err != nil {
		t.Fatal(err)
	}
	h.server = s
	return h
}

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

// room makes a call of the room protocol as userID and returns the reply.
func (h *harness) room(userID, call, body string) map[string]any {
	h.Helper()
	query := url.Values{"userID": {userID}, "token": {h.rooms.tokens.issue(userID, h.clock.Add(tokenLife))}}
	status, reply := h.post(roomPath+call+"?"+query.Encode(), "", body)
	if status != 200 || reply["timestamp"] != float64(h.clock.UnixMilli()) {
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
