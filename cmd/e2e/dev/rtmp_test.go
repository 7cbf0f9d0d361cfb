package dev

import (
	"bytes"
	"net"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/bluenviron/gortmplib/pkg/amf0"
	"github.com/bluenviron/gortmplib/pkg/bytecounter"
	"github.com/bluenviron/gortmplib/pkg/handshake"
	"github.com/bluenviron/gortmplib/pkg/rawmessage"
)

// The kinds of RTMP messages that are looked at.
const (
	typeChunkSize = 1
	typeVideo     = 9
	typeCommand   = 20
)

// watchRTMP plays a stream as a phone does until its picture comes, and reports
// whether it did before the server refused or hung up.
func watchRTMP(t *testing.T, address string, want []byte) bool {
	t.Helper()
	at, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	conn, err := net.Dial("tcp", hostOf(t, address, ":1935"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	_ = conn.SetDeadline(time.Now().Add(limit))
	count := bytecounter.NewReadWriter(conn)
	if _, _, err := handshake.DoClient(count, false, true); err != nil {
		t.Fatal(err)
	}
	app, name, _ := strings.Cut(strings.TrimPrefix(at.Path, "/"), "/")
	out := rawmessage.NewWriter(count, count.Writer, false)
	send(t, out, "connect", 1, amf0.Object{{Key: "app", Value: app}, {Key: "tcUrl", Value: "rtmp://" + at.Host + "/" + app}})
	send(t, out, "createStream", 2, nil)
	send(t, out, "play", 3, nil, name+"?"+at.RawQuery)
	return shows(t, rawmessage.NewReader(count, count.Reader, func(uint32) error { return nil }), want)
}

func send(t *testing.T, out *rawmessage.Writer, command string, id float64, args ...any) {
	t.Helper()
	body, err := append(amf0.Data{command, id}, args...).Marshal()
	if err != nil {
		t.Fatal(err)
	}
	if err := out.Write(&rawmessage.Message{ChunkStreamID: 3, Type: typeCommand, MessageStreamID: 1 << 24, Body: body}); err != nil {
		t.Fatal(err)
	}
}

func shows(t *testing.T, in *rawmessage.Reader, want []byte) bool {
	t.Helper()
	for {
		m, err := in.Read()
		switch {
		case err != nil, m.Type == typeCommand && bytes.Contains(m.Body, []byte("error")):
			return false
		case m.Type == typeVideo && bytes.Contains(m.Body, want):
			return true
		case m.Type == typeChunkSize && len(m.Body) == 4:
			size := uint32(m.Body[0])<<24 | uint32(m.Body[1])<<16 | uint32(m.Body[2])<<8 | uint32(m.Body[3])
			if err := in.SetChunkSize(size); err != nil {
				t.Fatal(err)
			}
		}
	}
}
