package relay

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/coder/websocket"
)

func TestHTTPAnswers(t *testing.T) {
	signed := func(s Stream) error {
		if s.Query.Get("sign") != "right" {
			return errors.New("the signature is wrong")
		}
		return nil
	}
	f := start(t, Options{MayPublish: everybody, MayPlay: signed, MayCut: signed})
	f.mustPublish(t, "live", "a").send(sound(0))
	for _, test := range []struct {
		method, path string
		code         int
		text         string
	}{
		{"HEAD", "/live/a.flv?sign=right", 200, ""},
		{"HEAD", "/live/a.flv", 403, ""},
		{"HEAD", "/live/b.flv?sign=right", 404, ""},
		{"GET", "/live/a.flv", 403, "refused: the signature is wrong\n"},
		{"GET", "/live/b.flv", 403, "refused: the signature is wrong\n"}, // no word on what there is
		{"GET", "/live/b.flv?sign=right", 404, "nobody publishes this stream\n"},
		{"GET", "/live/a?sign=right", 404, errAddress.Error() + "\n"},
		{"GET", "/a.flv", 404, errAddress.Error() + "\n"},
		{"GET", "/live/a/b.flv", 404, errAddress.Error() + "\n"},
		{"GET", "/", 404, errAddress.Error() + "\n"},
		{"POST", "/live/a.flv?sign=right", 405, "a stream is played by GET and cut by DELETE\n"},
		{"DELETE", "/live/a.flv", 403, "refused: the signature is wrong\n"},
		{"DELETE", "/live/b.flv?sign=right", 404, "nobody publishes this stream\n"},
	} {
		r := f.request(t, test.method, test.path)
		if got := body(t, r); r.StatusCode != test.code || got != test.text {
			t.Errorf("%s %s: %d %q", test.method, test.path, r.StatusCode, got)
		}
	}
	r := f.get(t, "/live/a.flv?sign=right")
	if r.StatusCode != 200 || r.Header.Get("Content-Type") != "video/x-flv" || r.Header.Get("Cache-Control") != "no-store" {
		t.Error(r.Status, r.Header)
	}
}

func TestDeleteCuts(t *testing.T) {
	f := start(t, openOptions())
	p := f.publish(t, "/live/a.flv")
	early := f.mustPlay(t, "a")
	web, socket := f.get(t, "/live/a.flv"), f.socket(t, "/live/a.flv")
	if got := f.request(t, http.MethodDelete, "/live/a.flv").StatusCode; got != http.StatusNoContent {
		t.Fatal(got)
	}
	if _, _, err := p.ws.Read(within(t)); err == nil {
		t.Error("the publisher goes on")
	}
	wantTags(t, early.tags())
	wantTags(t, flvTags(t, web.Body))
	wantTags(t, flvTags(t, socketReader(t, socket)))
	if got := f.get(t, "/live/a.flv").StatusCode; got != http.StatusNotFound {
		t.Error(got)
	}
}

func TestWithoutOptionsNobodyMayOverHTTP(t *testing.T) {
	f := start(t, Options{})
	for _, method := range []string{"GET", "HEAD", "DELETE"} {
		if got := f.request(t, method, "/live/a.flv").StatusCode; got != http.StatusForbidden {
			t.Error(method, got)
		}
	}
}

// A signature is in the query, which is in no log.
func TestLogHasNoQuery(t *testing.T) {
	var log notes
	o := Options{MayPublish: everybody, MayPlay: func(Stream) error { return errors.New("expired") }, Log: log.logger()}
	f := start(t, o)
	f.get(t, "/live/a.flv?sign=s3cret")
	f.dial(t, "live?sign=s3cret").play("a?sign=s3cret")
	_, _, _ = websocket.Dial(within(t), "ws://"+f.web+"/live/a.flv?sign=s3cret", nil)
	if got := log.String(); strings.Contains(got, "s3cret") || strings.Count(got, "expired") != 3 {
		t.Error(got)
	}
}
