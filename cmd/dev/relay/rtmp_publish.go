package relay

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
)

// publish feeds a stream from the connection until that ends.
func (c *session) publish(ctx context.Context, cmd command) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	defer context.AfterFunc(ctx, func() { _ = c.conn.Close() })()
	asked, err := c.wanted(cmd)
	if err != nil {
		return c.refuse(cmd, asked, err)
	}
	st, err := c.server.begin(asked, func() { cancel(errCut) })
	if err != nil {
		return c.refuse(cmd, asked, err)
	}
	defer c.server.finish(st)
	if err := c.sendStatus("status", "NetStream.Publish.Start", asked.Name); err != nil {
		return err
	}
	err = c.receive(st)
	return cmp.Or(context.Cause(ctx), err) // rather than that the connection is closed
}

func (c *session) receive(st *stream) error {
	c.in.limit = c.server.limits.tag
	c.conn.read = c.server.limits.idle
	for {
		t, err := c.next()
		if err != nil {
			return err
		}
		switch t.kind() {
		case typeAudio, typeVideo:
			st.write(t)
		case typeScript:
			st.write(withoutSetDataFrame(t, t.body()))
		case typeScriptAMF3:
			st.write(withoutSetDataFrame(t, t.body()[min(1, len(t.body())):]))
		default:
			if err := c.publisherCommand(t); err != nil {
				return err
			}
		}
	}
}

// withoutSetDataFrame takes the words to the server off a script, which viewers
// would not understand.
func withoutSetDataFrame(t tag, body []byte) tag {
	body = bytes.TrimPrefix(body, []byte("\x02\x00\x0d@setDataFrame"))
	if t.kind() == typeScript && len(body) == len(t.body()) {
		return t
	}
	return newTag(typeScript, t.ms(), body)
}

// publisherCommand handles a command during the stream. It returns io.EOF when
// the publisher ends it.
func (c *session) publisherCommand(t tag) error {
	body, ok := commandBody(t)
	if !ok {
		return nil
	}
	cmd, err := parseCommand(body, c.server.limits.command)
	if err != nil {
		return err
	}
	switch cmd.name {
	case "FCUnpublish", "deleteStream", "closeStream":
		return io.EOF
	case "publish", "play":
		return errors.New("a second stream on one connection")
	}
	return c.answer(cmd)
}
