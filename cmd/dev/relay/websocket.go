package relay

import (
	"cmp"
	"context"
	"errors"
	"io"
	"net"
	"net/http"

	"github.com/coder/websocket"
)

// publisher is the sub-protocol of who sends, as Node-Media-Server has it.
const publisher = "publisher"

// upgrade accepts a WebSocket. A page's origin was checked by whoever mounted
// the server.
func upgrade(w http.ResponseWriter, r *http.Request) (*websocket.Conn, error) {
	return websocket.Accept(w, r, &websocket.AcceptOptions{Subprotocols: []string{publisher}, InsecureSkipVerify: true})
}

// timed returns the binary messages of a WebSocket as one stream of bytes.
func (s *Server) timed(ctx context.Context, ws *websocket.Conn) net.Conn {
	conn := websocket.NetConn(ctx, ws, websocket.MessageBinary)
	return &timedConn{Conn: conn, read: s.limits.idle, write: s.limits.idle}
}

// receiveWebSocket publishes. A browser's page can't read the answer to a
// refused WebSocket, so the reason comes with the close frame.
func (s *Server) receiveWebSocket(w http.ResponseWriter, r *http.Request, asked Stream) {
	ws, err := upgrade(w, r)
	if err != nil {
		return // Accept has answered
	}
	defer func() { _ = ws.CloseNow() }()
	ctx, cancel := context.WithCancelCause(r.Context())
	defer cancel(nil)
	st, err := s.begin(asked, cancel)
	if err != nil {
		s.report("websocket", asked, err)
		_ = ws.Close(websocket.StatusPolicyViolation, shorten(err.Error()))
		return
	}
	defer s.finish(st)
	err = readFLV(s.timed(ctx, ws), s.limits.tag, st.write)
	if err = cmp.Or(context.Cause(ctx), err); err != nil {
		s.report("websocket", asked, err)
	}
}

// sendWebSocket plays.
func (s *Server) sendWebSocket(w http.ResponseWriter, r *http.Request, asked Stream) {
	v, err := s.watch(asked)
	if err != nil {
		s.deny(w, asked, err)
		return
	}
	defer v.leave()
	ws, err := upgrade(w, r)
	if err != nil {
		return // Accept has answered
	}
	defer func() { _ = ws.CloseNow() }()
	ctx := ws.CloseRead(r.Context()) // a viewer has nothing to say
	conn := s.timed(ctx, ws)
	send := func(b []byte) error {
		_, err := conn.Write(b)
		return err
	}
	if send(fileHeader(v.audio, v.video)) != nil {
		return
	}
	err = v.each(ctx, func(t tag) error { return send(t) }, func() error { return nil })
	if errors.Is(err, io.EOF) {
		_ = ws.Close(websocket.StatusNormalClosure, "the stream has ended")
	}
}
