package dev

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"net"
	"net/url"
	"strconv"
	"sync"

	"mlvb/templates/live/server-go/live"
)

// localhost is where only this computer reaches what listens.
const localhost = "127.0.0.1"

// A server keeps one server running behind the front, and starts it again when
// its files change.
type server struct {
	front    *front
	folder   string // the server's; it need not be there
	settings func() (live.Config, error)
	program  func(context.Context) Program
	localKey live.Secret // signs where the settings have no key
	tell     func(Event)

	once    sync.Once
	settled chan struct{} // closed when the first one runs, or can't
}

// run keeps a server running until the context is done. The first one has these
// settings; each later one reads them anew.
func (s *server) run(ctx context.Context, cfg live.Config) {
	changes, err := watchServer(ctx, s.folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		s.tell(Event{Part: PartServer, Kind: KindUnwatched, Level: slog.LevelWarn, Err: err})
	}
	for err = nil; ctx.Err() == nil; cfg, err = s.settings() {
		if err != nil {
			s.down()
			s.tell(Event{Part: PartServer, Kind: KindUnusable, Level: slog.LevelError, Err: err})
			s.awaitChange(ctx, changes)
			continue
		}
		s.round(ctx, cfg, changes)
	}
}

// round runs one server until its files change.
func (s *server) round(ctx context.Context, cfg live.Config, changes <-chan string) {
	ctx, stop := context.WithCancel(ctx)
	var running sync.WaitGroup
	defer running.Wait()
	defer stop()
	program := s.program(ctx)
	if !program.own() {
		running.Go(func() { s.builtIn(ctx, cfg, func(at *url.URL) { s.up(behind{at, at}) }) })
		s.awaitChange(ctx, changes)
		return
	}
	rooms := make(chan *url.URL, 1)
	if !program.Rooms {
		running.Go(func() { s.builtIn(ctx, cfg, func(at *url.URL) { rooms <- at }) })
	}
	running.Go(func() { s.own(ctx, cfg, program, rooms) })
	s.awaitChange(ctx, changes)
}

// up lets requests through.
func (s *server) up(b behind) {
	s.front.become(b, false)
	s.once.Do(func() { close(s.settled) })
}

// down lets nobody wait for a server that does not come.
func (s *server) down() {
	s.front.become(behind{}, false)
	s.once.Do(func() { close(s.settled) })
}

// awaitChange returns when a file of the server changed, or all ends.
func (s *server) awaitChange(ctx context.Context, changes <-chan string) {
	select {
	case <-ctx.Done():
	case name := <-changes:
		s.front.become(behind{}, true)
		s.tell(Event{Part: PartServer, Kind: KindChanged, Text: name})
	}
}

// builtIn runs the server that is built into mlvb.
func (s *server) builtIn(ctx context.Context, cfg live.Config, ready func(*url.URL)) {
	cfg.Host, cfg.Port, cfg.LocalKey = localhost, 0, s.localKey
	err := live.Serve(ctx, cfg, newLog(PartServer, s.tell), func(at net.Addr) { ready(local(at.(*net.TCPAddr).Port)) })
	if err != nil {
		s.tell(Event{Part: PartServer, Kind: KindStopped, Level: slog.LevelError, Err: err})
		s.down()
	}
}

// localKey outlives the run, so that what it signed does, too. Where it can't be
// kept, the server says so.
func localKey(cfg live.Config) live.Secret {
	key, err := live.DevelopmentKey(cfg)
	if err != nil {
		return randomKey()
	}
	return key
}

func local(port int) *url.URL {
	return &url.URL{Scheme: "http", Host: net.JoinHostPort(localhost, strconv.Itoa(port))}
}
