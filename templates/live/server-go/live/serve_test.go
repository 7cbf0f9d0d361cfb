package live

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

// start runs h on a free port and returns its address, a stop that waits for the
// end, and the error that it ended with.
func (h *harness) start(limits timeouts) (address string, stop func() error) {
	h.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		h.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- h.run(ctx, listener, limits) }()
	stop = func() error { cancel(); return <-ended }
	h.Cleanup(cancel)
	return listener.Addr().String(), stop
}

// A client that never finishes its request loses the connection.
func TestSlowClients(t *testing.T) {
	limits := defaultTimeouts()
	limits.header, limits.read, limits.idle = 50*time.Millisecond, 100*time.Millisecond, 50*time.Millisecond
	h := newHarness(t, developmentConfig())
	address, stop := h.start(limits)
	for name, sent := range map[string]string{
		"nothing":        "",
		"half a header":  "POST /api/login HTTP/1.1\r\nHost: localhost\r\nX-Slow:",
		"half a body":    "POST /api/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{",
		"then is silent": "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n",
	} {
		conn, err := net.Dial("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.WriteString(conn, sent)
		if _, err := io.Copy(io.Discard, conn); err != nil { // returns when the server hangs up
			t.Errorf("%s: %v", name, err)
		}
		conn.Close()
	}
	if err := stop(); err != nil {
		t.Error(err)
	}
}

func TestTimeouts(t *testing.T) {
	limits := defaultTimeouts()
	for name, d := range map[string]time.Duration{
		"header": limits.header, "read": limits.read, "write": limits.write,
		"idle": limits.idle, "stop": limits.stop, "sweep": limits.sweep,
	} {
		if d < time.Second || d > time.Minute {
			t.Errorf("%s is %v", name, d)
		}
	}
}

// A running request is answered, a new connection is refused, run returns nil.
func TestGracefulStop(t *testing.T) {
	h := newHarness(t, developmentConfig())
	address, stop := h.start(defaultTimeouts())
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	_, _ = io.WriteString(conn, "POST /api/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: 12\r\n\r\n")
	replies := bufio.NewReader(conn)
	if line, _ := replies.ReadString('\n'); !strings.Contains(line, "100") { // now it is running
		t.Fatalf("%q", line)
	}
	ended := make(chan error)
	go func() { ended <- stop() }()
	for {
		other, err := net.Dial("tcp", address)
		if err != nil {
			break // the door is closed
		}
		other.Close()
	}
	_, _ = io.WriteString(conn, `{"code":"c"}`)
	_, _ = replies.ReadString('\n') // the empty line after 100
	response, err := http.ReadResponse(replies, nil)
	if err != nil || response.StatusCode != 200 {
		t.Errorf("the running request got %v, %v", response, err)
	}
	if err := <-ended; err != nil {
		t.Errorf("run ended with %v", err)
	}
}

func TestStopCutsWhatNeverEnds(t *testing.T) {
	limits := defaultTimeouts()
	limits.stop = 10 * time.Millisecond
	h := newHarness(t, developmentConfig())
	address, stop := h.start(limits)
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	_, _ = io.WriteString(conn, "POST /api/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: 12\r\n\r\n")
	_, _ = bufio.NewReader(conn).ReadString('\n')
	if err := stop(); err != nil {
		t.Error(err)
	}
	if logged := h.logs.String(); !strings.Contains(logged, "were cut") {
		t.Error(logged)
	}
}

func TestServe(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cfg := developmentConfig()
	log := slog.New(slog.NewJSONHandler(io.Discard, nil))
	err := Serve(ctx, cfg, log, func(address net.Addr) {
		defer cancel()
		cfg.Port = address.(*net.TCPAddr).Port
		err := Serve(ctx, cfg, log, nil)
		var refused *ListenError
		if !errors.As(err, &refused) || refused.Address != address.String() || !strings.Contains(err.Error(), "set PORT or HOST") {
			t.Errorf("a port in use: %v", err)
		}
	})
	if err != nil {
		t.Error(err)
	}
}

func TestAnnounce(t *testing.T) {
	open, production := developmentConfig(), productionConfig()
	open.Host = "0.0.0.0"
	production.Host = "0.0.0.0"
	unsigned, signed := production, production
	unsigned.MediaURL, signed.MediaURL = "rtmp://127.0.0.1/live", "rtmp://127.0.0.1/live"
	signed.MediaKey = testMediaKey
	exposed := developmentConfig()
	exposed.Exposed = "server/.env"
	for _, test := range []struct {
		cfg        Config
		want, lack string
	}{
		{developmentConfig(), "DEVELOPMENT MODE", "whole network"},
		{developmentConfig(), "listening", "chmod"},
		{exposed, `chmod 600 keeps its secrets","file":"server/.env"`, "whole network"},
		{open, "whole network", "MEDIA_URL is set"},
		{production, "listening", "DEVELOPMENT"},
		{unsigned, "MEDIA_URL is set without MEDIA_KEY", "DEVELOPMENT"},
		{signed, "listening", "MEDIA_URL is set"},
	} {
		h := newHarness(t, test.cfg)
		announce(test.cfg, h.log, &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 8080})
		if got := h.logs.String(); !strings.Contains(got, test.want) || strings.Contains(got, test.lack) {
			t.Errorf("want %q, not %q:\n%s", test.want, test.lack, got)
		}
	}
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, errors.New("no entropy") }

