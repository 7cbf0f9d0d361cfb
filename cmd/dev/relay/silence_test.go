package relay

import (
	"context"
	"errors"
	"net"
	"os"
	"testing"
	"testing/synctest"
	"time"
)

// session runs one over memory, in a bubble's time: nothing waits for a clock.
func (s *Server) session(tb testing.TB) (peer net.Conn, ended chan error) {
	tb.Helper()
	ours, peer := net.Pipe()
	tb.Cleanup(func() { _ = peer.Close() })
	ended = make(chan error, 1)
	go func() {
		ended <- newSession(s, ours).run(context.Background())
		_ = ours.Close()
	}()
	return peer, ended
}

// wantTimeout waits for the end of a session, which takes that long.
func wantTimeout(tb testing.TB, ended chan error, want time.Duration) {
	tb.Helper()
	begin := time.Now()
	if err := <-ended; !errors.Is(err, os.ErrDeadlineExceeded) {
		tb.Error(err)
	}
	if took := time.Since(begin); took != want {
		tb.Errorf("it took %v, want %v", took, want)
	}
}

// publisher publishes live/a in a session of its own.
func (s *Server) publisher(tb testing.TB) *client {
	tb.Helper()
	peer, _ := s.session(tb)
	c := newClient(tb, peer, "live")
	c.publish("a")
	return c
}

func TestSilenceBeforeTheHandshake(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, ended := New(openOptions()).session(t)
		wantTimeout(t, ended, 10*time.Second)
	})
}

// One who is busy but wants nothing has no more time than a silent one.
func TestCommandsForever(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		peer, ended := New(openOptions()).session(t)
		c := newClient(t, peer, "live")
		for range 9 {
			time.Sleep(time.Second)
			c.call("createStream", 2, nil)
			c.reply(2)
		}
		wantTimeout(t, ended, time.Second)
	})
}

func TestSilentPublisher(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := New(openOptions())
		peer, ended := s.session(t)
		c := newClient(t, peer, "live")
		c.publish("a")
		for range 10 {
			time.Sleep(14 * time.Second)
			c.send(sound(0))
		}
		wantTimeout(t, ended, 15*time.Second)
		if s.hub.find("live/a") != nil {
			t.Error("the stream goes on")
		}
	})
}

func TestViewerWhoTakesNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := New(openOptions())
		publisher := s.publisher(t)
		peer, ended := s.session(t)
		newClient(t, peer, "live").play("a")
		time.Sleep(10 * time.Second) // there is nothing to take yet
		publisher.send(sound(0))
		wantTimeout(t, ended, 15*time.Second)
	})
}

// A viewer has nothing to say, and a stream little.
func TestSilentViewer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := New(openOptions())
		publisher := s.publisher(t)
		peer, ended := s.session(t)
		viewer := newClient(t, peer, "live")
		viewer.play("a")
		for range 10 {
			time.Sleep(14 * time.Second)
			publisher.send(sound(1))
			if got := viewer.next(); got.ms() != 1 {
				t.Error(got)
			}
		}
		_ = peer.Close()
		if err := <-ended; err != nil {
			t.Error("a viewer who leaves is no failure:", err)
		}
	})
}
