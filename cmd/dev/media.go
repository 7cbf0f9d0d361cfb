package dev

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"mlvb/cmd/dev/guard"
	"mlvb/cmd/dev/relay"
	"mlvb/templates/live/server-go/live"
)

// Streams says where streams go.
type Streams string

// Where streams go.
const (
	StreamsRelay Streams = "relay" // to the relay of this run
	StreamsMedia Streams = "media" // to the media server that MEDIA_URL names
	StreamsCSS   Streams = "css"   // to the PUSH_DOMAIN of Tencent Cloud
)

// app is what stands before the name of each stream of the relay.
const app = "live"

// streamsOf reads from the settings where streams go. An address of this
// computer where nothing listens is one for the relay: nothing else will be
// there.
func streamsOf(ctx context.Context, cfg live.Config) Streams {
	switch {
	case cfg.MediaURL != "" && !isIdle(ctx, cfg.MediaURL):
		return StreamsMedia
	case cfg.MediaURL == "" && cfg.PushDomain != "" && cfg.PushKey != "":
		return StreamsCSS
	default:
		return StreamsRelay
	}
}

// isIdle reports whether an RTMP address is one of this computer where nothing
// listens. Names are not looked up: that of this computer is localhost.
func isIdle(ctx context.Context, address string) bool {
	media, err := url.Parse(address)
	if err != nil || media.Hostname() != "localhost" && net.ParseIP(media.Hostname()) == nil {
		return false
	}
	port := media.Port()
	if port == "" {
		port = strconv.Itoa(rtmpPort)
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", net.JoinHostPort(media.Hostname(), port))
	if err != nil {
		return false // taken, or no address of this computer
	}
	return listener.Close() == nil
}

// A media is the relay with what it listens on.
type media struct {
	rtmp, flv net.Listener
	host      string // that clients reach it at
	key       live.Secret
	relay     *relay.Server
}

// openMedia listens for the relay, on the usual ports or near them.
func openMedia(ctx context.Context, o Options, key live.Secret) (*media, error) {
	m := &media{host: o.reached(), key: key}
	if m.key == "" {
		m.key = randomKey()
	}
	var err error
	if m.rtmp, err = listenNear(ctx, o.host(), rtmpPort); err != nil {
		return nil, err
	}
	if m.flv, err = listenNear(ctx, o.host(), flvPort); err != nil {
		_ = m.rtmp.Close() // the reason why it can't run is the one to tell
		return nil, err
	}
	access := newAccess(m.key, time.Now)
	m.relay = relay.New(relay.Options{
		MayPublish: access.mayPublish, MayPlay: access.mayPlay, MayCut: access.mayCut,
		Began: func(s relay.Stream) { o.Tell(streamEvent(KindBegan, s)) },
		Ended: func(s relay.Stream) { o.Tell(streamEvent(KindEnded, s)) },
		Log:   newLog(PartMedia, o.Tell),
	})
	return m, nil
}

func streamEvent(kind Kind, s relay.Stream) Event {
	return Event{Part: PartMedia, Kind: kind, Level: slog.LevelInfo, Stream: s.Name, Remote: s.Remote}
}

// settle puts the addresses of the relay into the settings of a server.
func (m *media) settle(cfg live.Config) live.Config {
	cfg.MediaURL, cfg.MediaFLV, cfg.MediaKey = m.address(), m.flvAddress(), m.key
	return cfg
}

// address is that of all streams in RTMP, without the usual port, which some
// programs for streaming do not want to see.
func (m *media) address() string {
	host := m.host
	if port := portOf(m.rtmp); port != rtmpPort {
		host = net.JoinHostPort(host, strconv.Itoa(port))
	}
	return "rtmp://" + host + "/" + app
}

func (m *media) flvAddress() string {
	return fmt.Sprintf("http://%s/%s", net.JoinHostPort(m.host, strconv.Itoa(portOf(m.flv))), app)
}

// pages wraps the relay's HTTP side: the browser view's pages may ask, and phones.
func (m *media) pages(o Options, view int) http.Handler {
	return guard.Wrap(m.relay, guard.Options{Port: portOf(m.flv), Pages: []int{view}, LAN: o.LAN, MiniProgram: true})
}

// sample signs addresses of a stream for a program such as OBS.
func (m *media) sample(now time.Time) Sample {
	name, expires := "obs_"+rand.Text()[:4], now.Add(24*time.Hour)
	push, play := live.SignMedia(m.key, live.MediaPush, name, expires), live.SignMedia(m.key, live.MediaPlay, name, expires)
	return Sample{
		Server:  m.address(),
		Key:     name + push,
		Push:    m.address() + "/" + name + push,
		RTMP:    m.address() + "/" + name + play,
		FLV:     m.flvAddress() + "/" + name + ".flv" + play,
		Expires: expires,
	}
}

// randomKey is a key for this run, which no file and no output has, in the form
// that all servers take for any of their keys.
func randomKey() live.Secret {
	var key [32]byte
	_, _ = rand.Read(key[:]) // never fails
	return live.Secret(hex.EncodeToString(key[:]))
}

// close lets the ports go.
func (m *media) close() {
	_ = m.rtmp.Close() // nobody used them
	_ = m.flv.Close()
}
