package relay

import (
	"bytes"
	"encoding/binary"
	"strings"
	"testing"

	"github.com/bluenviron/gortmplib/pkg/amf0"
)

func TestRTMPToAllViewers(t *testing.T) {
	f := start(t, openOptions())
	p := f.mustPublish(t, "live", "a")
	head := []tag{metadata(), videoHeader(), audioHeader()}
	p.send(head...)
	early := f.mustPlay(t, "a")
	tags := []tag{keyFrame(0), sound(5), frame(40), newTag(typeVideo, extendedTimestamp+40, bytes.Repeat([]byte{0x27, 1}, 70_000))}
	p.send(tags...)
	for range len(head) + len(tags) {
		early.next() // then the late ones come after all of it
	}
	late, web, socket := f.mustPlay(t, "a"), f.get(t, "/live/a.flv"), f.socket(t, "/live/a.flv")
	p.send(sound(extendedTimestamp + 50))
	p.call("deleteStream", 7, nil, 1.0)

	want := append(append(head, tags...), sound(extendedTimestamp+50))
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
