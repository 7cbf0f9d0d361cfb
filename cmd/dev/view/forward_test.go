package view

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// request sends what a page wants to be sent, and returns what it gets.
func request(tb testing.TB, v *View, wanted map[string]any) map[string]any {
	tb.Helper()
	body, err := json.Marshal(wanted)
	must(tb, err)
	w := ask(tb, v, "POST", "/request", string(body), "X-Mlvb-Token", v.token, "User-Agent", "Phone")
	if w.Code != http.StatusOK || w.Header().Get("Content-Type") != "application/json" {
		tb.Fatalf("%d %s", w.Code, w.Body)
	}
	var got map[string]any
	must(tb, json.Unmarshal(w.Body.Bytes(), &got))
	return got
}

func TestForwardsWhatThePageAsksFor(t *testing.T) {
	var seen string
	far := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		h := r.Header
		seen = fmt.Sprint(r.Method, " ", r.URL, " ", h.Get("Authorization"), " ", h.Get("Referer"), " ", h.Get("User-Agent"), " ", string(body))
		w.Header().Add("Set-Cookie", "a=1")
		w.Header().Add("Set-Cookie", "b=2")
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusUnauthorized)
		_, _ = io.WriteString(w, `{"error":1}`)
	}))
	defer far.Close()
	v := start(t)
	got := request(t, v, map[string]any{
		"url": far.URL + "/api?x=1", "method": "POST", "data": `{"a":"中"}`,
		"header": map[string]string{"Authorization": "Bearer 1", "Referer": "http://x", "Host": "x"},
	})
	if want := `POST /api?x=1 Bearer 1 https://servicewechat.com/wx0123456789abcdef/devtools/page-frame.html Phone {"a":"中"}`; seen != want {
		t.Errorf("sent %s", seen)
	}
	if fmt.Sprint(got["statusCode"], got["data"], got["cookies"]) != `401{"error":1}[a=1 b=2]` || got["header"].(map[string]any)["content-type"] != "application/json" {
		t.Errorf("got %v", got)
	}
	binary := request(t, v, map[string]any{"url": far.URL, "method": "PUT", "data": base64.StdEncoding.EncodeToString([]byte("\x00\xff")), "base64": true, "binary": true})
	if !strings.HasSuffix(seen, " \x00\xff") || binary["data"] != base64.StdEncoding.EncodeToString([]byte(`{"error":1}`)) {
		t.Errorf("sent %q, got %v", seen, binary)
	}
}

// The address in a mini-program's configuration stays, wherever its server is.
func TestAServerThatMoved(t *testing.T) {
	far := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { _, _ = io.WriteString(w, r.Host+r.URL.Path) }))
	defer far.Close()
	v := start(t)
	v.forward.moved = map[string]string{"127.0.0.1:1": far.Listener.Addr().String()}
	if got, want := request(t, v, map[string]any{"url": "http://127.0.0.1:1/api"})["data"], far.Listener.Addr().String()+"/api"; got != want {
		t.Errorf("answered %v, want %s", got, want)
	}
}

func TestCookiesAreAListAlways(t *testing.T) {
	far := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	defer far.Close()
	if cookies, ok := request(t, start(t), map[string]any{"url": far.URL})["cookies"].([]any); !ok || len(cookies) != 0 {
		t.Errorf("cookies %v", cookies)
	}
}

func TestARequestThatCannotBeSentFailsAsWeChats(t *testing.T) {
	v := start(t)
	for url, want := range map[string]string{
		"file:///etc/passwd":                "fail invalid url",
		"":                                  "fail invalid url",
		"http://":                           "fail invalid url",
		"http://127.0.0.1:1/":               "connection refused",
		"http://169.254.169.254/latest":     "link-local addresses are not for mini-programs",
		"http://[::ffff:169.254.169.254]/":  "link-local addresses are not for mini-programs",
		"http://[fe80::1%25lo]:1/":          "link-local addresses are not for mini-programs",
		"http://100.100.100.200/meta-data/": "link-local addresses are not for mini-programs",
	} {
		got, _ := request(t, v, map[string]any{"url": url})["errMsg"].(string)
		if !strings.HasPrefix(got, "fail ") || !strings.Contains(got, want) {
			t.Errorf("%s: %q", url, got)
		}
	}
	if got := request(t, v, map[string]any{"url": "http://127.0.0.1/", "method": "A B"}); got["errMsg"] != "fail invalid method" {
		t.Error(got)
	}
	if got := request(t, v, map[string]any{"url": "http://127.0.0.1/", "method": "POST", "data": "%", "base64": true}); got["errMsg"] != "fail invalid data" {
		t.Error(got)
	}
}

func TestLocalServersAreReached(t *testing.T) {
	for address, want := range map[string]bool{"127.0.0.1": false, "192.168.1.2": false, "::1": false, "fd00::1": false, "169.254.0.23": true, "fd00:ec2::254": true} {
		if isMetadata(netip.MustParseAddr(address)) != want {
			t.Errorf("%s: refused %v", address, !want)
		}
	}
}

func TestOnlyTheViewsPagesMayForward(t *testing.T) {
	v := start(t)
	for name, c := range map[string]struct {
		token, body string
		want        int
	}{
		"no token":     {"", "{}", http.StatusForbidden},
		"a guess":      {"guess", "{}", http.StatusForbidden},
		"broken JSON":  {v.token, "{", http.StatusBadRequest},
		"nothing":      {v.token, "null", http.StatusBadRequest},
		"other shapes": {v.token, `{"url":[]}`, http.StatusBadRequest},
		"too much":     {v.token, strings.Repeat(" ", largestBody+1), http.StatusRequestEntityTooLarge},
	} {
		if w := ask(t, v, "POST", "/request", c.body, "X-Mlvb-Token", c.token); w.Code != c.want {
			t.Errorf("%s: %d, want %d", name, w.Code, c.want)
		}
	}
}

func TestAnAnswerHasALimit(t *testing.T) {
	endless := round(func(*http.Request) (*http.Response, error) {
		return &http.Response{StatusCode: http.StatusOK, Body: io.NopCloser(zeros{})}, nil
	})
	_, err := forwarder{client: &http.Client{Transport: endless}}.exchange(t.Context(), asked{URL: "http://far.example"}, "")
	if err == nil || err.Error() != "response data too large" {
		t.Error(err)
	}
}

func TestARequestEndsWithItsTimeAndItsPage(t *testing.T) {
	silent := round(func(r *http.Request) (*http.Response, error) {
		<-r.Context().Done()
		return nil, r.Context().Err()
	})
	f := forwarder{client: &http.Client{Transport: silent}}
	for timeout, want := range map[float64]time.Duration{1: time.Millisecond, 0: time.Minute, -1: time.Minute, 1e300: longestRequest} {
		synctest.Test(t, func(t *testing.T) {
			before := time.Now()
			_, err := f.exchange(t.Context(), asked{URL: "http://far.example", Timeout: timeout}, "")
			if err == nil || err.Error() != "timeout" || time.Since(before) != want {
				t.Errorf("%v ms: %v after %v", timeout, err, time.Since(before))
			}
		})
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := f.exchange(ctx, asked{URL: "http://far.example"}, ""); err == nil || err.Error() != "context canceled" {
		t.Error(err)
	}
}

type round func(*http.Request) (*http.Response, error)

func (f round) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

type zeros struct{}

func (zeros) Read(b []byte) (int, error) { return len(b), nil }
