package relay

import (
	"context"
	"errors"
	"io"
	"time"
)

// play sends a stream until it ends or the client leaves.
func (c *session) play(ctx context.Context, cmd command) error {
	asked, err := c.wanted(cmd)
	if err != nil {
		return c.refuse(cmd, asked, err)
	}
	v, err := c.server.watch(asked)
	if err != nil {
		return c.refuse(cmd, asked, err)
	}
	defer v.leave()
	err = errors.Join(
		c.sendEvent(eventStreamBegin, messageStream),
		c.sendStatus("status", "NetStream.Play.Reset", asked.Name),
		c.sendStatus("status", "NetStream.Play.Start", asked.Name),
	)
	if err != nil {
		return err
	}
	return c.sendStream(ctx, v)
}

func (c *session) sendStream(ctx context.Context, v *viewer) error {
	ctx, cancel := context.WithCancel(ctx)
	_ = c.conn.SetReadDeadline(time.Time{}) // a viewer has nothing more to say
	left := make(chan struct{})
	go func() {
		defer close(left)
		defer cancel()
		c.listen()
	}()
	err := v.each(ctx, c.out.writeTag, c.out.flush)
	switch {
	case errors.Is(err, io.EOF):
		err = errors.Join(
			c.sendEvent(eventStreamEOF, messageStream),
			c.sendStatus("status", "NetStream.Play.UnpublishNotify", "the stream has ended"),
		)
	case ctx.Err() != nil:
		err = nil // the viewer has left
	}
	_ = c.conn.Close() // and so listen ends
	<-left
	return err
}

// listen answers pings until the viewer leaves.
func (c *session) listen() {
	for {
		t, err := c.next()
		if err != nil {
			return
		}
		body, ok := commandBody(t)
		if !ok {
			continue
		}
		cmd, err := parseCommand(body, c.server.limits.command)
		if err != nil || cmd.name == "deleteStream" || cmd.name == "closeStream" {
			return
		}
	}
}
