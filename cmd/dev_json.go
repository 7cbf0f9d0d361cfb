package cmd

import (
	"encoding/json"
	"log/slog"
	"strings"
	"time"

	"mlvb/cmd/console"
	"mlvb/cmd/dev"
	"mlvb/cmd/dev/view/build"
)

// readyObject is the line of `mlvb dev --json` that says that everything runs.
type readyObject struct {
	Schema int         `json:"schema"`
	Event  string      `json:"event"`
	View   string      `json:"view,omitempty"`
	Server string      `json:"server"`
	LAN    []string    `json:"lan,omitempty"` // the server's addresses in the local network
	Media  mediaObject `json:"media"`
}

type mediaObject struct {
	Streams dev.Streams   `json:"streams"`
	URL     string        `json:"url"`
	Sample  *sampleObject `json:"sample,omitempty"`
}

type sampleObject struct {
	Server    string    `json:"server"`
	Key       string    `json:"key"`
	Push      string    `json:"push"`
	RTMP      string    `json:"rtmp"`
	FLV       string    `json:"flv"`
	ExpiresAt time.Time `json:"expiresAt"`
}

func readyJSON(a dev.Addresses, lan bool) readyObject {
	object := readyObject{1, "ready", a.View, a.Server, nil, mediaObject{Streams: a.Streams, URL: a.Media}}
	if s := a.Sample; s != nil {
		object.Media.Sample = &sampleObject{s.Server, s.Key, s.Push, s.RTMP, s.FLV, s.Expires.UTC()}
	}
	if lan {
		object.LAN = lanURLs(a.Port)
	}
	return object
}

// eventObject is a line of `mlvb dev --json` about what happened.
type eventObject struct {
	Event  dev.Kind       `json:"event"`
	Part   dev.Part       `json:"part"`
	Level  string         `json:"level"`
	Text   string         `json:"text,omitempty"`
	Fields map[string]any `json:"fields,omitempty"`
	Lines  []string       `json:"lines,omitempty"`
	Stream string         `json:"stream,omitempty"`
	Remote string         `json:"remote,omitempty"`
	Build  *build.Failure `json:"failure,omitempty"`
}

func eventJSON(c *console.Console, e dev.Event) eventObject {
	object := eventObject{e.Kind, e.Part, strings.ToLower(e.Level.String()), e.Text, fieldsOf(e.Attrs), e.Lines, e.Stream, e.Remote, e.Failure}
	if e.Err != nil {
		object.Text = explainEvent(c, e.Err)
	}
	return object
}

func fieldsOf(attrs []slog.Attr) map[string]any {
	fields := map[string]any{}
	for _, a := range attrs {
		fields[a.Key] = a.Value.Any()
		if err, ok := a.Value.Any().(error); ok {
			fields[a.Key] = err.Error()
		}
	}
	return fields
}

// line writes one object in one line. What can't be encoded is a fault of a log
// record, of which the rest is as good.
func (r *devReport) line(value any) {
	var text strings.Builder
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false) // addresses stay to be read
	if encoder.Encode(value) == nil {
		r.Out.WriteRaw(text.String())
	}
	if r.Out.Lost() != nil {
		r.stop() // nobody hears any more
	}
}
