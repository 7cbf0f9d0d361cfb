package dev

import (
	"errors"
	"log/slog"
	"reflect"
	"strings"
	"testing"
)

func TestParseLine(t *testing.T) {
	for line, want := range map[string]Event{
		`{"time":"2026-01-01T00:00:00Z","level":"WARN","msg":"code2Session refused","errcode":40029,"b":"x"}`: {
			Level: slog.LevelWarn, Text: "code2Session refused", Attrs: []slog.Attr{slog.Any("b", "x"), slog.Any("errcode", 40029.0)},
		},
		"panic: runtime error":              {Text: "panic: runtime error"},
		`{"level":"INFO"}`:                  {Text: `{"level":"INFO"}`},
		`{"level":"LOUD","msg":"m"}`:        {Text: `{"level":"LOUD","msg":"m"}`},
		`{"level":"INFO","msg":"m"} more`:   {Text: `{"level":"INFO","msg":"m"} more`},
		`{"level":"INFO","msg":{"a":1}}`:    {Text: `{"level":"INFO","msg":{"a":1}}`},
		"./main.go:3:1: undefined: nothing": {Text: "./main.go:3:1: undefined: nothing"},
	} {
		want.Part, want.Kind = PartServer, KindLog
		if got := parseLine(line); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v, want %+v", line, got, want)
		}
	}
}

// Requests that went well are nobody's news; those that the server failed at are.
func TestLogsLeaveOutNoise(t *testing.T) {
	var told []string
	log := newLog(PartServer, func(e Event) { told = append(told, e.Text) }).With("server", 1)
	log.Info("listening", "url", "http://127.0.0.1:1")
	log.Warn("DEVELOPMENT MODE: never put this server on the internet")
	log.Debug("the client was gone")
	for _, status := range []int{200, 404, 500} {
		log.Info("request", "status", status)
	}
	log.Error("code2Session failed", "reason", errors.New("no route"))
	for _, line := range []string{`{"level":"INFO","msg":"request","status":200}`, `{"level":"INFO","msg":"request","status":502}`} {
		if e := parseLine(line); worthTelling(e) {
			told = append(told, line)
		}
	}
	want := []string{"request", "code2Session failed", `{"level":"INFO","msg":"request","status":502}`}
	if !reflect.DeepEqual(told, want) {
		t.Errorf("told %q, want %q", told, want)
	}
}

func TestLines(t *testing.T) {
	var heard []string
	w := &lineWriter{heard: func(line string) { heard = append(heard, line) }}
	long := strings.Repeat("x", longestLine+10)
	for _, part := range []string{"one\ntw", "o\r\n\n", long[:100], long[100:] + "\nlast"} {
		if n, err := w.Write([]byte(part)); n != len(part) || err != nil {
			t.Fatal(n, err)
		}
	}
	w.flush()
	w.flush()
	if want := []string{"one", "two", long[:longestLine], "last"}; !reflect.DeepEqual(heard, want) {
		t.Errorf("heard %d lines, first %.20q", len(heard), heard)
	}
}
