package cmd

import (
	"bytes"
	"encoding/json"
	"errors"
	"log/slog"
	"os"
	"strings"
	"testing"

	"mlvb/cmd/console"
	"mlvb/cmd/dev"
	"mlvb/cmd/dev/view/build"
	"mlvb/cmd/words"
	"mlvb/templates/live/server-go/live"
)

// newDevReport returns a report on two buffers.
func newDevReport(language words.Language, o devOptions) (r *devReport, out, errs *bytes.Buffer) {
	out, errs = new(bytes.Buffer), new(bytes.Buffer)
	return &devReport{Console: console.Plain(out, errs, language), options: o, project: devProject{projectFolder: projectFolder{dir: "."}}}, out, errs
}

func devAddresses() dev.Addresses {
	return dev.Addresses{
		View: "http://127.0.0.1:5180/", Server: "http://127.0.0.1:8081", Port: 8081, Wanted: 8080,
		Streams: dev.StreamsRelay, Media: "rtmp://127.0.0.1/live",
		Sample: &dev.Sample{
			Server: "rtmp://127.0.0.1/live", Key: "obs_1?expires=2&sign=3", Push: "rtmp://127.0.0.1/live/obs_1?expires=2&sign=3",
			RTMP: "rtmp://127.0.0.1/live/obs_1?expires=2&sign=4", FLV: "http://127.0.0.1:8000/live/obs_1.flv?expires=2&sign=4",
		},
	}
}

// What to open comes first, and each line is there to be copied.
func TestDevAnnounces(t *testing.T) {
	r, out, errs := newDevReport(words.Chinese, devOptions{})
	r.ready(devAddresses())
	want := `✓ http://127.0.0.1:5180/  在浏览器里打开 cmd；按 Ctrl-C 结束
  服务端  http://127.0.0.1:8081
  媒体    rtmp://127.0.0.1/live  （开发和小房间用）
  OBS     服务器  rtmp://127.0.0.1/live
          推流码  obs_1?expires=2&sign=3
  ffmpeg  ffmpeg -re -i video.mp4 -c:v libx264 -preset veryfast -bf 0 -g 30 -c:a aac -f flv "rtmp://127.0.0.1/live/obs_1?expires=2&sign=3"
  播放    http://127.0.0.1:8000/live/obs_1.flv?expires=2&sign=4
`
	if out.String() != want {
		t.Errorf("%s\nwant\n%s", out, want)
	}
	if want := "! 端口 8080 已被其他程序占用，服务端改用 8081\n  提示：浏览器预览会自己找到它；手机扫二维码，开发者工具里在首页填 http://127.0.0.1:8081\n"; errs.String() != want {
		t.Errorf("%s\nwant\n%s", errs, want)
	}
}

