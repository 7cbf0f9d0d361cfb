package relay

import (
	"net"
	"time"
)

// A timedConn gives up on a peer that sends nothing, or takes nothing, for too
// long.
type timedConn struct {
	net.Conn
	read, write time.Duration // 0: the deadlines of the connection hold
	received    uint32        // bytes, as RTMP counts them: it wraps
}

func (c *timedConn) Read(p []byte) (int, error) {
	if c.read > 0 {
		_ = c.SetReadDeadline(time.Now().Add(c.read))
	}
	n, err := c.Conn.Read(p)
	c.received += uint32(n)
	return n, err
}

func (c *timedConn) Write(p []byte) (int, error) {
	if c.write > 0 {
		_ = c.SetWriteDeadline(time.Now().Add(c.write))
	}
	return c.Conn.Write(p)
}
