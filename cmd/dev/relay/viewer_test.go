package relay

import (
	"bytes"
	"testing"
)

func bounded(tags, bytes int) func(*limits) {
	return func(l *limits) { l.queue = size{tags: tags, bytes: bytes} }
}

func TestSlowViewerSkipsToAKeyFrame(t *testing.T) {
	s := openStream(t, bounded(6, 1<<20))
	s.writeAll(videoHeader(), audioHeader(), keyFrame(0))
	v := s.mustView(t)
	s.writeAll(frame(1), sound(2), frame(3))
	s.writeAll(frame(4), sound(5), frame(6)) // the first one more than waits
	got, _ := queued(t, v)
	wantTags(t, got, videoHeader(), audioHeader(), sound(5))
	if v.skipped != 6 {
		t.Errorf("%d tags skipped", v.skipped)
	}
	s.writeAll(frame(7), keyFrame(8), frame(9))
	got, _ = queued(t, v)
	wantTags(t, got, keyFrame(8), frame(9))
}

func TestSlowViewerGetsTheHeadersThatCameMeanwhile(t *testing.T) {
	s := openStream(t, bounded(5, 1<<20))
	s.writeAll(videoHeader(), keyFrame(0))
	v := s.mustView(t)
	other := newTag(typeVideo, 1, []byte{0x17, 0, 0, 0, 0, 1, 0x64})
	s.writeAll(other, keyFrame(2), frame(3), keyFrame(4))
	got, _ := queued(t, v)
	wantTags(t, got, other, keyFrame(4))
}

// A viewer who takes nothing holds no more than the bounds, whatever is sent.
func TestQueueIsBounded(t *testing.T) {
	big := newTag(typeVideo, 0, append([]byte{0x27, 1}, make([]byte, 1000)...))
	header := func(i int) tag { return newTag(typeVideo, 0, []byte{0x17, 0, byte(i >> 8), byte(i)}) }
	streams := map[string]func(i int) tag{
		"sound":      func(i int) tag { return sound(uint32(i)) },
		"pictures":   func(int) tag { return big },
		"key frames": func(i int) tag { return keyFrame(uint32(i)) },
		"headers":    header,
		"scripts":    func(int) tag { return newTag(typeScript, 0, []byte("\x02\x00\x0aonTextData")) },
		"groups": func(i int) tag {
			if i%10 == 0 {
				return keyFrame(uint32(i))
			}
			return big
		},
	}
	bound := size{tags: 64, bytes: 16 << 10}
	for name, next := range streams {
		t.Run(name, func(t *testing.T) {
			s := openStream(t, bounded(bound.tags, bound.bytes))
			v := s.mustView(t)
			for i := range 10_000 {
				s.write(next(i))
				if v.size.exceeds(bound) || v.size.tags != len(v.queue) {
					t.Fatalf("after %d tags %d wait, of %d bytes", i+1, v.size.tags, v.size.bytes)
				}
			}
			got, _ := queued(t, v)
			if v.size != (size{}) {
				t.Errorf("an empty queue counts %v", v.size)
			}
			if len(got)+v.skipped != 10_000 {
				t.Errorf("%d tags came and %d were skipped", len(got), v.skipped)
			}
		})
	}
}

// wantDecodable fails when pictures are missing between one and the next that
// is no key frame. Their times count from 0 by 1.
func wantDecodable(tb testing.TB, tags []tag) {
	tb.Helper()
	last := uint32(0)
	for _, t := range tags {
		if !t.isPicture() {
			continue
		}
		if !t.isKeyFrame() && t.ms() != last+1 {
			tb.Fatalf("picture %d follows %d", t.ms(), last)
		}
		last = t.ms()
	}
}

func TestViewerAtAnySpeedGetsDecodablePictures(t *testing.T) {
	for every := 1; every < 20; every++ { // tags that come while it takes one
		s := openStream(t, bounded(16, 1<<20))
		v := s.mustView(t)
		var got []tag
		for i := range uint32(2000) {
			if i%25 == 0 {
				s.write(keyFrame(i))
			} else {
				s.write(frame(i))
			}
			if int(i)%every == 0 {
				next, err := v.take()
				if err != nil {
					t.Fatal(err)
				}
				if next != nil {
					got = append(got, next)
				}
			}
		}
		wantDecodable(t, got)
		if len(got) < 2000/every/4 {
			t.Errorf("%d pictures at a speed of 1/%d", len(got), every)
		}
	}
}

func TestViewersShareTags(t *testing.T) {
	s := openStream(t)
	a, b := s.mustView(t), s.mustView(t)
	s.write(keyFrame(0))
	one, _ := a.take()
	other, _ := b.take()
	if !bytes.Equal(one, other) || &one[0] != &other[0] {
		t.Error("a tag was copied")
	}
}

// Over a real connection, where the system's buffers fill first.
func TestViewersWhoDoNotRead(t *testing.T) {
	bound := size{tags: 100, bytes: 1 << 20}
	f := start(t, openOptions(), bounded(bound.tags, bound.bytes))
	st, err := f.begin(Stream{App: "live", Name: "a"}, func() {})
	if err != nil {
		t.Fatal(err)
	}
	web, rtmp, socket := f.get(t, "/live/a.flv"), f.mustPlay(t, "a"), f.socket(t, "/live/a.flv")
	f.waitForViewers(t, "live/a", 3)
	picture := func(ms uint32) tag {
		body := append(frame(0).body(), make([]byte, 10_000)...)
		if ms%25 == 0 {
			body[0] = 0x17
		}
		return newTag(typeVideo, ms, body)
	}
	ms := uint32(0)
	for allSkip := false; !allSkip || ms%25 != 1; ms++ { // and then one more key frame
		st.write(picture(ms))
		allSkip = true
		for v := range st.viewers {
			waiting, skipped := v.count()
			allSkip = allSkip && skipped > 0
			if waiting.exceeds(bound) {
				t.Fatalf("%d tags wait, of %d bytes", waiting.tags, waiting.bytes)
			}
		}
	}
	f.finish(st)
	for name, got := range map[string][]tag{"HTTP": flvTags(t, web.Body), "RTMP": rtmp.tags(), "WebSocket": flvTags(t, socketReader(t, socket))} {
		wantDecodable(t, got)
		if last := got[len(got)-1].ms(); last != ms-1 {
			t.Errorf("%s ends at %d, want %d", name, last, ms-1)
		}
	}
}

func (v *viewer) count() (waiting size, skipped int) {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.size, v.skipped
}
