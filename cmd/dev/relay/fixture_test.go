package relay

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"
)

// patience is how long a test waits before it fails.
const patience = 20 * time.Second

// A fixture is a server that listens.
type fixture struct {
	*Server
	rtmp, web string // host:port
	began     chan Stream
}

func everybody(Stream) error { return nil }

// openOptions let everybody do everything.
func openOptions() Options {
	return Options{MayPublish: everybody, MayPlay: everybody, MayCut: everybody}
}

func start(tb testing.TB, o Options, change ...func(*limits)) *fixture {
	tb.Helper()
	l := defaultLimits()
	for _, c := range change {
		c(&l)
	}
	f := &fixture{began: make(chan Stream, 1000)}
	hear := o.Began
	o.Began = func(s Stream) {
		if hear != nil {
			hear(s)
		}
		f.began <- s
	}
	f.Server = newServer(o, l)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		tb.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	served := make(chan error)
	go func() { served <- f.ServeRTMP(ctx, listener) }()
	web := httptest.NewUnstartedServer(f)
	web.Config.BaseContext = func(net.Listener) context.Context { return ctx }
	web.Start()
	f.rtmp, f.web = listener.Addr().String(), web.Listener.Addr().String()
	tb.Cleanup(func() {
		cancel()
		if err := <-served; err != nil {
			tb.Error(err)
		}
		web.Close()
	})
	return f
}

// get asks for a stream over HTTP, and returns when it has an answer.
func (f *fixture) get(tb testing.TB, path string) *http.Response {
	tb.Helper()
	return f.request(tb, http.MethodGet, path)
}

func (f *fixture) request(tb testing.TB, method, path string) *http.Response {
	tb.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	tb.Cleanup(cancel)
	r, err := http.NewRequestWithContext(ctx, method, "http://"+f.web+path, nil)
	if err != nil {
		tb.Fatal(err)
	}
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = response.Body.Close() })
	return response
}

// body reads an answer to its end.
func body(tb testing.TB, r *http.Response) string {
	tb.Helper()
	text, err := io.ReadAll(r.Body)
	if err != nil {
		tb.Fatal(err)
	}
	return string(text)
}

// socket opens a WebSocket.
func (f *fixture) socket(tb testing.TB, path string, protocols ...string) *websocket.Conn {
	tb.Helper()
	ws, _, err := websocket.Dial(within(tb), "ws://"+f.web+path, &websocket.DialOptions{Subprotocols: protocols})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = ws.CloseNow() })
	ws.SetReadLimit(-1)
	return ws
}

// within returns a context that bounds how long a test waits.
func within(tb testing.TB) context.Context {
	tb.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	tb.Cleanup(cancel)
	return ctx
}

// A publishing WebSocket sends FLV.
type publishing struct {
	tb testing.TB
	ws *websocket.Conn
}

// publish returns when the stream has begun.
func (f *fixture) publish(tb testing.TB, path string) publishing {
	tb.Helper()
	p := publishing{tb, f.socket(tb, path, publisher)}
	p.write(fileHeader(true, true))
	for {
		select {
		case s := <-f.began:
			if strings.HasPrefix(path, "/"+s.key()+".flv") {
				return p
			}
		case <-within(tb).Done():
			tb.Fatal(path, " does not begin")
		}
	}
}

func (p publishing) write(b []byte) {
	p.tb.Helper()
	if err := p.ws.Write(within(p.tb), websocket.MessageBinary, b); err != nil {
		p.tb.Fatal(err)
	}
}

func (p publishing) send(tags ...tag) {
	p.tb.Helper()
	for _, t := range tags {
		p.write(t)
	}
}

func (p publishing) end() { _ = p.ws.Close(websocket.StatusNormalClosure, "") }

// socketReader reads the messages of a WebSocket as one stream.
func socketReader(tb testing.TB, ws *websocket.Conn) io.Reader {
	tb.Helper()
	return websocket.NetConn(within(tb), ws, websocket.MessageBinary)
}

// notes collects what a server tells.
type notes struct {
	mu    sync.Mutex
	lines []string
}

func (n *notes) add(line string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.lines = append(n.lines, line)
}

func (n *notes) String() string {
	n.mu.Lock()
	defer n.mu.Unlock()
	return strings.Join(n.lines, ", ")
}

// Write makes it a log.
func (n *notes) Write(line []byte) (int, error) {
	n.add(string(line))
	return len(line), nil
}

func (n *notes) logger() *slog.Logger { return slog.New(slog.NewTextHandler(n, nil)) }

func (n *notes) options() Options {
	o := openOptions()
	o.Began = func(s Stream) { n.add("began " + s.key()) }
	o.Ended = func(s Stream) { n.add("ended " + s.key()) }
	return o
}

// The pictures and sounds of tests.
func metadata() tag {
	return newTag(typeScript, 0, []byte("\x02\x00\x0aonMetaData\x08\x00\x00\x00\x00\x00\x00\x09"))
}
func videoHeader() tag { return newTag(typeVideo, 0, []byte{0x17, 0, 0, 0, 0, 1, 0x42}) }
func audioHeader() tag { return newTag(typeAudio, 0, []byte{0xaf, 0, 0x12, 0x10}) }
func keyFrame(ms uint32) tag {
	return newTag(typeVideo, ms, []byte{0x17, 1, 0, 0, 0, 0, 0, 0, 1, 0x65})
}

func frame(ms uint32) tag { return newTag(typeVideo, ms, []byte{0x27, 1, 0, 0, 0, 0, 0, 0, 1, 0x41}) }
func sound(ms uint32) tag { return newTag(typeAudio, ms, []byte{0xaf, 1, 0x21}) }

// flvTags reads a whole FLV stream.
func flvTags(tb testing.TB, r io.Reader) (tags []tag) {
	tb.Helper()
	if err := readFLV(r, 1<<24, func(t tag) { tags = append(tags, t) }); err != nil {
		tb.Fatal(err)
	}
	return tags
}

func wantTags(tb testing.TB, got []tag, want ...tag) {
	tb.Helper()
	for i := range max(len(got), len(want)) {
		switch {
		case i >= len(got):
			tb.Fatalf("%d tags, want %d; the next is %x", len(got), len(want), want[i])
		case i >= len(want):
			tb.Fatalf("%d tags, want %d; the next is %x", len(got), len(want), got[i])
		case !bytes.Equal(got[i], want[i]):
			tb.Fatalf("tag %d is\n%x, want\n%x", i, got[i], want[i])
		}
	}
}
