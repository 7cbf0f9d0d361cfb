package relay

import (
	"errors"
	"testing"

	"github.com/coder/websocket"
)

func TestWebSocketToAllViewers(t *testing.T) {
	f := start(t, openOptions())
	p := f.publish(t, "/live/a.flv")
	early := f.mustPlay(t, "a")
	head := []tag{metadata(), videoHeader(), audioHeader(), keyFrame(1 << 31), sound(1<<31 + 5)}
	for _, g := range head { // messages need not be whole tags
		p.write(g[:len(g)/2])
		p.write(g[len(g)/2:])
	}
	for range head {
		early.next()
	}
	socket, web := f.socket(t, "/live/a.flv"), f.get(t, "/live/a.flv")
	p.send(frame(1<<31 + 40))
	p.end()
	want := append(head, frame(1<<31+40))
	wantTags(t, early.tags(), want[len(want)-1])
	wantTags(t, flvTags(t, socketReader(t, socket)), want...)
	wantTags(t, flvTags(t, web.Body), want...)
}

// A page can't read the answer to a WebSocket that is refused, but the reason
// in its close frame.
func TestWebSocketPublisherIsRefused(t *testing.T) {
	var heard notes
	o := heard.options()
	o.MayPublish = func(s Stream) error {
		if s.Name == "a" {
			return nil
		}
		return errors.New("the signature has expired")
	}
	f := start(t, o)
	f.publish(t, "/live/a.flv")
	f.mustPlay(t, "a")
	for path, want := range map[string]string{"/live/a.flv": errTaken.Error(), "/live/b.flv": "refused: the signature has expired"} {
		_, _, err := f.socket(t, path, publisher).Read(within(t))
		var closed websocket.CloseError
		if !errors.As(err, &closed) || closed.Code != websocket.StatusPolicyViolation || closed.Reason != want {
			t.Errorf("%s: %v", path, err)
		}
	}
	if got := heard.String(); got != "began live/a" {
		t.Error(got)
	}
}

func TestWebSocketThatIsNoFLV(t *testing.T) {
	for name, b := range map[string][]byte{"no FLV": []byte("hello, this is no FLV"), "a tag too large": append(fileHeader(true, true), 9, 0xff, 0xff, 0xff, 0, 0, 0, 0, 0, 0, 0)} {
		f := start(t, openOptions())
		ws := f.socket(t, "/live/a.flv", publisher)
		if err := ws.Write(within(t), websocket.MessageBinary, b); err != nil {
			t.Fatal(err)
		}
		if _, _, err := ws.Read(within(t)); err == nil {
			t.Error(name, "is taken")
		}
	}
}

func TestTextIsNoStream(t *testing.T) {
	ws := start(t, openOptions()).socket(t, "/live/a.flv", publisher)
	if err := ws.Write(within(t), websocket.MessageText, []byte("FLV")); err != nil {
		t.Fatal(err)
	}
	if _, _, err := ws.Read(within(t)); websocket.CloseStatus(err) != websocket.StatusUnsupportedData {
		t.Error(err)
	}
}
