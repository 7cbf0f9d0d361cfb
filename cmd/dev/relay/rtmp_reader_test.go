package relay

import (
	"bufio"
	"bytes"
	"io"
	"strings"
	"testing"
)

func chunks(in string) *chunkReader {
	return newChunkReader(bufio.NewReader(strings.NewReader(in)), defaultLimits())
}

func wantMessages(tb testing.TB, r *chunkReader, want ...tag) {
	tb.Helper()
	var got []tag
	for {
		t, err := r.read()
		if err == io.EOF { //nolint:errorlint // the end, and nothing that wraps it
			break
		}
		if err != nil {
			tb.Fatal(err)
		}
		got = append(got, t)
	}
	wantTags(tb, got, want...)
	if r.pending != 0 {
		tb.Errorf("%d bytes are under way", r.pending)
	}
}

func TestChunksWithShorterAndShorterHeaders(t *testing.T) {
	r := chunks("\x04\x00\x03\xe8\x00\x00\x02\x08\x01\x00\x00\x00ab" + // time 1000
		"\x44\x00\x00\x14\x00\x00\x03\x08abc" + // + 20, another size
		"\x84\x00\x00\x0adef" + // + 10, the same size
		"\xc4ghi") // + 10 again
	wantMessages(t, r, newTag(8, 1000, []byte("ab")), newTag(8, 1020, []byte("abc")), newTag(8, 1030, []byte("def")), newTag(8, 1040, []byte("ghi")))
}

func TestChunksOfTwoMessagesInterleaved(t *testing.T) {
	r := chunks("\x04\x00\x00\x00\x00\x00\x04\x09\x01\x00\x00\x00ab" + "\x05\x00\x00\x00\x00\x00\x03\x08\x01\x00\x00\x00xy" + "\xc4cd" + "\xc5z")
	r.chunk = 2
	wantMessages(t, r, newTag(9, 0, []byte("abcd")), newTag(8, 0, []byte("xyz")))
}

func TestChunksWithTimesOf32Bits(t *testing.T) {
	r := chunks("\x04\xff\xff\xff\x00\x00\x04\x09\x01\x00\x00\x00\x01\x02\x03\x04ab" + "\xc4\x01\x02\x03\x04cd" +
		"\x44\x00\x00\x05\x00\x00\x01\x09e")
	r.chunk = 2
	wantMessages(t, r, newTag(9, 0x01020304, []byte("abcd")), newTag(9, 0x01020309, []byte("e")))
}

func TestChunkStreamNumbersOfTwoAndThreeBytes(t *testing.T) {
	r := chunks("\x00\x01\x00\x00\x00\x00\x00\x01\x08\x01\x00\x00\x00a" + "\x01\x01\x01\x00\x00\x00\x00\x00\x01\x08\x01\x00\x00\x00b" + "\xc0\x01c")
	wantMessages(t, r, newTag(8, 0, []byte("a")), newTag(8, 0, []byte("b")), newTag(8, 0, []byte("c")))
	if r.streams[65] == nil || r.streams[64+1+256] == nil {
		t.Error("the numbers are 65 and 321")
	}
}

func TestEmptyMessage(t *testing.T) {
	wantMessages(t, chunks("\x04\x00\x00\x00\x00\x00\x00\x08\x01\x00\x00\x00"), newTag(8, 0, nil))
}

func TestAbortDropsAMessage(t *testing.T) {
	r := chunks("\x04\x00\x00\x00\x00\x00\x04\x09\x01\x00\x00\x00ab" + "\x04\x00\x00\x00\x00\x00\x01\x09\x01\x00\x00\x00c")
	r.chunk = 2
	if got, err := r.readChunk(); got != nil || err != nil || r.pending != 4 {
		t.Fatal(got, err, r.pending)
	}
	r.abort(99)
	r.abort(4)
	wantMessages(t, r, newTag(9, 0, []byte("c")))
}

func TestChunksRefused(t *testing.T) {
	full := "\x04\x00\x00\x00\x00\x00\x04\x09\x01\x00\x00\x00ab"
	var streams strings.Builder
	for i := range 33 {
		streams.WriteString(string([]byte{byte(i + 2)}) + "\x00\x00\x00\x00\x00\x00\x08\x01\x00\x00\x00")
	}
	for name, in := range map[string]string{
		"a header that refers to none before":  "\x44\x00\x00\x14\x00\x00\x03\x08abc",
		"a continuation of nothing":            "\xc4abc",
		"a message within another":             full + full,
		"a message beyond the limit":           "\x04\x00\x00\x00\x00\x40\x01\x14\x00\x00\x00\x00",
		"two messages beyond the limit":        "\x04\x00\x00\x00\x00\x20\x01\x14\x00\x00\x00\x00ab\x05\x00\x00\x00\x00\x20\x00\x14\x00\x00\x00\x00ab",
		"more chunk streams than the limit":    streams.String(),
		"an end within a header":               "\x04\x00\x00",
		"an end within a number of the stream": "\x01\x00",
		"an end within a time of 32 bits":      "\x04\xff\xff\xff\x00\x00\x04\x09\x01\x00\x00\x00\x01",
		"an end within a body":                 "\x04\x00\x00\x00\x00\x00\x04\x09\x01\x00\x00\x00a",
	} {
		r := chunks(in)
		r.chunk = 2
		var err error
		for err == nil {
			_, err = r.read()
		}
		if err == io.EOF { //nolint:errorlint // the end, and nothing that wraps it
			t.Errorf("%s is taken", name)
		}
		if r.pending > r.limit {
			t.Errorf("%s: %d bytes under way", name, r.pending)
		}
	}
	for _, n := range []uint32{0, 1 << 31} {
		if err := chunks("").setChunkSize(n); err == nil {
			t.Errorf("chunks of %d bytes are taken", n)
		}
	}
}

// What is written comes back when it is read, in chunks of any size.
func TestChunkWriter(t *testing.T) {
	want := []tag{
		newTag(typeVideo, 5, bytes.Repeat([]byte("picture"), 100)),
		newTag(typeAudio, 3, []byte("sound")),
		newTag(typeVideo, extendedTimestamp-1, bytes.Repeat([]byte("a"), 128)),
		newTag(typeVideo, extendedTimestamp, bytes.Repeat([]byte("b"), 129)),
		newTag(typeScript, 1<<32-1, bytes.Repeat([]byte("c"), 500)),
		newTag(typeAudio, 0, nil),
	}
	for _, size := range []int{1, 2, 127, 128, 129, 60_000} {
		var out bytes.Buffer
		w := newChunkWriter(&out)
		w.setChunkSize(size)
		for _, m := range want {
			if err := w.writeTag(m); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.flush(); err != nil {
			t.Fatal(err)
		}
		r := newChunkReader(bufio.NewReader(&out), defaultLimits())
		if err := r.setChunkSize(uint32(size)); err != nil {
			t.Fatal(err)
		}
		wantMessages(t, r, want...)
	}
}