func TestDevNotes(t *testing.T) {
	for name, test := range map[string]struct {
		change func(*dev.Addresses)
		want   string // begins what is said; empty: nothing is
	}{
		"all as usual":             {func(*dev.Addresses) {}, ""},
		"idle MEDIA_URL":           {func(a *dev.Addresses) { a.Instead = "rtmp://127.0.0.1:9/live" }, "! nothing listens at rtmp://127.0.0.1:9/live (MEDIA_URL)"},
		"WeChat's logins":          {func(a *dev.Addresses) { a.WeChat = true }, "! WX_APPSECRET is set"},
		"Tencent Cloud":            {func(a *dev.Addresses) { a.Streams, a.Media, a.Sample = dev.StreamsCSS, "push.example.com", nil }, "! streams go to push.example.com"},
		"Tencent Cloud, no view":   {func(a *dev.Addresses) { a.Streams, a.View, a.Sample = dev.StreamsCSS, "", nil }, ""},
		"WeChat's logins, no view": {func(a *dev.Addresses) { a.WeChat, a.View = true, "" }, ""},
	} {
		r, _, errs := newDevReport(words.English, devOptions{})
		a := devAddresses()
		a.Port, a.Server = a.Wanted, "http://127.0.0.1:8080"
		test.change(&a)
		r.ready(a)
		if got := errs.String(); !strings.HasPrefix(got, test.want) || test.want == "" && got != "" {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}

// Errors are marked, each line names its part, and a place is one that a
// terminal makes a link of.
func TestDevTellsEvents(t *testing.T) {
	failure := build.Failure{File: "pages/a/a.wxml", Line: 3, Column: 5, Message: "a tag is not closed", Severity: build.Error}
	for want, e := range map[string]dev.Event{
		"✗ view    pages/a/a.wxml:3:5  a tag is not closed\n":                               {Part: dev.PartView, Kind: dev.KindFailure, Level: slog.LevelError, Failure: &failure},
		"  media   user_1_0a1b is on air, from 192.168.1.7:5\n":                             {Part: dev.PartMedia, Kind: dev.KindBegan, Stream: "user_1_0a1b", Remote: "192.168.1.7:5"},
		"! server  code2Session refused  errcode=40029  reason=\"no route\"\n":              {Part: dev.PartServer, Kind: dev.KindLog, Level: slog.LevelWarn, Text: "code2Session refused", Attrs: []slog.Attr{slog.Int("errcode", 40029), slog.String("reason", "no route")}},
		"✗ server  it ended: exit status 1; save a file of it to start it again\n":          {Part: dev.PartServer, Kind: dev.KindCrashed, Level: slog.LevelError, Text: "exit status 1", Lines: []string{"said before"}},
		"! view    saves are not noticed: too many files\n":                                 {Part: dev.PartView, Kind: dev.KindUnwatched, Level: slog.LevelWarn, Err: errors.New("too many files")},
		"  server  live/api.go changed: starts again\n":                                     {Part: dev.PartServer, Kind: dev.KindChanged, Text: "live/api.go"},
		"✗ server  stands still until this is right: .env:1: this line is not NAME=value\n": {Part: dev.PartServer, Kind: dev.KindUnusable, Level: slog.LevelError, Err: &live.EnvError{From: ".env:1", Reason: live.ReasonLine}},
	} {
		r, out, errs := newDevReport(words.English, devOptions{})
		r.tell(e)
		if errs.String() != want || out.Len() > 0 {
			t.Errorf("%q\nwant %q", errs, want)
		}
	}
}

// Programs get one object a line, with the same in it.
func TestDevTellsPrograms(t *testing.T) {
	r, out, errs := newDevReport(words.English, devOptions{json: true})
	r.tell(dev.Event{Part: dev.PartServer, Kind: dev.KindStarting, Text: "go run ."})
	r.ready(devAddresses())
	r.tell(dev.Event{Part: dev.PartServer, Kind: dev.KindLog, Level: slog.LevelWarn, Text: "m", Attrs: []slog.Attr{slog.Any("error", errors.New("e"))}})
	r.tell(dev.Event{Part: dev.PartMedia, Kind: dev.KindEnded, Stream: "s"})
	lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
	for i, want := range []map[string]string{
		{"event": "ready", "view": "http://127.0.0.1:5180/", "server": "http://127.0.0.1:8081"},
		{"event": "server-starting", "text": "go run ."},
		{"event": "log", "part": "server", "level": "warn", "text": "m"},
		{"event": "stream-ended", "part": "media", "level": "info", "stream": "s"},
	} {
		var got map[string]any
		if err := json.Unmarshal([]byte(lines[i]), &got); err != nil {
			t.Fatalf("%s: %v", lines[i], err)
		}
		for name, value := range want {
			if got[name] != value {
				t.Errorf("%s: %s is %v, want %s", lines[i], name, got[name], value)
			}
		}
	}
	if !strings.Contains(lines[0], "expires=2&sign=3") || !strings.Contains(lines[2], `"error":"e"`) || len(lines) != 4 || strings.Contains(errs.String(), "ready") {
		t.Errorf("%s\n%s", out, errs)
	}
}

func TestStartCommand(t *testing.T) {
	for pack, want := range map[string]string{
		``: "node main.js", `{}`: "node main.js", `{`: "node main.js",
		`{"scripts":{"start":"node main.js"}}`:                      "node main.js",
		`{"scripts":{"start":"node --watch ./src/index.mjs"}}`:      "node --watch ./src/index.mjs",
		`{"scripts":{"start":"tsx main.ts"}}`:                       "npm start --silent",
		`{"scripts":{"start":"node main.js | tee log"}}`:            "npm start --silent",
		`{"scripts":{"start":"NODE_ENV=development node main.js"}}`: "npm start --silent",
	} {
		dir := t.TempDir()
		if pack != "" {
			if err := os.WriteFile(dir+"/package.json", []byte(pack), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if got := strings.Join(startCommand(dir), " "); got != want {
			t.Errorf("%s: %s, want %s", pack, got, want)
		}
	}
}
