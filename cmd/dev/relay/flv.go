package relay

import (
	"bufio"
	"errors"
	"fmt"
	"io"
)

// fileHeader begins an FLV stream that has sound, picture, or both. Without a
// word on either it may have both.
func fileHeader(audio, video bool) []byte {
	h := []byte("FLV\x01\x00\x00\x00\x00\x09\x00\x00\x00\x00")
	if audio || !video {
		h[4] |= 4
	}
	if video || !audio {
		h[4] |= 1
	}
	return h
}

// readFLV hands on the tags of an FLV stream until it ends after one of them. A
// body larger than limit is an error.
func readFLV(r io.Reader, limit int, write func(tag)) error {
	in := bufio.NewReader(r)
	head := make([]byte, len(fileHeader(true, true)))
	if _, err := io.ReadFull(in, head); err != nil {
		return unexpectedEnd(err)
	}
	if string(head[:4]) != "FLV\x01" {
		return errors.New("this is no FLV")
	}
	for {
		t, err := readTag(in, limit)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch t.kind() {
		case typeAudio, typeVideo, typeScript:
			write(t)
		}
	}
}

func readTag(in *bufio.Reader, limit int) (tag, error) {
	head := make(tag, tagHeader)
	if _, err := io.ReadFull(in, head); err != nil {
		return nil, err
	}
	size := int(head[1])<<16 | int(head[2])<<8 | int(head[3])
	if size > limit {
		return nil, fmt.Errorf("a tag of %d bytes, the most is %d", size, limit)
	}
	t := makeTag(head.kind(), head.ms(), size)
	if _, err := io.ReadFull(in, t.body()); err != nil {
		return nil, unexpectedEnd(err)
	}
	_, err := in.Discard(tagTail)
	return t, unexpectedEnd(err)
}

// unexpectedEnd tells an end in the middle of something from an end after it.
func unexpectedEnd(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}
