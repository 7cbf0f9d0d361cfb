package relay

import (
	"bufio"
	"bytes"
	"io"
	"testing"

	"github.com/bluenviron/gortmplib/pkg/amf0"
)

// recorded returns what a client writes, in chunks.
func recorded(tb testing.TB, messages ...message) []byte {
	tb.Helper()
	var out bytes.Buffer
	w := newChunkWriter(&out)
	for _, m := range messages {
		if err := w.write(m); err != nil {
			tb.Fatal(err)
		}
	}
	if err := w.flush(); err != nil {
		tb.Fatal(err)
	}
	return out.Bytes()
}

func call(tb testing.TB, values ...any) message {
	tb.Helper()
	body, err := amf0.Data(values).Marshal()
	if err != nil {
		tb.Fatal(err)
	}
	return message{kind: typeCommand, chunk: chunkCommand, body: body}
}

// FuzzRTMP sends bytes after a handshake: a session ends, and leaves nothing.
func FuzzRTMP(f *testing.F) {
	connect := call(f, "connect", 1.0, amf0.Object{{Key: "app", Value: "live"}})
	f.Add(recorded(f, connect, call(f, "createStream", 2.0, nil), call(f, "publish", 3.0, nil, "a", "live"),
		message{kind: typeVideo, chunk: chunkVideo, stream: 1, body: keyFrame(0).body()},
		message{kind: typeAudio, chunk: chunkAudio, stream: 1, ms: extendedTimestamp, body: sound(0).body()},
		message{kind: typeScript, chunk: chunkScript, stream: 1, body: metadata().body()}))
	f.Add(recorded(f, connect, call(f, "play", 2.0, nil, "b?sign=x"), call(f, "deleteStream", 3.0, nil, 1.0)))
	f.Add(recorded(f, message{kind: typeChunkSize, chunk: chunkControl, body: []byte{0, 0, 0, 1}}, connect))
	f.Add(recorded(f, message{kind: typeUserControl, chunk: chunkControl, body: []byte{0, eventPing, 0, 0, 0, 1}}, message{kind: typeWindow, chunk: chunkControl, body: []byte{0, 0, 0, 1}}))
	f.Add([]byte("\x01\xff\xff\xff\xff\xff\x00\x00\x05\x14\x00\x00\x00\x00\xff\xff\xff\xff\x0a\x00\x00\x00\x01"))
	f.Fuzz(func(t *testing.T, sent []byte) {
		s := New(openOptions())
		// What a viewer may find.
		st, err := s.begin(Stream{App: "live", Name: "b"}, func() {})
		if err != nil {
			t.Fatal(err)
		}
		st.write(keyFrame(0))
		peer, ended := s.session(t)
		go func() { _, _ = io.Copy(io.Discard, peer) }()
		_, _ = peer.Write(append([]byte{3}, make([]byte, 2*1536)...))
		_, _ = peer.Write(sent)
		_ = peer.Close()
		err = <-ended
		s.finish(st)
		if len(s.hub.streams) != 0 || len(st.viewers) != 0 {
			t.Error("streams or viewers are left after", err)
		}
	})
}

// FuzzChunks reads bytes as chunks, in little memory, and what it makes of them
// survives being written.
func FuzzChunks(f *testing.F) {
	f.Add([]byte("\x04\xff\xff\xff\x00\x00\x04\x09\x01\x00\x00\x00\x01\x02\x03\x04abcd"), uint32(2))
	f.Add([]byte("\x04\x00\x00\x00\x00\x00\x02\x08\x01\x00\x00\x00ab\x44\x00\x00\x14\x00\x00\x03\x08abc\xc4def"), uint32(128))
	f.Fuzz(func(t *testing.T, sent []byte, size uint32) {
		r := newChunkReader(bufio.NewReader(bytes.NewReader(sent)), defaultLimits())
		if r.setChunkSize(size) != nil {
			return
		}
		for {
			got, err := r.read()
			if r.pending < 0 || r.pending > r.limit || len(r.streams) > r.maxStreams {
				t.Fatalf("%d bytes under way on %d chunk streams", r.pending, len(r.streams))
			}
			if err != nil {
				return
			}
			out := recorded(t, message{kind: got.kind(), ms: got.ms(), chunk: chunkScript, body: got.body()})
			again, err := newChunkReader(bufio.NewReader(bytes.NewReader(out)), defaultLimits()).read()
			if err != nil || !bytes.Equal(again, got) {
				t.Fatalf("%x is written as %x: %v", got, out, err)
			}
		}
	})
}

// FuzzFLV publishes bytes, which a viewer reads as what it was sent.
func FuzzFLV(f *testing.F) {
	f.Add(flv(metadata(), videoHeader(), audioHeader(), keyFrame(0), sound(1), frame(40)))
	f.Add(flv(newTag(typeVideo, 0, nil), newTag(15, 0, []byte{1})))
	f.Fuzz(func(t *testing.T, sent []byte) {
		s := openStream(t, bounded(8, 1<<10))
		v := s.mustView(t)
		_ = readFLV(bytes.NewReader(sent), 1<<12, func(g tag) {
			if len(g.body()) > 1<<12 {
				t.Fatalf("a body of %d bytes", len(g.body()))
			}
			s.write(g)
		})
		got, _ := queued(t, v)
		late, _ := queued(t, s.mustView(t))
		for _, tags := range [][]tag{got, late} {
			var again []tag
			if err := readFLV(bytes.NewReader(flv(tags...)), 1<<12, func(g tag) { again = append(again, g) }); err != nil {
				t.Fatal(err)
			}
			wantTags(t, again, tags...)
		}
	})
}
