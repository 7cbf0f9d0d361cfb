// Package relay is the media server of `mlvb dev`. It takes a live stream from
// one publisher and gives it to any number of viewers:
//
//	publish  RTMP (phones' <live-pusher>, OBS, ffmpeg), FLV over WebSocket with the sub-protocol "publisher" (browsers)
//	play     RTMP (phones' <live-player>, ffplay), FLV over HTTP, FLV over WebSocket
//	cut      HTTP DELETE /APP/NAME.flv, or [Server.Cut]
//
// A stream is rtmp://HOST/APP/NAME in RTMP and /APP/NAME.flv over HTTP.
//
// # Goals
//
//   - What comes in goes out: the body of a tag and its timestamp are not
//     touched. So every codec passes that FLV can carry: H.264, HEVC (enhanced
//     RTMP and the older codec id 12), AV1, AAC, Opus.
//   - A viewer who comes late begins at the last key frame. One who is too slow
//     skips to a key frame, so that nobody's delay and nobody's memory grows.
//   - One publisher a name, the second is refused. When it goes, its viewers end
//     as soon as they have what it sent; when it is cut, at once.
//   - Fail closed: without a function that allows it, nobody publishes, plays
//     or cuts.
//   - Whatever a stranger sends costs a bounded amount of memory and time.
//
// # Non-goals
//
// It is for development and small rooms. It transcodes nothing, records
// nothing, speaks no TLS, joins no cluster, carries one sound and one picture
// in a stream, and never ran under the load of a public site: production is
// Tencent CSS, or SRS. Whether the pages of a foreign site may reach it (Host
// and Origin) is for whoever mounts it to check, as are the limits of
// [net/http.Server] on headers.
//
// # Limits
//
//	connections     256, and 128 from one address; RTMP, HTTP and WebSocket together
//	streams         32
//	names           128 bytes each of APP and NAME, printable
//	until allowed   10 s for the handshake and all commands of RTMP; 16 KB of messages under way, which bounds how deep their values nest
//	publishing      tags of 4 MB; 32 chunk streams; 15 s without a byte
//	viewing         15 s to take a tag
//	group           what a late viewer gets: 1024 tags and 8 MB, or it waits for the next key frame
//	queue           what waits for a slow viewer: 1536 tags and 12 MB
//
// Viewers share the tags: many slow ones hold no more than the slowest.
package relay

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
)

// A Stream is what somebody asks to publish, to play or to cut.
type Stream struct {
	App, Name string
	Query     url.Values // of the address; holds its signature
	Remote    string     // address and port of who asks
}

func (s Stream) key() string { return s.App + "/" + s.Name }

// Options are what a Server asks and tells.
type Options struct {
	// MayPublish, MayPlay and MayCut return why the request is refused. Nil
	// refuses all. The text of the error goes to the log and, shortened, to who
	// asked.
	MayPublish, MayPlay, MayCut func(Stream) error
	// Began and Ended hear of each stream that is published, in this order. The
	// next stream of the same name begins after Ended returned. They must not
	// call [Server.Cut]. Nil: nobody hears.
	Began, Ended func(Stream)
	// Log hears of refusals and broken connections. Nil: nobody does.
	Log *slog.Logger
}

// A Server relays streams. Its methods may be called at the same time.
type Server struct {
	options     Options
	limits      limits
	hub         *hub
	connections *connections
}

// New returns a server without streams.
func New(o Options) *Server { return newServer(o, defaultLimits()) }

func newServer(o Options, l limits) *Server {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return &Server{options: o, limits: l, hub: newHub(l), connections: newConnections(l)}
}

// Cut ends the stream with its publisher and viewers, and returns whether there
// was one. After that the name is free.
func (s *Server) Cut(app, name string) bool {
	return s.hub.cut(Stream{App: app, Name: name}.key())
}

var (
	errRefused = errors.New("refused")
	errTaken   = errors.New("somebody publishes this stream already")
	errAbsent  = errors.New("nobody publishes this stream")
	errCut     = errors.New("the stream was cut")
)

// allow asks a function of the options.
func allow(check func(Stream) error, asked Stream) error {
	if check == nil {
		return fmt.Errorf("%w: no rule allows it", errRefused)
	}
	if err := check(asked); err != nil {
		return fmt.Errorf("%w: %w", errRefused, err)
	}
	return nil
}

// begin starts a stream, which the caller finishes. Cut is called when somebody
// ends it from outside.
func (s *Server) begin(asked Stream, cut func()) (*stream, error) {
	if err := allow(s.options.MayPublish, asked); err != nil {
		return nil, err
	}
	st, err := s.hub.open(asked, cut)
	if err != nil {
		return nil, err
	}
	if s.options.Began != nil {
		s.options.Began(asked)
	}
	return st, nil
}

// finish frees the name last, so that whoever hears of streams hears of its end
// before the next one begins.
func (s *Server) finish(st *stream) {
	st.end()
	if s.options.Ended != nil {
		s.options.Ended(st.asked)
	}
	s.hub.close(st)
}

// watch joins a stream, which the caller leaves by viewer.leave.
func (s *Server) watch(asked Stream) (*viewer, error) {
	if err := allow(s.options.MayPlay, asked); err != nil {
		return nil, err
	}
	return s.hub.view(asked.key())
}

// report logs why a request failed, or what ended a publisher. The query stays
// out: it is a secret.
func (s *Server) report(what string, asked Stream, err error) {
	level := slog.LevelInfo
	switch {
	case errors.Is(err, errRefused), errors.Is(err, errTaken):
		level = slog.LevelWarn
	case errors.Is(err, errAbsent): // players ask again and again
		level = slog.LevelDebug
	}
	s.options.Log.Log(context.Background(), level, what, "app", asked.App, "name", asked.Name, "remote", asked.Remote, "error", err)
}
