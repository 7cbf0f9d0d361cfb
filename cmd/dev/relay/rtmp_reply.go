package relay

import (
	"encoding/binary"
	"errors"

	"github.com/bluenviron/gortmplib/pkg/amf0"
)

const (
	windowSize       = 2_500_000 // bytes after which the peer acknowledges
	writtenChunkSize = 60_000    // most pictures fit into one
)

func (c *session) connect(cmd command) error {
	if c.app = cmd.app(); c.app == "" {
		return errors.New("connect names no app")
	}
	window := binary.BigEndian.AppendUint32(nil, windowSize)
	const dynamic = 2 // the peer may choose another limit
	err := errors.Join(
		c.sendControl(typeWindow, window),
		c.sendControl(typeBandwidth, append(window, dynamic)),
		c.sendControl(typeChunkSize, binary.BigEndian.AppendUint32(nil, writtenChunkSize)),
	)
	c.out.setChunkSize(writtenChunkSize)
	return errors.Join(err, c.send(0, connected(cmd.id)))
}

// answer replies to what clients wait for on their way to publish and play.
func (c *session) answer(cmd command) error {
	switch cmd.name {
	case "createStream":
		return c.send(0, result(cmd.id, float64(messageStream)))
	case "getStreamLength": // a live stream has none
		return c.send(0, result(cmd.id, float64(0)))
	case "releaseStream", "FCPublish", "FCUnpublish", "FCSubscribe", "FCUnsubscribe", "_checkbw":
		return c.send(0, result(cmd.id, amf0.Undefined{}))
	}
	return nil
}

func (c *session) send(stream uint32, values amf0.Data) error {
	body, err := values.Marshal()
	if err != nil {
		return err
	}
	return c.sendMessage(message{kind: typeCommand, chunk: chunkCommand, stream: stream, body: body})
}

func (c *session) sendStatus(level, code, text string) error {
	return c.send(messageStream, status(level, code, text))
}

func (c *session) sendEvent(event uint16, value uint32) error {
	body := binary.BigEndian.AppendUint16(nil, event)
	return c.sendControl(typeUserControl, binary.BigEndian.AppendUint32(body, value))
}

func (c *session) sendControl(kind byte, body []byte) error {
	return c.sendMessage(message{kind: kind, chunk: chunkControl, body: body})
}

func (c *session) sendMessage(m message) error {
	return errors.Join(c.out.write(m), c.out.flush())
}

// refuse tells the client why it may not publish or play.
func (c *session) refuse(cmd command, asked Stream, reason error) error {
	c.server.report("rtmp "+cmd.name, asked, reason)
	code := "NetStream.Play.StreamNotFound"
	if cmd.name == "publish" {
		code = "NetStream.Publish.BadName"
	}
	return c.sendStatus("error", code, shorten(reason.Error()))
}
