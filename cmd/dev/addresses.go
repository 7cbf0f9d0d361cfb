package dev

import "time"

// Addresses are where everything is to be reached.
type Addresses struct {
	View   string // of the browser view; "" without one
	Server string // of the server, on this computer
	Port   int    // of the server, at every address of this computer if the network is let in
	Wanted int    // the port that the server was to have
	WeChat bool   // whether WeChat is asked for each login

	Streams Streams
	Media   string  // where streams go: an RTMP address, or the push domain
	Instead string  // MEDIA_URL of the settings, where nothing listens; "" elsewhere
	Sample  *Sample // nil without the relay
}

// Moved reports whether another program has the server's port, so that the
// address in the mini-program leads there.
func (a Addresses) Moved() bool { return a.Wanted != 0 && a.Port != a.Wanted }

// A Sample is a stream with addresses that are signed, for programs that know no
// server: OBS, ffmpeg.
type Sample struct {
	Server  string // what OBS calls its server
	Key     string // and its stream key
	Push    string // both together
	RTMP    string // to play it
	FLV     string // the same over HTTP
	Expires time.Time
}
