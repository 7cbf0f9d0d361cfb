package dev

import (
	"context"
	"encoding/json"
	"log/slog"
	"slices"
	"strings"
)

// What parts say at every start and end, which mlvb dev says itself, or which
// nobody needs who develops.
const (
	saidListening = "listening"
	saidStopping  = "stopping"
	saidMode      = "DEVELOPMENT MODE"
	saidRequest   = "request"
)

// A logHandler makes events of what a part logs.
type logHandler struct {
	part  Part
	tell  func(Event)
	attrs []slog.Attr
}

func newLog(part Part, tell func(Event)) *slog.Logger {
	return slog.New(logHandler{part: part, tell: tell})
}

// Enabled reports levels from info on.
func (h logHandler) Enabled(_ context.Context, level slog.Level) bool { return level >= slog.LevelInfo }

// Handle tells of one record.
func (h logHandler) Handle(_ context.Context, r slog.Record) error {
	attrs := slices.Clone(h.attrs)
	r.Attrs(func(a slog.Attr) bool {
		attrs = append(attrs, a)
		return true
	})
	if e := (Event{Part: h.part, Kind: KindLog, Level: r.Level, Text: r.Message, Attrs: attrs}); worthTelling(e) {
		h.tell(e)
	}
	return nil
}

// WithAttrs returns a handler that adds these to each record.
func (h logHandler) WithAttrs(attrs []slog.Attr) slog.Handler {
	h.attrs = slices.Concat(h.attrs, attrs)
	return h
}

// WithGroup returns the same handler: the parts make no groups.
func (h logHandler) WithGroup(string) slog.Handler { return h }

// worthTelling leaves out what comes with every start, and requests that went
// well: the browser view lists those of its page.
func worthTelling(e Event) bool {
	switch {
	case e.Text == saidListening, e.Text == saidStopping, strings.HasPrefix(e.Text, saidMode):
		return false
	case e.Text == saidRequest:
		return statusOf(e) >= 500
	}
	return true
}

// statusOf is the HTTP status of a request, which is a number of JSON where
// another process logged it.
func statusOf(e Event) int64 {
	for _, a := range e.Attrs {
		if a.Key != "status" {
			continue
		}
		switch value := a.Value.Any().(type) {
		case int64:
			return value
		case float64:
			return int64(value)
		}
	}
	return 0
}

// parseLine makes an event of a line that the project's own server wrote: a
// record in JSON, as both servers of the template log, or text of any kind.
func parseLine(line string) Event {
	e := Event{Part: PartServer, Kind: KindLog, Text: line}
	if !strings.HasPrefix(line, "{") {
		return e
	}
	var record map[string]any
	if json.Unmarshal([]byte(line), &record) != nil {
		return e
	}
	message, ok := record["msg"].(string)
	level, _ := record["level"].(string)
	if !ok || e.Level.UnmarshalText([]byte(level)) != nil {
		return e
	}
	e.Text = message
	for _, name := range sortedNames(record) {
		if name != "time" && name != "level" && name != "msg" {
			e.Attrs = append(e.Attrs, slog.Any(name, record[name]))
		}
	}
	return e
}

func sortedNames(record map[string]any) []string {
	names := make([]string, 0, len(record))
	for name := range record {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
