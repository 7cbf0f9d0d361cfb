package relay

import (
	"bytes"
	"math/rand/v2"
	"net"
	"testing"
	"time"

	"github.com/coder/websocket"
)

// garbage is random, and yet like what is expected, so that it gets further.
type garbage struct{ *rand.Rand }

func (g garbage) bytes() []byte {
	b := make([]byte, g.IntN(4000))
	for i := range b {
		b[i] = byte(g.Uint32())
	}
	return b
}

// chunks has headers that make sense more often than by chance.
func (g garbage) chunks() []byte {
	b := g.bytes()
	kinds := []byte{1, 2, 3, 4, 5, 6, 8, 9, 15, 17, 18, 20, 22}
	for i := 0; i+12 < len(b); {
		size := g.IntN(64)
		copy(b[i:], []byte{byte(g.IntN(4)<<6 | g.IntN(8)), 0, 0, byte(g.IntN(256)), 0, 0, byte(size), kinds[g.IntN(len(kinds))], 1, 0, 0, 0})
		i += 12 + size
	}
	return b
}

// throw sends bytes to a port, and waits until the server has read them and
// closed, or has nothing more to say.
func throw(t *testing.T, address string, b []byte) {
	t.Helper()
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	_ = conn.SetDeadline(time.Now().Add(patience))
	_, _ = conn.Write(b) // it may be cut before all is written
	_ = conn.(*net.TCPConn).CloseWrite()
	for {
		if _, err := conn.Read(make([]byte, 4096)); err != nil {
			if netErr, ok := err.(net.Error); ok && netErr.Timeout() { //nolint:errorlint // nobody wraps it here
				t.Fatalf("a connection goes on after %x", b)
			}
			return
		}
	}
}

// Garbage ends its connection, and nothing else.
func TestGarbageOnEveryPort(t *testing.T) {
	f := start(t, openOptions())
	p := f.mustPublish(t, "live", "a")
	v, web := f.mustPlay(t, "a"), f.get(t, "/live/a.flv")
	g := garbage{rand.New(rand.NewPCG(1, 2))}
	hello := append([]byte{3}, make([]byte, 2*1536)...)
	connect := recorded(t, call(t, "connect", 1.0, connectArgs("live")))
	publish := append(connect, recorded(t, call(t, "publish", 2.0, nil, "g", "live"))...)
	for range 200 {
		throw(t, f.rtmp, g.bytes())
		throw(t, f.rtmp, append(bytes.Clone(hello), g.chunks()...))
		throw(t, f.rtmp, append(append(bytes.Clone(hello), connect...), g.chunks()...))
		throw(t, f.rtmp, append(append(bytes.Clone(hello), publish...), g.chunks()...))
		throw(t, f.web, g.bytes())
		throw(t, f.web, append([]byte("GET /live/a.flv HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\n"), g.bytes()...))
	}
	for i := range 100 {
		ws := f.socket(t, "/live/g.flv", publisher)
		b := g.bytes()
		if i%2 == 0 {
			b = append(flv(keyFrame(0)), b...)
		}
		_ = ws.Write(within(t), websocket.MessageBinary, b)
		_ = ws.Close(websocket.StatusNormalClosure, "")
	}
	p.send(keyFrame(7))
	p.call("FCUnpublish", 7, nil, "a")
	wantTags(t, v.tags(), keyFrame(7))
	wantTags(t, flvTags(t, web.Body), keyFrame(7))
}
