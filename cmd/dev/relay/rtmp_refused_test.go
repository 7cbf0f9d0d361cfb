package relay

import (
	"bytes"
	"errors"
	"net"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
)

func TestSecondPublisherIsRefused(t *testing.T) {
	f := start(t, openOptions())
	p := f.mustPublish(t, "live", "a")
	second := f.dial(t, "live")
	if code, text := second.publish("a"); code != "NetStream.Publish.BadName" || text != errTaken.Error() {
		t.Error(code, text)
	}
	second.expectEnd()
	v := f.mustPlay(t, "a")
	p.send(sound(1))
	if got := v.next(); got.ms() != 1 {
		t.Error("the first one goes on:", got)
	}
}

func TestSignatureOverRTMP(t *testing.T) {
	var heard notes
	signed := func(s Stream) error {
		if s.Query.Get("sign") != "right" {
			return errors.New("the signature is wrong")
		}
		return nil
	}
	f := start(t, Options{MayPublish: signed, MayPlay: signed, Began: heard.options().Began})
	for app, name := range map[string]string{"live": "a?sign=wrong", "live?sign=wrong": "a", "live/": "a"} {
		c := f.dial(t, app)
		if code, text := c.publish(name); !strings.HasPrefix(code, "NetStream.Publish.") || !strings.Contains(text, "the signature is wrong") {
			t.Error(code, text)
		}
		c.expectEnd()
	}
	if heard.String() != "" || f.hub.find("live/a") != nil {
		t.Error("something was published")
	}
	f.mustPublish(t, "live?sign=right", "a")
	if code, _ := f.dial(t, "live").play("a?sign=wrong"); code != "NetStream.Play.StreamNotFound" {
		t.Error(code)
	}
	f.mustPlay(t, "a?sign=right")
}

func TestWithoutOptionsNobodyMay(t *testing.T) {
	f := start(t, Options{})
	if _, text := f.dial(t, "live").publish("a"); text != "refused: no rule allows it" {
		t.Error(text)
	}
	if _, text := f.dial(t, "live").play("a"); text != "refused: no rule allows it" {
		t.Error(text)
	}
}

func TestPlayOfNothing(t *testing.T) {
	f := start(t, openOptions())
	if code, text := f.dial(t, "live").play("a"); code != "NetStream.Play.StreamNotFound" || text != errAbsent.Error() {
		t.Error(code, text)
	}
}

func TestConnectionsAreCounted(t *testing.T) {
	f := start(t, openOptions(), func(l *limits) { l.perAddress = 2 })
	a, b := f.dial(t, "live"), f.dial(t, "live")
	c, err := net.Dial("tcp", f.rtmp)
	if err != nil {
		t.Fatal(err)
	}
	if n, err := c.Read(make([]byte, 1)); n != 0 || err == nil {
		t.Error("a third connection is served")
	}
	if got := f.get(t, "/live/a.flv").StatusCode; got != http.StatusServiceUnavailable {
		t.Error(got)
	}
	a.play("nothing")
	a.expectEnd()
	f.dial(t, "live")
	b.call("createStream", 2, nil)
	b.reply(2)
}

func TestCommandsOfRTMPRefused(t *testing.T) {
	for name, body := range map[string][]byte{
		"nested": bytes.Repeat([]byte{10, 0, 0, 0, 1}, 3000),
		"long":   bytes.Repeat([]byte{5}, 16<<10+1),
		"empty":  {},
		"number": {0, 0, 0, 0, 0, 0, 0, 0, 0},
	} {
		t.Run(name, func(t *testing.T) {
			c := start(t, openOptions()).dial(t, "live")
			_ = c.tryWrite(typeCommand, 0, body) // it may be cut before all is written
			c.expectEnd()
		})
	}
}

// A listener whose first connections fail for want of files.
type exhausted struct {
	net.Listener
	fail []error
}

func (l *exhausted) Accept() (net.Conn, error) {
	if len(l.fail) > 0 {
		err := l.fail[0]
		l.fail = l.fail[1:]
		return nil, &net.OpError{Op: "accept", Err: err}
	}
	return l.Listener.Accept()
}

func TestAcceptSurvivesTooManyFiles(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { // or it waits
		_, err := accept(t.Context(), &exhausted{fail: []error{syscall.EMFILE, syscall.ENFILE, syscall.EBADF}})
		if !errors.Is(err, syscall.EBADF) {
			t.Error(err)
		}
	})
}
