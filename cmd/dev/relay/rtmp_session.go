package relay

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"time"

	"github.com/bluenviron/gortmplib/pkg/handshake"
)

// Types of messages that are no tags.
const (
	typeChunkSize   = 1
	typeAbort       = 2
	typeAck         = 3
	typeUserControl = 4
	typeWindow      = 5
	typeBandwidth   = 6
	typeScriptAMF3  = 15
	typeCommandAMF3 = 17
	typeCommand     = 20
)

// Events of user control messages.
const (
	eventStreamBegin = 0
	eventStreamEOF   = 1
	eventPing        = 6
	eventPong        = 7
)

// A session is one connection, which publishes or plays one stream.
type session struct {
	server *Server
	conn   *timedConn
	in     *chunkReader
	out    *chunkWriter
	app    string
	window uint32 // bytes after which the peer wants an acknowledgement, 0: never
	acked  uint32
}

func newSession(s *Server, c net.Conn) *session {
	conn := &timedConn{Conn: c, write: s.limits.idle}
	return &session{
		server: s,
		conn:   conn,
		in:     newChunkReader(bufio.NewReader(conn), s.limits),
		out:    newChunkWriter(conn),
	}
}

// run ends with io.EOF or nil when the peer has had enough.
func (c *session) run(ctx context.Context) error {
	defer context.AfterFunc(ctx, func() { _ = c.conn.Close() })()
	_ = c.conn.SetReadDeadline(time.Now().Add(c.server.limits.setup))
	if err := c.shakeHands(); err != nil {
		return err
	}
	for {
		cmd, err := c.nextCommand()
		if err != nil {
			return err
		}
		switch cmd.name {
		case "publish":
			return c.publish(ctx, cmd)
		case "play":
			return c.play(ctx, cmd)
		case "connect":
			err = c.connect(cmd)
		default:
			err = c.answer(cmd)
		}
		if err != nil {
			return err
		}
	}
}

func (c *session) shakeHands() error {
	version, err := c.in.in.Peek(1)
	if err != nil {
		return err
	}
	if version[0] != 3 { // 6 is encryption, which nobody here needs
		return fmt.Errorf("version %d of RTMP, which is not spoken here", version[0])
	}
	_, _, err = handshake.DoServer(struct {
		io.Reader
		io.Writer
	}{c.in.in, c.conn}, false)
	return err
}

func (c *session) nextCommand() (command, error) {
	for {
		t, err := c.next()
		if err != nil {
			return command{}, err
		}
		if body, ok := commandBody(t); ok {
			return parseCommand(body, c.server.limits.command)
		}
	}
}

// commandBody returns the command in a message. In AMF3's form a byte precedes
// what is AMF0 all the same.
func commandBody(t tag) ([]byte, bool) {
	switch {
	case t.kind() == typeCommand:
		return t.body(), true
	case t.kind() == typeCommandAMF3 && len(t.body()) > 0:
		return t.body()[1:], true
	}
	return nil, false
}

// next returns the next message, after it did what control messages ask for.
func (c *session) next() (tag, error) {
	t, err := c.in.read()
	if err != nil {
		return nil, err
	}
	if err := c.acknowledge(); err != nil {
		return nil, err
	}
	return t, c.control(t)
}

func (c *session) control(t tag) error {
	b := t.body()
	switch t.kind() {
	case typeChunkSize, typeAbort, typeWindow:
		if len(b) < 4 {
			return errors.New("a control message that is too short")
		}
	case typeUserControl:
		if len(b) == 6 && binary.BigEndian.Uint16(b) == eventPing {
			return c.sendEvent(eventPong, binary.BigEndian.Uint32(b[2:]))
		}
	}
	switch t.kind() {
	case typeChunkSize:
		return c.in.setChunkSize(binary.BigEndian.Uint32(b))
	case typeAbort:
		c.in.abort(binary.BigEndian.Uint32(b))
	case typeWindow:
		c.window = binary.BigEndian.Uint32(b)
	}
	return nil
}

// acknowledge tells the peer what arrived, as often as it wants to know.
func (c *session) acknowledge() error {
	if c.window == 0 || c.conn.received-c.acked < c.window {
		return nil
	}
	c.acked = c.conn.received
	return c.sendControl(typeAck, binary.BigEndian.AppendUint32(nil, c.acked))
}

// wanted is the stream that publish or play names.
func (c *session) wanted(cmd command) (Stream, error) {
	path, query := playPath(c.app, cmd.text(1))
	return parseStream(path, query, c.conn.RemoteAddr().String())
}
