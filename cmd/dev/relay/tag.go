package relay

import (
	"bytes"
	"encoding/binary"
)

// Types of tags, which are those of RTMP messages too.
const (
	typeAudio  = 8
	typeVideo  = 9
	typeScript = 18
)

const (
	tagHeader = 11
	tagTail   = 4 // the size of the tag again
)

// A tag is a packet of sound, picture or data, laid out as in an FLV file: a
// message of RTMP has the same body. Viewers share it, so it never changes.
type tag []byte

// makeTag returns a tag with a body to be filled.
func makeTag(kind byte, ms uint32, size int) tag {
	t := make(tag, tagHeader+size+tagTail)
	binary.BigEndian.PutUint32(t, uint32(size))
	t[0] = kind
	binary.BigEndian.PutUint32(t[4:], ms<<8)
	t[7] = byte(ms >> 24) // FLV keeps the highest bits last
	binary.BigEndian.PutUint32(t[tagHeader+size:], uint32(tagHeader+size))
	return t
}

// newTag returns a tag with a copy of the body.
func newTag(kind byte, ms uint32, body []byte) tag {
	t := makeTag(kind, ms, len(body))
	copy(t.body(), body)
	return t
}

func (t tag) kind() byte   { return t[0] }
func (t tag) body() []byte { return t[tagHeader : len(t)-tagTail] }
func (t tag) ms() uint32   { return uint32(t[7])<<24 | binary.BigEndian.Uint32(t[4:])>>8 }

// isMetadata reports whether the tag describes the stream as a whole.
func (t tag) isMetadata() bool {
	return t.kind() == typeScript && bytes.HasPrefix(t.body(), []byte("\x02\x00\x0aonMetaData"))
}

// Codec ids and packet types of picture, in the first bytes of a body. Enhanced
// RTMP has a bit for itself, and the packet type where the codec id was.
const (
	codecAVC  = 7
	codecHEVC = 12 // not in Adobe's text, but what phones and Chinese CDNs use

	enhancedVideo = 0x80

	packetSequenceStart       = 0
	packetCodedFrames         = 1
	packetCodedFramesX        = 3
	packetSequenceStartMPEGTS = 5
)

// Formats of sound, in the highest bits of a body.
const (
	formatEnhanced = 9
	formatAAC      = 10
)

// isSequenceHeader reports whether a decoder needs the tag before all others.
func (t tag) isSequenceHeader() bool {
	b := t.body()
	if len(b) < 2 {
		return false
	}
	switch t.kind() {
	case typeVideo:
		if b[0]&enhancedVideo != 0 {
			return b[0]&15 == packetSequenceStart || b[0]&15 == packetSequenceStartMPEGTS
		}
		return hasPackets(b[0]) && b[1] == packetSequenceStart
	case typeAudio:
		if b[0]>>4 == formatEnhanced {
			return b[0]&15 == packetSequenceStart
		}
		return b[0]>>4 == formatAAC && b[1] == packetSequenceStart
	}
	return false
}

// isKeyFrame reports whether a decoder can begin with the tag. The end of a
// sequence is marked as one by some, and is none.
func (t tag) isKeyFrame() bool {
	b := t.body()
	if t.kind() != typeVideo || len(b) < 2 || b[0]>>4&7 != 1 {
		return false
	}
	if b[0]&enhancedVideo != 0 {
		return b[0]&15 == packetCodedFrames || b[0]&15 == packetCodedFramesX
	}
	return !hasPackets(b[0]) || b[1] == packetCodedFrames
}

// isPicture reports whether the tag is of no use without a key frame before it.
func (t tag) isPicture() bool { return t.kind() == typeVideo && !t.isSequenceHeader() }

// hasPackets reports whether a packet type follows the first byte of a picture.
func hasPackets(first byte) bool { return first&15 == codecAVC || first&15 == codecHEVC }
