package dev

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"golang.org/x/sync/errgroup"

	"mlvb/cmd/dev/guard"
	"mlvb/cmd/dev/view"
	"mlvb/cmd/dev/view/build"
	"mlvb/templates/live/server-go/live"
)

// A run is what one call of [Run] has open.
type run struct {
	Options
	cfg     live.Config // of the first server
	streams Streams
	media   *media       // nil without the relay
	serving net.Listener // for the server
	viewing net.Listener // nil without the browser view
}

// prepare reads the settings and listens on all ports, so that what can't run
// fails before anything does.
func prepare(ctx context.Context, o Options) (*run, error) {
	r := &run{Options: o}
	if err := r.open(ctx); err != nil {
		r.close()
		return nil, err
	}
	return r, nil
}

func (r *run) open(ctx context.Context) (err error) {
	if r.cfg, err = r.Settings(); err != nil {
		return err
	}
	if r.streams = streamsOf(ctx, r.cfg); r.streams == StreamsRelay {
		if r.media, err = openMedia(ctx, r.Options, r.cfg.MediaKey); err != nil {
			return err
		}
	}
	if r.serving, err = listenNear(ctx, r.host(), r.cfg.Port); err != nil {
		return err
	}
	switch {
	case r.View == nil:
	case r.Port != 0:
		r.viewing, err = listen(ctx, localhost, r.Port)
	default:
		r.viewing, err = listenNear(ctx, localhost, viewPort)
	}
	return err
}

func (r *run) close() {
	if r.media != nil {
		r.media.close()
	}
	for _, l := range []net.Listener{r.serving, r.viewing} {
		if l != nil {
			_ = l.Close() // nobody used it
		}
	}
}

// start starts all parts, each as a member of the group.
func (r *run) start(ctx context.Context, parts *errgroup.Group) {
	s := &server{
		front: newFront(), folder: r.Server, settings: r.settled, program: r.Program,
		localKey: localKey(r.cfg), tell: r.Tell, settled: make(chan struct{}),
	}
	parts.Go(func() error { s.run(ctx, r.settle(r.cfg)); return nil })
	// The view forwards requests itself, but a socket is its page's own.
	guarded := guard.Wrap(s.front, guard.Options{Port: portOf(r.serving), Pages: []int{r.viewPort()}, LAN: r.LAN, MiniProgram: true})
	parts.Go(func() error { return serveHTTP(ctx, r.serving, guarded) })
	if r.media != nil {
		parts.Go(func() error { return r.media.relay.ServeRTMP(ctx, r.media.rtmp) })
		parts.Go(func() error { return serveHTTP(ctx, r.media.flv, r.media.pages(r.Options, r.viewPort())) })
	}
	parts.Go(func() error {
		if err := r.show(ctx, parts); err != nil {
			return err
		}
		select {
		case <-s.settled:
			r.Ready(r.addresses())
		case <-ctx.Done():
		}
		return nil
	})
}

// show opens the browser view.
func (r *run) show(ctx context.Context, parts *errgroup.Group) error {
	if r.View == nil {
		return nil
	}
	o := *r.View
	o.Report = func(f build.Failure) {
		r.Tell(Event{Part: PartView, Kind: KindFailure, Level: levelOf(f), Failure: &f})
	}
	if r.media != nil {
		o.FLVPort = portOf(r.media.flv)
	}
	o.Moved = movedServer(r.cfg.Port, portOf(r.serving))
	v, err := view.Open(ctx, o)
	if err != nil {
		return err
	}
	port := r.viewPort()
	parts.Go(func() error { return serveHTTP(ctx, r.viewing, guard.Wrap(v.Handler(), guard.Options{Port: port})) })
	parts.Go(func() error {
		if err := v.Watch(ctx); err != nil && ctx.Err() == nil { // it goes on without
			r.Tell(Event{Part: PartView, Kind: KindUnwatched, Level: slog.LevelWarn, Err: err})
		}
		return nil
	})
	return nil
}

// movedServer is for a mini-program that knows its server by the usual port,
// which another program has.
func movedServer(wanted, port int) map[string]string {
	if wanted == 0 || wanted == port {
		return nil
	}
	moved := map[string]string{}
	for _, host := range []string{localhost, "localhost", "[::1]"} {
		moved[fmt.Sprintf("%s:%d", host, wanted)] = fmt.Sprintf("%s:%d", localhost, port)
	}
	return moved
}

func levelOf(f build.Failure) slog.Level {
	if f.Severity == build.Warning {
		return slog.LevelWarn
	}
	return slog.LevelError
}

// settle puts what this run decided into settings.
func (r *run) settle(cfg live.Config) live.Config {
	if r.media == nil {
		return cfg
	}
	return r.media.settle(cfg)
}

// settled are the settings for a server that starts again.
func (r *run) settled() (live.Config, error) {
	cfg, err := r.Settings()
	return r.settle(cfg), err
}

func (r *run) viewPort() int {
	if r.viewing == nil {
		return 0
	}
	return portOf(r.viewing)
}

func (r *run) addresses() Addresses {
	port := portOf(r.serving)
	a := Addresses{
		Server: fmt.Sprintf("http://%s:%d", localhost, port), Port: port, Wanted: r.cfg.Port,
		WeChat: r.cfg.WXAppSecret != "", Streams: r.streams,
	}
	if r.viewing != nil {
		a.View = fmt.Sprintf("http://%s:%d/", localhost, r.viewPort())
	}
	switch r.streams {
	case StreamsRelay:
		sample := r.media.sample(time.Now())
		a.Media, a.Instead, a.Sample = r.media.address(), r.cfg.MediaURL, &sample
	case StreamsMedia:
		a.Media = r.cfg.MediaURL
	case StreamsCSS:
		a.Media = r.cfg.PushDomain
	}
	return a
}

// serveHTTP answers requests until the context is done.
func serveHTTP(ctx context.Context, listener net.Listener, handler http.Handler) error {
	web := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 5 * time.Second,
		IdleTimeout:       time.Minute,
		MaxHeaderBytes:    32 << 10,
		BaseContext:       func(net.Listener) context.Context { return ctx },
		ErrorLog:          slog.NewLogLogger(slog.DiscardHandler, slog.LevelDebug),
	}
	defer context.AfterFunc(ctx, func() { _ = web.Close() })() // it ends, well or not
	if err := web.Serve(listener); ctx.Err() == nil {
		return err
	}
	return nil
}
