package relay

import (
	"bytes"
	"errors"
	"io"
	"testing"
	"testing/iotest"
)

func flv(tags ...tag) []byte {
	all := fileHeader(true, true)
	for _, t := range tags {
		all = append(all, t...)
	}
	return all
}

func TestReadFLV(t *testing.T) {
	unknown := newTag(15, 0, []byte("nobody knows"))
	in := flv(metadata(), videoHeader(), unknown, keyFrame(1<<24+5))
	for name, r := range map[string]io.Reader{"at once": bytes.NewReader(in), "byte by byte": iotest.OneByteReader(bytes.NewReader(in))} {
		t.Run(name, func(t *testing.T) {
			wantTags(t, flvTags(t, r), metadata(), videoHeader(), keyFrame(1<<24+5))
		})
	}
}

func TestReadFLVRefuses(t *testing.T) {
	whole := flv(keyFrame(0))
	for name, in := range map[string][]byte{
		"nothing":                 {},
		"HTTP":                    []byte("POST / HTTP/1.1\r\nHost: localhost\r\n\r\n"),
		"another version":         append([]byte("FLV\x02"), whole[4:]...),
		"half a header":           whole[:13+5],
		"half a body":             whole[:13+14],
		"no end":                  whole[:len(whole)-1],
		"a body beyond the limit": append(fileHeader(true, true), 9, 0, 4, 1, 0, 0, 0, 0, 0, 0, 0),
	} {
		err := readFLV(bytes.NewReader(in), 1024, func(tag) { t.Errorf("%s: a tag", name) })
		if err == nil || errors.Is(err, io.EOF) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestFileHeader(t *testing.T) {
	for _, test := range []struct {
		audio, video bool
		flags        byte
	}{{true, true, 5}, {true, false, 4}, {false, true, 1}, {false, false, 5}} {
		want := []byte{'F', 'L', 'V', 1, test.flags, 0, 0, 0, 9, 0, 0, 0, 0}
		if got := fileHeader(test.audio, test.video); !bytes.Equal(got, want) {
			t.Errorf("%x, want %x", got, want)
		}
	}
}
