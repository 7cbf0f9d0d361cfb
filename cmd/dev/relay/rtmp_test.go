package relay

import (
	"bytes"
	"encoding/binary"
	"errors"
	"net"
	"net/http"
	"strings"
	"syscall"
	"testing"

	"github.com/bluenviron/gortmplib/pkg/amf0"
)

func TestRTMPToAllViewers(t *testing.T) {
	f := start(t, openOptions())
	p := f.mustPublish(t, "live", "a")
	head := []tag{metadata(), videoHeader(), audioHeader()}
	p.send(head...)
	early := f.mustPlay(t, "a")
	tags := []tag{keyFrame(0), sound(5), frame(40), newTag(typeVideo, noTime+40, bytes.Repeat([]byte{0x27, 1}, 70_000))}
	p.send(tags...)
	for range len(head) + len(tags) {
		early.next() // then the late ones come after all of it
	}
	late, web, socket := f.mustPlay(t, "a"), f.get(t, "/live/a.flv"), f.socket(t, "/live/a.flv")
	p.send(sound(noTime + 50))
	p.call("deleteStream", 7, nil, 1.0)

	want := append(append(head, tags...), sound(noTime+50))
	wantTags(t, early.tags(), want[len(want)-1])
	wantTags(t, late.tags(), want...)
	wantTags(t, flvTags(t, web.Body), want...)
	wantTags(t, flvTags(t, socketReader(t, socket)), want...)
}

// HEVC in both forms, and Opus, pass as they come: late viewers find headers
// and key frames of each.
func TestOtherCodecs(t *testing.T) {
	for name, c := range map[string]struct{ header, key, frame, audio, sound string }{
		"HEVC of enhanced RTMP, Opus": {"\x90hvc1\x01config", "\x91hvc1\x00\x00\x00key", "\xa3hvc1frame", "\x90OpusOpusHead", "\x91Opussound"},
		"HEVC by codec id 12, AAC":    {"\x1c\x00\x00\x00\x00config", "\x1c\x01\x00\x00\x00key", "\x2c\x01\x00\x00\x00frame", "\xaf\x00\x12\x10", "\xaf\x01sound"},
	} {
		t.Run(name, func(t *testing.T) {
			f := start(t, openOptions())
			p := f.mustPublish(t, "live", "a")
			header, audio := newTag(typeVideo, 0, []byte(c.header)), newTag(typeAudio, 0, []byte(c.audio))
			last := []tag{newTag(typeVideo, 80, []byte(c.key)), newTag(typeAudio, 90, []byte(c.sound)), newTag(typeVideo, 120, []byte(c.frame))}
			early := f.mustPlay(t, "a")
			p.send(header, audio, newTag(typeVideo, 0, []byte(c.key)), newTag(typeVideo, 40, []byte(c.frame)))
			p.send(last...)
			for range 7 {
				early.next()
			}
			late := f.get(t, "/live/a.flv")
			p.call("FCUnpublish", 7, nil, "a")
			wantTags(t, flvTags(t, late.Body), append([]tag{header, audio}, last...)...)
		})
	}
}

func TestSetDataFrameIsForTheServer(t *testing.T) {
	f := start(t, openOptions())
	p := f.mustPublish(t, "live", "a")
	v := f.mustPlay(t, "a")
	words := []byte("\x02\x00\x0d@setDataFrame")
	p.write(typeScript, 0, append(words, metadata().body()...))
	p.write(typeScriptAMF3, 0, append([]byte{0}, append(words, metadata().body()...)...))
	p.write(typeScript, 0, metadata().body())
	p.write(typeScriptAMF3, 0, nil)
	p.call("closeStream", 7, nil)
	wantTags(t, v.tags(), metadata(), metadata(), metadata())
}

