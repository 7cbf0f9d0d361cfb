package relay

import (
	"net"
	"testing"
	"time"

	"github.com/bluenviron/gortmplib/pkg/amf0"
	"github.com/bluenviron/gortmplib/pkg/bytecounter"
	"github.com/bluenviron/gortmplib/pkg/handshake"
	"github.com/bluenviron/gortmplib/pkg/rawmessage"
)

// A client speaks RTMP with a chunk layer that is not ours.
type client struct {
	tb   testing.TB
	conn net.Conn
	in   *rawmessage.Reader
	out  *rawmessage.Writer
}

// dial does all that comes before publish and play.
func (f *fixture) dial(tb testing.TB, app string) *client {
	tb.Helper()
	conn, err := net.Dial("tcp", f.rtmp)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = conn.Close() })
	_ = conn.SetDeadline(time.Now().Add(patience))
	return newClient(tb, conn, app)
}

func newClient(tb testing.TB, conn net.Conn, app string) *client {
	tb.Helper()
	count := bytecounter.NewReadWriter(conn)
	if _, _, err := handshake.DoClient(count, false, true); err != nil {
		tb.Fatal(err)
	}
	c := &client{
		tb: tb, conn: conn,
		in:  rawmessage.NewReader(count, count.Reader, func(uint32) error { return nil }),
		out: rawmessage.NewWriter(count, count.Writer, false),
	}
	c.call("connect", 1, connectArgs(app))
	c.reply(1)
	return c
}

func connectArgs(app string) amf0.Object {
	return amf0.Object{{Key: "app", Value: app}, {Key: "tcUrl", Value: "rtmp://host/" + app}}
}

func (c *client) call(name string, id float64, args ...any) {
	c.tb.Helper()
	body, err := append(amf0.Data{name, id}, args...).Marshal()
	if err != nil {
		c.tb.Fatal(err)
	}
	c.write(typeCommand, 0, body)
}

// write sends a message of any kind.
func (c *client) write(kind byte, ms uint32, body []byte) {
	c.tb.Helper()
	if err := c.tryWrite(kind, ms, body); err != nil {
		c.tb.Fatal(err)
	}
}

func (c *client) tryWrite(kind byte, ms uint32, body []byte) error {
	return c.out.Write(&rawmessage.Message{
		ChunkStreamID: 3 + kind%8, Type: kind, MessageStreamID: 1 << 24, // it writes the bytes the other way round
		Timestamp: time.Duration(ms) * time.Millisecond, Body: body,
	})
}

func (c *client) send(tags ...tag) {
	c.tb.Helper()
	for _, t := range tags {
		c.write(t.kind(), t.ms(), t.body())
	}
}

func (c *client) read() (*rawmessage.Message, error) {
	for {
		m, err := c.in.Read()
		if err != nil {
			return nil, err
		}
		if m.Type != typeChunkSize {
			return m, nil
		}
		n := uint32(m.Body[0])<<24 | uint32(m.Body[1])<<16 | uint32(m.Body[2])<<8 | uint32(m.Body[3])
		if err := c.in.SetChunkSize(n); err != nil {
			return nil, err
		}
	}
}

// command waits for a command.
func (c *client) command() amf0.Data {
	c.tb.Helper()
	for {
		m, err := c.read()
		if err != nil {
			c.tb.Fatal(err)
		}
		if m.Type != typeCommand {
			continue
		}
		values, err := amf0.Unmarshal(m.Body)
		if err != nil {
			c.tb.Fatal(err)
		}
		return values
	}
}

// reply waits for the result of a call.
func (c *client) reply(id float64) amf0.Data {
	c.tb.Helper()
	for {
		if values := c.command(); values[0] == "_result" && values[1] == id {
			return values[2:]
		}
	}
}

// status waits for news of the stream, and returns its code and description.
func (c *client) status() (code, text string) {
	c.tb.Helper()
	for {
		if values := c.command(); values[0] == "onStatus" {
			o, _ := values[3].(amf0.Object)
			code, _ = o.GetString("code")
			text, _ = o.GetString("description")
			return code, text
		}
	}
}

func (c *client) publish(name string) (code, text string) {
	c.tb.Helper()
	c.call("publish", 5, nil, name, "live")
	return c.status()
}

// mustPublish publishes on a connection of its own.
func (f *fixture) mustPublish(tb testing.TB, app, name string) *client {
	tb.Helper()
	c := f.dial(tb, app)
	if code, text := c.publish(name); code != "NetStream.Publish.Start" {
		tb.Fatal(code, text)
	}
	return c
}

func (c *client) play(name string) (code, text string) {
	c.tb.Helper()
	c.call("play", 5, nil, name)
	if code, text = c.status(); code == "NetStream.Play.Reset" {
		return c.status()
	}
	return code, text
}

func (f *fixture) mustPlay(tb testing.TB, name string) *client {
	tb.Helper()
	c := f.dial(tb, "live")
	if code, text := c.play(name); code != "NetStream.Play.Start" {
		tb.Fatal(code, text)
	}
	return c
}

// next waits for a tag of the stream, nil at its end.
func (c *client) next() tag {
	c.tb.Helper()
	for {
		m, err := c.read()
		if err != nil {
			c.tb.Fatal(err)
		}
		switch m.Type {
		case typeAudio, typeVideo, typeScript:
			return newTag(m.Type, uint32(m.Timestamp/time.Millisecond), m.Body)
		case typeCommand:
			return nil
		}
	}
}

// tags reads the stream to its end.
func (c *client) tags() (all []tag) {
	c.tb.Helper()
	for t := c.next(); t != nil; t = c.next() {
		all = append(all, t)
	}
	return all
}

// expectEnd waits until the server closes the connection.
func (c *client) expectEnd() {
	c.tb.Helper()
	for {
		if _, err := c.in.Read(); err != nil {
			if netErr, ok := err.(net.Error); ok && netErr.Timeout() { //nolint:errorlint // nobody wraps it here
				c.tb.Fatal("the connection goes on")
			}
			return
		}
	}
}
