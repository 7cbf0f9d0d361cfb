package relay

import (
	"errors"
	"io"
	"testing"
)

// queued takes all that waits for a viewer, and whether the stream has ended.
func queued(tb testing.TB, v *viewer) (tags []tag, ended bool) {
	tb.Helper()
	for {
		t, err := v.take()
		if errors.Is(err, io.EOF) {
			return tags, true
		}
		if err != nil {
			tb.Fatal(err)
		}
		if t == nil {
			return tags, false
		}
		tags = append(tags, t)
	}
}

func openStream(tb testing.TB, change ...func(*limits)) *stream {
	tb.Helper()
	l := defaultLimits()
	for _, c := range change {
		c(&l)
	}
	s, err := newHub(l).open(Stream{App: "live", Name: "a"}, func(error) {})
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

func (s *stream) mustView(tb testing.TB) *viewer {
	tb.Helper()
	v, err := s.view()
	if err != nil {
		tb.Fatal(err)
	}
	return v
}

func (s *stream) writeAll(tags ...tag) {
	for _, t := range tags {
		s.write(t)
	}
}

func TestLateViewerBeginsAtTheLastKeyFrame(t *testing.T) {
	s := openStream(t)
	s.writeAll(audioHeader(), metadata(), videoHeader(), keyFrame(0), sound(10), frame(40), keyFrame(80), sound(90), frame(120))
	v := s.mustView(t)
	s.write(frame(160))
	got, _ := queued(t, v)
	wantTags(t, got, metadata(), videoHeader(), audioHeader(), keyFrame(80), sound(90), frame(120), frame(160))
	if !v.audio || !v.video {
		t.Error("sound and picture are known")
	}
}

func TestRepeatedHeaderKeepsTheGroup(t *testing.T) {
	s := openStream(t)
	s.writeAll(videoHeader(), keyFrame(0), frame(40), videoHeader(), frame(80))
	got, _ := queued(t, s.mustView(t))
	wantTags(t, got, videoHeader(), keyFrame(0), frame(40), frame(80))
}

func TestNewHeaderEndsTheGroup(t *testing.T) {
	s := openStream(t)
	other := newTag(typeVideo, 80, []byte{0x17, 0, 0, 0, 0, 1, 0x64})
	s.writeAll(videoHeader(), keyFrame(0), other, frame(90))
	v := s.mustView(t)
	s.writeAll(frame(100), sound(100), keyFrame(120))
	got, _ := queued(t, v)
	wantTags(t, got, other, sound(100), keyFrame(120))
}

func TestGroupIsBounded(t *testing.T) {
	for name, bound := range map[string]size{"tags": {tags: 3, bytes: 1 << 20}, "bytes": {tags: 100, bytes: 3 * len(frame(0))}} {
		t.Run(name, func(t *testing.T) {
			s := openStream(t, func(l *limits) { l.group = bound })
			s.writeAll(keyFrame(0), frame(1), frame(2))
			got, _ := queued(t, s.mustView(t))
			wantTags(t, got, keyFrame(0), frame(1), frame(2))
			s.write(frame(3)) // one more than is kept
			v := s.mustView(t)
			s.writeAll(frame(4), sound(4), keyFrame(5))
			got, _ = queued(t, v)
			wantTags(t, got, sound(4), keyFrame(5))
		})
	}
}

func TestStreamWithoutKeyFrames(t *testing.T) {
	s := openStream(t)
	s.writeAll(frame(0), sound(1))
	v := s.mustView(t)
	s.writeAll(frame(2), sound(3))
	got, _ := queued(t, v)
	wantTags(t, got, frame(2), sound(3))
}

func TestViewersEndWithTheStream(t *testing.T) {
	s := openStream(t)
	v, gone := s.mustView(t), s.mustView(t)
	gone.leave()
	s.write(sound(1))
	s.end()
	s.write(sound(2))
	got, ended := queued(t, v)
	wantTags(t, got, sound(1))
	if !ended {
		t.Error("the viewer goes on")
	}
	if got, _ := queued(t, gone); len(got) != 0 {
		t.Error("one who left still gets", got)
	}
	if _, err := s.view(); !errors.Is(err, errAbsent) {
		t.Error(err)
	}
}

func TestHubHasOnePublisherAName(t *testing.T) {
	h := newHub(defaultLimits())
	s, err := h.open(Stream{App: "live", Name: "a"}, func(error) {})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := h.open(Stream{App: "live", Name: "a"}, func(error) {}); !errors.Is(err, errTaken) {
		t.Error(err)
	}
	if _, err := h.open(Stream{App: "live", Name: "b"}, func(error) {}); err != nil {
		t.Error(err)
	}
	h.close(s)
	if _, err := h.open(Stream{App: "live", Name: "a"}, func(error) {}); err != nil {
		t.Error(err)
	}
	if _, err := h.view("live/c"); !errors.Is(err, errAbsent) {
		t.Error(err)
	}
}

func TestHubCut(t *testing.T) {
	h := newHub(defaultLimits())
	cut := make(chan struct{})
	s, err := h.open(Stream{App: "live", Name: "a"}, func(error) { close(cut) })
	if err != nil {
		t.Fatal(err)
	}
	v := s.mustView(t)
	s.write(sound(0))
	go func() { // the publisher
		<-cut
		s.end()
		h.close(s)
	}()
	if !h.cut("live/a") || h.cut("live/a") {
		t.Error("one stream is cut once")
	}
	if got, ended := queued(t, v); len(got) != 0 || !ended {
		t.Error("a viewer of a stream that was cut gets nothing more:", got, ended)
	}
}

func TestHubCountsStreams(t *testing.T) {
	l := defaultLimits()
	l.streams = 1
	h := newHub(l)
	if _, err := h.open(Stream{App: "live", Name: "a"}, func(error) {}); err != nil {
		t.Fatal(err)
	}
	if _, err := h.open(Stream{App: "live", Name: "b"}, func(error) {}); err == nil {
		t.Error("two streams")
	}
}
