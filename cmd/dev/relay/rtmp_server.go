package relay

import (
	"context"
	"errors"
	"io"
	"net"
	"sync"
	"syscall"
	"time"
)

// ServeRTMP serves the listener until ctx is done, and then ends its
// connections and returns nil. An error means that nobody listens any more.
func (s *Server) ServeRTMP(ctx context.Context, l net.Listener) error {
	ctx, cancel := context.WithCancel(ctx)
	defer context.AfterFunc(ctx, func() { _ = l.Close() })()
	var running sync.WaitGroup
	defer running.Wait()
	defer cancel()
	for {
		conn, err := accept(ctx, l)
		if err != nil {
			if ctx.Err() != nil {
				return nil
			}
			return err
		}
		running.Go(func() { s.serveConnection(ctx, conn) })
	}
}

// accept waits while the process has too many files open: that passes.
func accept(ctx context.Context, l net.Listener) (net.Conn, error) {
	for {
		conn, err := l.Accept()
		if !errors.Is(err, syscall.EMFILE) && !errors.Is(err, syscall.ENFILE) {
			return conn, err
		}
		select {
		case <-ctx.Done():
		case <-time.After(100 * time.Millisecond):
		}
	}
}

func (s *Server) serveConnection(ctx context.Context, conn net.Conn) {
	defer func() { _ = conn.Close() }()
	remote := conn.RemoteAddr().String()
	leave, err := s.connections.enter(remote)
	if err != nil {
		s.options.Log.Warn("rtmp", "remote", remote, "error", err)
		return
	}
	defer leave()
	err = newSession(s, conn).run(ctx)
	if err != nil && !errors.Is(err, io.EOF) && ctx.Err() == nil {
		s.options.Log.Info("rtmp", "remote", remote, "error", err)
	}
}
