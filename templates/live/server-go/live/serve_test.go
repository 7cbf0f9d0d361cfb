package live

import (
	"bufio"
	"context"
	"errors"
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
