package relay

import (
	"strings"
	"testing"
)

func TestTagLayout(t *testing.T) {
	// 11 bytes of header with the time's highest byte last, body, size.
	want := "\x09\x00\x00\x03\x34\x56\x78\x12\x00\x00\x00abc\x00\x00\x00\x0e"
	got := newTag(typeVideo, 0x12345678, []byte("abc"))
	if string(got) != want {
		t.Errorf("%x, want %x", got, want)
	}
	if got.kind() != typeVideo || got.ms() != 0x12345678 || string(got.body()) != "abc" {
		t.Error(got.kind(), got.ms(), got.body())
	}
}

func TestTagRoles(t *testing.T) {
	const header, key, other = "header", "key frame", "other"
	tests := []struct {
		what string
		kind byte
		body string
		want string
	}{
		{"H.264 configuration", typeVideo, "\x17\x00\x00\x00\x00\x01", header},
		{"H.264 key frame", typeVideo, "\x17\x01\x00\x00\x00", key},
		{"H.264 frame", typeVideo, "\x27\x01\x00\x00\x00", other},
		{"H.264 end of sequence, marked as a key frame", typeVideo, "\x17\x02\x00\x00\x00", other},
		{"HEVC by codec id 12, configuration", typeVideo, "\x1c\x00\x00\x00\x00\x01", header},
		{"HEVC by codec id 12, key frame", typeVideo, "\x1c\x01\x00\x00\x00", key},
		{"HEVC by codec id 12, frame", typeVideo, "\x2c\x01\x00\x00\x00", other},
		{"HEVC enhanced, configuration", typeVideo, "\x90hvc1\x01", header},
		{"HEVC enhanced, key frame", typeVideo, "\x91hvc1\x00\x00\x00", key},
		{"HEVC enhanced, key frame without composition time", typeVideo, "\x93hvc1", key},
		{"HEVC enhanced, frame", typeVideo, "\xa3hvc1", other},
		{"HEVC enhanced, end", typeVideo, "\x92hvc1", other},
		{"AV1 in MPEG-TS form, configuration", typeVideo, "\x95av01", header},
		{"Sorenson key frame", typeVideo, "\x12\x00", key},
		{"AAC configuration", typeAudio, "\xaf\x00\x12\x10", header},
		{"AAC", typeAudio, "\xaf\x01\x21", other},
		{"MP3", typeAudio, "\x2f\x00\x21", other},
		{"Opus enhanced, configuration", typeAudio, "\x90OpusOpusHead", header},
		{"Opus enhanced", typeAudio, "\x91Opus\xfc", other},
		{"nothing of a picture", typeVideo, "", other},
		{"one byte of a picture", typeVideo, "\x17", other},
		{"nothing of a sound", typeAudio, "", other},
		{"a script that looks like a picture", typeScript, "\x17\x01\x00\x00\x00", other},
	}
	for _, test := range tests {
		got := other
		tag := newTag(test.kind, 0, []byte(test.body))
		switch {
		case tag.isSequenceHeader() && tag.isKeyFrame():
			got = "both"
		case tag.isSequenceHeader():
			got = header
		case tag.isKeyFrame():
			got = key
		}
		if got != test.want {
			t.Errorf("%s: %s, want %s", test.what, got, test.want)
		}
	}
	if !metadata().isMetadata() || newTag(typeScript, 0, []byte("\x02\x00\x0aonTextData")).isMetadata() {
		t.Error("metadata")
	}
}

func TestShortenKeepsRunesWhole(t *testing.T) {
	if got := shorten(strings.Repeat("签", 50)); got != strings.Repeat("签", 40) {
		t.Error(got)
	}
	if got := shorten("x" + strings.Repeat("签", 50)); got != "x"+strings.Repeat("签", 39) {
		t.Error(got)
	}
	if got := shorten("expired"); got != "expired" {
		t.Error(got)
	}
}
