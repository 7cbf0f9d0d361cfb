package view

import (
	"bufio"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"mlvb/cmd/dev/view/build"
)

// open connects a page to the events of a view.
func open(tb testing.TB, v *View) *bufio.Reader {
	tb.Helper()
	server := httptest.NewServer(v.Handler())
	tb.Cleanup(server.Close)
	answer, err := http.Get(server.URL + "/events")
	must(tb, err)
	tb.Cleanup(func() { _ = answer.Body.Close() })
	if kind := answer.Header.Get("Content-Type"); kind != "text/event-stream" {
		tb.Errorf("Content-Type %s", kind)
	}
	return bufio.NewReader(answer.Body)
}

// next reads one event, as name and data.
func next(tb testing.TB, page *bufio.Reader) string {
	tb.Helper()
	var parts []string
	for {
		line, err := page.ReadString('\n')
		must(tb, err)
		if line == "\n" {
			return strings.Join(parts, " ")
		}
		_, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), ": ")
		parts = append(parts, value)
	}
}

func TestAPageHearsOfTheBuildItMissedThenOfEachOne(t *testing.T) {
	v := start(t)
	page := open(t, v)
	warning := build.Failure{File: "a.wxml", Severity: build.Warning, Message: "odd"}
	mistake := build.Failure{File: "a.wxml", Severity: build.Error, Message: "wrong", Pages: []string{"a"}}
	sheet := build.Sheet{Path: "a"}
	if got := next(t, page); got != `revision {"revision":"r1"}` {
		t.Fatal(got)
	}
	for i, c := range []struct {
		app     build.App
		changed string
		want    string
	}{
		{build.App{Styles: []build.Sheet{sheet}}, "a.wxss", "reload"}, // a sheet that the page does not have
		{build.App{Styles: []build.Sheet{sheet}}, "a.wxss", "styles"},
		{build.App{Styles: []build.Sheet{sheet}}, "a.js", "reload"},
		{build.App{Styles: []build.Sheet{sheet}}, "a.wxss a.js", "reload"},
		{build.App{Styles: []build.Sheet{sheet}, Failures: []build.Failure{warning}}, "a.wxss", "reload"}, // to be listed
		{build.App{Styles: []build.Sheet{sheet}, Failures: []build.Failure{warning}}, "a.wxss", "styles"},
		{build.App{Styles: []build.Sheet{sheet}, Failures: []build.Failure{mistake}}, "a.wxss", "failure"},
		{build.App{Styles: []build.Sheet{sheet}}, "a.wxss", "reload"},
	} {
		c.app.Revision = fmt.Sprint("r", i+2)
		must(t, v.builds.take(&c.app, strings.Fields(c.changed)))
		got := next(t, page)
		if !strings.HasPrefix(got, c.want+" {") || !strings.Contains(got, `"revision":"`+c.app.Revision+`"`) {
			t.Errorf("%s changed: %s, want %s", c.changed, got, c.want)
		}
		if c.want == "styles" && !strings.Contains(got, `"styles":[{`) || c.want == "failure" && !strings.Contains(got, "wrong") {
			t.Errorf("%s says too little: %s", c.want, got)
		}
	}
}

func TestEventsEndWithTheView(t *testing.T) {
	ctx, cancel := until(t)
	v := start(t)
	v.ended = ctx.Done()
	page := open(t, v)
	next(t, page)
	cancel()
	if line, err := page.ReadString('\n'); err == nil {
		t.Errorf("still sends %q", line)
	}
}

func TestAPageThatDoesNotReadIsLetGo(t *testing.T) {
	v := start(t)
	heard, stop, err := v.builds.listen()
	must(t, err)
	defer stop()
	for range backlog {
		must(t, v.builds.take(&build.App{Revision: "r"}, nil))
	}
	count := 0
	for range heard {
		count++
	}
	if count != backlog {
		t.Errorf("%d events before the end, want %d", count, backlog)
	}
}

// TestASilentConnectionIsKept has nothing happen for a minute.
func TestASilentConnectionIsKept(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		v := start(t)
		ctx, cancel := until(t)
		defer cancel()
		w := httptest.NewRecorder()
		go v.Handler().ServeHTTP(w, httptest.NewRequestWithContext(ctx, http.MethodGet, "/events", nil))
		time.Sleep(time.Minute + time.Second)
		cancel()
		synctest.Wait()
		if kept := strings.Count(w.Body.String(), ":\n\n"); kept != 3 {
			t.Errorf("%d signs of life: %q", kept, w.Body)
		}
	})
}