// The calls that ffmpeg, OBS and phones wait for.
func TestCallsAreAnswered(t *testing.T) {
	c := start(t, openOptions()).dial(t, "live")
	for i, name := range []string{"releaseStream", "FCPublish", "_checkbw", "FCSubscribe", "getStreamLength", "createStream"} {
		id := float64(i + 2)
		c.call(name, id, nil, "a")
		got := c.reply(id)
		if name == "createStream" && got[1] != 1.0 || name == "getStreamLength" && got[1] != 0.0 {
			t.Errorf("%s: %v", name, got)
		}
	}
	c.call("nobody knows", 9, nil)
	c.call("createStream", 10, nil)
	c.reply(10)
}

func TestPingsAndAcknowledgements(t *testing.T) {
	f := start(t, openOptions())
	f.mustPublish(t, "live", "a").send(sound(0))
	v := f.mustPlay(t, "a")
	v.write(typeUserControl, 0, []byte{0, eventPing, 1, 2, 3, 4})
	for {
		m, err := v.read()
		if err != nil {
			t.Fatal(err)
		}
		if m.Type == typeUserControl && m.Body[1] == eventPong {
			if !bytes.Equal(m.Body, []byte{0, eventPong, 1, 2, 3, 4}) {
				t.Errorf("%x", m.Body)
			}
			break
		}
	}
	p := f.mustPublish(t, "live", "b")
	p.write(typeWindow, 0, []byte{0, 0, 16, 0})
	p.send(newTag(typeVideo, 0, make([]byte, 5000)))
	for {
		m, err := p.read()
		if err != nil {
			t.Fatal(err)
		}
		if m.Type == typeAck {
			if n := binary.BigEndian.Uint32(m.Body); n < 4096 {
				t.Error(n, "bytes are acknowledged")
			}
			break
		}
	}
}

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
	if _, text := f.dial(t, "live").publish("a"); text != "refused: nobody may" {
		t.Error(text)
	}
	if _, text := f.dial(t, "live").play("a"); text != "refused: nobody may" {
		t.Error(text)
	}
}

func TestPlayOfNothing(t *testing.T) {
	f := start(t, openOptions())
	if code, text := f.dial(t, "live").play("a"); code != "NetStream.Play.StreamNotFound" || text != errAbsent.Error() {
		t.Error(code, text)
	}
}

// Whoever hears of streams hears of each end before the next begin, and the
// name is free when Cut returns.
func TestCutEndsPublisherAndViewers(t *testing.T) {
	var heard notes
	f := start(t, heard.options())
	for range 3 {
		p := f.mustPublish(t, "live", "a")
		v, web := f.mustPlay(t, "a"), f.get(t, "/live/a.flv")
		if !f.Cut("live", "a") {
			t.Fatal("nothing to cut")
		}
		p.expectEnd()
		wantTags(t, v.tags())
		wantTags(t, flvTags(t, web.Body))
	}
	if f.Cut("live", "a") {
		t.Error("it is published still")
	}
	if got, want := heard.String(), strings.Repeat(", began live/a, ended live/a", 3)[2:]; got != want {
		t.Error(got)
	}
}

func TestPublisherGoneEndsViewers(t *testing.T) {
	f := start(t, openOptions())
	p := f.mustPublish(t, "live", "a")
	v, web, socket := f.mustPlay(t, "a"), f.get(t, "/live/a.flv"), f.socket(t, "/live/a.flv")
	_ = p.conn.Close()
	wantTags(t, v.tags())
	wantTags(t, flvTags(t, web.Body))
	wantTags(t, flvTags(t, socketReader(t, socket)))
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
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	_, err = accept(t.Context(), &exhausted{l, []error{syscall.EMFILE, syscall.ENFILE, syscall.EBADF}})
	if !errors.Is(err, syscall.EBADF) {
		t.Error(err)
	}
}

func TestAnswersToPlayAreInOrder(t *testing.T) {
	f := start(t, openOptions())
	f.mustPublish(t, "live", "a").send(sound(0))
	c := f.dial(t, "live")
	c.call("play", 5, nil, "a")
	values := c.command()
	o, _ := values[3].(amf0.Object)
	if code, _ := o.GetString("code"); code != "NetStream.Play.Reset" {
		t.Error(code)
	}
}