// Without random numbers nothing is made up.
func TestNoRandomNumbers(t *testing.T) {
	if _, err := newServer(developmentConfig(), slog.Default(), time.Now, broken{}); err == nil {
		t.Error("a server with a predictable key")
	}
	h := newHarness(t, productionConfig())
	h.random = broken{}
	if status, reply := h.post("/api/stream-url", h.token(), "{}"); status != 500 || code(reply) != "internal" {
		t.Errorf("%d %v", status, reply)
	}
}

// Whatever happens to a server, its log shows no key, token, signature, code,
// device credential or openid.
func TestLogsHoldNoSecret(t *testing.T) {
	h := wechatHarness(t)
	announce(h.cfg, h.log, &net.TCPAddr{})
	_, login := h.post("/api/login", "", `{"code":"user-the-openid","device":"00112233445566778899aabbccddeeff"}`)
	token, _ := login["token"].(string)
	_, sig := h.post("/api/usersig", token, `{"roomID":1}`)
	_, stream := h.post("/api/stream-url", token, `{}`)
	userID, _ := login["userID"].(string)
	userSig, _ := sig["userSig"].(string)
	_, room := h.post(fmt.Sprintf("%slogin?sdkAppID=1400000001&userID=%s&userSig=%s", roomPath, userID, userSig), "", "{}")
	roomToken, _ := room["token"].(string)
	h.room(userID, "get_anchor_url", "{}")
	h.post(roomPath+"logout?userID="+userID+"&token="+roomToken, "", "{}")
	for _, body := range []string{`{"code":"e40125"}`, `{"code":"e40029"}`, `{"code":"status"}`, `{"code":"redirect"}`, `{"code":"no json"}`} {
		h.post("/api/login", "", body)
	}
	h.wechat.url = "http://127.0.0.1:1"
	h.post("/api/login", "", `{"code":"a-code-of-wx-login"}`)
	h.wechat.url = "http://\x7f"
	h.post("/api/login", "", `{"code":"a-code-of-wx-login"}`)
	h.post("/api/nothing?token="+token, token, `{}`)

	logs := h.logs.String()
	if strings.Count(logs, `"msg":"request"`) < 10 {
		t.Fatalf("the log is not complete:\n%s", logs)
	}
	for name, secret := range map[string]any{
		"SECRETKEY": string(testKey), "WX_APPSECRET": string(testSecret), "PUSH_KEY": "pushkey0", "PLAY_KEY": "playkey0",
		"token": token, "userSig": userSig, "privateMapKey": sig["privateMapKey"], "push URL": stream["pushURL"],
		"room token": roomToken, "openid": "the-openid", "code": "a-code-of-wx-login", "session_key": "never-shown",
	} {
		if text, ok := secret.(string); !ok || text == "" || strings.Contains(logs, text) {
			t.Errorf("%s %v is missing, or in the log:\n%s", name, secret, logs)
		}
	}
}

// Printing a configuration in any way shows no secret.
func TestConfigMasksSecrets(t *testing.T) {
	cfg := productionConfig()
	var logs bytes.Buffer
	slog.New(slog.NewJSONHandler(&logs, nil)).Info("x", "cfg", cfg)
	slog.New(slog.NewTextHandler(&logs, nil)).Info("x", "cfg", cfg, "key", cfg.SecretKey)
	encoded, err := json.Marshal(cfg)
	if err != nil {
		t.Fatal(err)
	}
	all := string(encoded) + logs.String()
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x"} {
		all += fmt.Sprintf(verb, cfg)
	}
	for _, secret := range []string{string(testKey), string(testSecret), "pushkey0", "playkey0", fmt.Sprintf("%x", string(testKey))} {
		if strings.Contains(all, secret) {
			t.Errorf("%s shows in %s", secret, all)
		}
	}
}

func TestLongPathsAreCut(t *testing.T) {
	h := newHarness(t, developmentConfig())
	h.post("/"+strings.Repeat("a", 10_000), "", "{}")
	if written := len(h.logs.String()); written > 500 {
		t.Errorf("%d bytes of log for one request", written)
	}
}

// A handler that panics costs its request only.
func TestPanic(t *testing.T) {
	h := newHarness(t, developmentConfig())
	broken := h.routes["/api/login"]
	broken.handle = func(call) (any, error) { panic("nil map") }
	h.routes["/api/login"] = broken
	if status, reply := h.post("/api/login", "", `{"code":"c"}`); status != 500 || code(reply) != "internal" {
		t.Errorf("%d %v", status, reply)
	}
	if !strings.Contains(h.logs.String(), "nil map") {
		t.Errorf("no word in the log:\n%s", &h.logs)
	}
}
