// Package live is the server of a live-streaming mini-program: it logs users in
// by wx.login, signs UserSigs and stream URLs for Tencent Cloud, and keeps the
// rooms of the RoomService protocol, and their chat, in memory, the rooms in a
// journal on disk too.
//
// Everything starts at [Load] and [Serve]; the addresses stand in server.go.
package live

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"time"
)

// Serve answers requests on cfg.Host and cfg.Port until ctx is done, then lets
// the running requests finish and returns nil. ready, if not nil, is called once
// with the address that it listens on. An error is a *ListenError or a *StateError,
// or says why it had to stop by itself.
func Serve(ctx context.Context, cfg Config, log *slog.Logger, ready func(net.Addr)) error {
	address := net.JoinHostPort(cfg.Host, strconv.Itoa(cfg.Port))
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", address)
	if err != nil {
		return &ListenError{address, err}
	}
	s, err := newServer(cfg, log, time.Now, rand.Reader)
	if err != nil {
		listener.Close()
		return err
	}
	defer s.close()
	announce(cfg, log, listener.Addr())
	if ready != nil {
		ready(listener.Addr())
	}
	return s.run(ctx, listener, defaultTimeouts())
}

// ListenError says that the server could not listen on an address.
type ListenError struct {
	Address string // host:port
	Err     error
}

func (e *ListenError) Error() string {
	return fmt.Sprintf("cannot listen on %s: %v; another program may use it: set PORT or HOST", e.Address, e.Err)
}

func (e *ListenError) Unwrap() error { return e.Err }

// announce says at start what whoever runs the server must know.
func announce(cfg Config, log *slog.Logger, addr net.Addr) {
	for _, line := range cfg.Unknown {
		log.Warn("this line sets a name that the server does not know", "line", line)
	}
	if cfg.Exposed != "" {
		log.Warn("other users of this computer can read this file: chmod 600 keeps its secrets", "file", cfg.Exposed)
	}
	if !cfg.Production {
		log.Warn("DEVELOPMENT MODE: never put this server on the internet", "login", cfg.login(), "missing", cfg.Missing())
		if ip := net.ParseIP(cfg.Host); cfg.Host != "localhost" && (ip == nil || !ip.IsLoopback()) {
			log.Warn("HOST opens the development server to the whole network", "host", cfg.Host)
		}
	}
	if cfg.SeatsOpen {
		log.Warn("SEATS=open: whoever is in a room may take a free seat of it without being asked")
	}
	if cfg.Production && cfg.StateDir == "" {
		log.Warn("STATE_DIR=none: rooms end with the server")
	}
	if cfg.Production && cfg.MediaURL != "" && cfg.MediaKey == "" {
		log.Warn("MEDIA_URL is set without MEDIA_KEY: streams are not signed, anybody can push to the media server")
	}
	log.Info("listening", "url", "http://"+addr.String())
}

// timeouts bound what a slow, idle or broken client can hold.
type timeouts struct {
	header, read, write, idle time.Duration
	stop                      time.Duration // for running requests at the end
	sweep                     time.Duration // between two looks for dead rooms
}

func defaultTimeouts() timeouts {
	return timeouts{
		header: 5 * time.Second,
		read:   10 * time.Second,
		write:  20 * time.Second,
		idle:   60 * time.Second,
		stop:   10 * time.Second,
		sweep:  5 * time.Second,
	}
}

func (s *server) run(ctx context.Context, listener net.Listener, t timeouts) error {
	web := &http.Server{
		Handler:           s,
		ReadHeaderTimeout: t.header,
		ReadTimeout:       t.read,
		WriteTimeout:      t.write,
		IdleTimeout:       t.idle,
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          slog.NewLogLogger(s.log.Handler(), slog.LevelDebug),
	}
	sweeping, stopSweeping := context.WithCancel(ctx)
	swept := make(chan struct{})
	go func() {
		defer close(swept)
		s.sweep(sweeping, t.sweep)
	}()
	defer func() { stopSweeping(); <-swept }()

	failed := make(chan error, 1)
	go func() { failed <- web.Serve(listener) }()
	select {
	case err := <-failed:
		return fmt.Errorf("the server stopped: %w", err)
	case <-ctx.Done():
	}
	s.log.Info("stopping")
	s.chat.stop()
	ending, cancel := context.WithTimeout(context.WithoutCancel(ctx), t.stop)
	defer cancel()
	if err := web.Shutdown(ending); err != nil {
		s.log.Warn("some requests did not end in time and were cut")
		return web.Close()
	}
	return nil
}

// sweep forgets dead rooms that nobody asks for any more.
func (s *server) sweep(ctx context.Context, every time.Duration) {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			s.rooms.registry.sweep(s.steady())
			s.chat.sweep()
		}
	}
}
