package guard_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"mlvb/cmd/dev/guard"
)

// ask sends one request past the guard and returns the answer; headers are
// name and value in turn, "Host" among them.
func ask(tb testing.TB, o guard.Options, method string, headers ...string) *http.Response {
	tb.Helper()
	r := httptest.NewRequest(method, "/path", http.NoBody)
	for i := 0; i < len(headers); i += 2 {
		if headers[i] == "Host" {
			r.Host = headers[i+1]
		} else {
			r.Header.Add(headers[i], headers[i+1])
		}
	}
	w := httptest.NewRecorder()
	inner := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusTeapot) })
	guard.Wrap(inner, o).ServeHTTP(w, r)
	return w.Result()
}

func passes(tb testing.TB, o guard.Options, method string, headers ...string) bool {
	tb.Helper()
	answer := ask(tb, o, method, headers...)
	switch answer.StatusCode {
	case http.StatusTeapot:
		return true
	case http.StatusForbidden:
		return false
	}
	tb.Fatalf("status %d", answer.StatusCode)
	return false
}

func TestHost(t *testing.T) {
	const never, onLAN, always = 0, 1, 2
	for host, who := range map[string]int{
		"127.0.0.1:5180":              always,
		"localhost:5180":              always,
		"LocalHost:5180":              always,
		"127.8.9.10:5180":             always,
		"[::1]:5180":                  always,
		"[::ffff:127.0.0.1]:5180":     always,
		"192.168.1.2:5180":            onLAN,
		"10.0.0.2:5180":               onLAN,
		"169.254.3.4:5180":            onLAN,
		"100.64.0.9:5180":             onLAN,
		"[fd00::2]:5180":              onLAN,
		"[fe80::2]:5180":              onLAN,
		"":                            never,
		"127.0.0.1":                   never,
		"localhost":                   never,
		"[::1]":                       never,
		"127.0.0.1:5181":              never,
		"127.0.0.1:05180":             never,
		"127.0.0.1:+5180":             never,
		"127.0.0.1:":                  never,
		"localhost.:5180":             never,
		"127.0.0.1.:5180":             never,
		"evil.example:5180":           never,
		"localhost.evil.example:5180": never,
		"127.0.0.1.nip.io:5180":       never,
		"127.0.0.1@evil.example:5180": never,
		"evil@127.0.0.1:5180":         never,
		"127.0.0.1:5180@evil.example": never,
		"127.1:5180":                  never,
		"2130706433:5180":             never,
		"0x7f.0.0.1:5180":             never,
		"0.0.0.0:5180":                never,
		"[::]:5180":                   never,
		"::1:5180":                    never,
		"[fe80::2%25eth0]:5180":       never,
		"[::1%25lo]:5180":             never,
		"203.0.113.7:5180":            never,
		"127.0.0.1:5180, evil":        never,
		" 127.0.0.1:5180":             never,
		"[127.0.0.1:5180":             never,
	} {
		for _, lan := range []bool{false, true} {
			want := who == always || who == onLAN && lan
			if got := passes(t, guard.Options{Port: 5180, LAN: lan}, "GET", "Host", host); got != want {
				t.Errorf("Host %q, LAN %v: passes %v, want %v", host, lan, got, want)
			}
		}
	}
}

func TestHostWithoutPort(t *testing.T) {
	for host, want := range map[string]bool{"localhost": true, "127.0.0.1": true, "[::1]": true, "localhost:80": true, "::1": false, "localhost:8080": false} {
		if got := passes(t, guard.Options{Port: 80}, "GET", "Host", host); got != want {
			t.Errorf("Host %q on port 80: passes %v, want %v", host, got, want)
		}
	}
}

func TestOrigin(t *testing.T) {
	relay := guard.Options{Port: 8000, Pages: []int{5180}, LAN: true}
	for origin, want := range map[string]bool{
		"http://127.0.0.1:8000":               true,
		"http://127.0.0.1:5180":               true,
		"http://localhost:5180":               true,
		"http://[::1]:5180":                   true,
		"http://192.168.1.2:5180":             true,
		"http://192.168.1.66:5180":            false, // somebody else's computer
		"http://127.0.0.1:3000":               false,
		"http://127.0.0.1":                    false,
		"https://127.0.0.1:5180":              false,
		"http://evil.example":                 false,
		"http://evil.example:5180":            false,
		"http://localhost.:5180":              false,
		"http://127.0.0.1:5180/":              false,
		"http://127.0.0.1:5180@evil.example":  false,
		"http://u@127.0.0.1:5180":             false,
		"http://127.0.0.1:5180 evil":          false,
		"chrome-extension://abcdefghijklmnop": false,
		"https://servicewechat.com":           false,
		"file://":                             false,
		"null":                                false,
		"":                                    false,
	} {
		headers := []string{"Host", "192.168.1.2:8000", "Origin", origin}
		for _, method := range []string{"GET", "POST", "DELETE"} {
			if got := passes(t, relay, method, headers...); got != want {
				t.Errorf("%s from %q: passes %v, want %v", method, origin, got, want)
			}
		}
		upgrade := append(headers, "Connection", "Upgrade", "Upgrade", "websocket", "Sec-Fetch-Site", "same-site", "Sec-Fetch-Mode", "websocket")
		if got := passes(t, relay, "GET", upgrade...); got != want {
			t.Errorf("WebSocket from %q: passes %v, want %v", origin, got, want)
		}
	}
	if passes(t, relay, "GET", "Host", "localhost:8000", "Origin", "http://localhost:5180", "Origin", "http://evil.example") {
		t.Error("a second Origin passes")
	}
}

func TestPagesThatDoNotNameThemselves(t *testing.T) {
	for _, c := range []struct {
		method, site, mode, dest string
		want                     bool
	}{
		{"GET", "same-origin", "cors", "empty", true},
		{"GET", "none", "navigate", "document", true},
		{"GET", "cross-site", "navigate", "document", true}, // a link
		{"GET", "same-site", "navigate", "document", true},
		{"GET", "cross-site", "navigate", "iframe", false},
		{"POST", "cross-site", "navigate", "document", false}, // a form
		{"GET", "cross-site", "no-cors", "image", false},
		{"GET", "cross-site", "no-cors", "script", false},
		{"GET", "same-site", "no-cors", "video", false}, // of another port of this computer
		{"GET", "cross-site", "websocket", "websocket", false},
		{"GET", "cross-site", "", "", false},
		{"GET", "anything", "no-cors", "image", false},
	} {
		got := passes(t, guard.Options{Port: 5180}, c.method, "Host", "127.0.0.1:5180",
			"Sec-Fetch-Site", c.site, "Sec-Fetch-Mode", c.mode, "Sec-Fetch-Dest", c.dest)
		if got != c.want {
			t.Errorf("%+v: passes %v", c, got)
		}
	}
}

func TestMiniProgram(t *testing.T) {
	for _, c := range []struct {
		name    string
		headers []string
		want    bool
	}{
		{"phone", []string{"Referer", "https://servicewechat.com/wx0123456789abcdef/0/page-frame.html"}, true},
		{"DevTools", []string{"Referer", "https://servicewechat.com/wx0/devtools/page-frame.html", "Origin", "http://127.0.0.1:31099", "Sec-Fetch-Site", "cross-site"}, true},
		{"its socket", []string{"Origin", "https://servicewechat.com"}, true},
		{"a name alike", []string{"Referer", "https://servicewechat.com.evil.example/", "Origin", "https://servicewechat.com.evil.example"}, false},
		{"in the path", []string{"Referer", "https://evil.example/https://servicewechat.com/", "Sec-Fetch-Site", "cross-site"}, false},
		{"two origins", []string{"Origin", "https://servicewechat.com", "Origin", "http://evil.example"}, false},
		{"foreign Host", []string{"Referer", "https://servicewechat.com/wx0/0/page-frame.html", "Host", "evil.example:8080"}, false},
	} {
		headers := append([]string{"Host", "192.168.1.2:8080"}, c.headers...)
		o := guard.Options{Port: 8080, LAN: true, MiniProgram: true}
		if got := passes(t, o, "POST", headers...); got != c.want {
			t.Errorf("%s: passes %v, want %v", c.name, got, c.want)
		}
	}
	if passes(t, guard.Options{Port: 5180}, "GET", "Host", "127.0.0.1:5180", "Origin", "https://servicewechat.com") {
		t.Error("a server that is none of mini-programs lets them pass")
	}
}

func TestPageMayRead(t *testing.T) {
	o := guard.Options{Port: 8000, Pages: []int{5180}}
	headers := []string{"Host", "127.0.0.1:8000", "Origin", "http://localhost:5180"}
	h := ask(t, o, "GET", headers...).Header
	if h.Get("Access-Control-Allow-Origin") != "http://localhost:5180" || h.Get("Vary") != "Origin" || h.Get("Access-Control-Allow-Credentials") != "" {
		t.Errorf("%v", h)
	}
	if h := ask(t, o, "GET", "Host", "127.0.0.1:8000").Header; h.Get("Access-Control-Allow-Origin") != "" {
		t.Errorf("without an Origin: %v", h)
	}
}

func TestPreflight(t *testing.T) {
	o := guard.Options{Port: 8000, Pages: []int{5180}}
	wants := []string{"Access-Control-Request-Method", "DELETE", "Access-Control-Request-Headers", "content-type, x-mlvb-token"}
	answer := ask(t, o, "OPTIONS", append([]string{"Host", "127.0.0.1:8000", "Origin", "http://127.0.0.1:5180"}, wants...)...)
	h := answer.Header
	if answer.StatusCode != http.StatusNoContent || h.Get("Access-Control-Allow-Methods") != "DELETE" || h.Get("Access-Control-Allow-Headers") != "content-type, x-mlvb-token" {
		t.Errorf("%d %v", answer.StatusCode, h)
	}
	foreign := ask(t, o, "OPTIONS", append([]string{"Host", "127.0.0.1:8000", "Origin", "http://evil.example"}, wants...)...)
	if foreign.StatusCode != http.StatusForbidden || foreign.Header.Get("Access-Control-Allow-Origin") != "" {
		t.Errorf("a foreign page: %d %v", foreign.StatusCode, foreign.Header)
	}
	if !passes(t, o, "OPTIONS", "Host", "127.0.0.1:8000", "Origin", "http://127.0.0.1:5180") {
		t.Error("OPTIONS that is no preflight does not reach the server")
	}
}

func TestRefusalIsOneLineThatSaysWhatToDo(t *testing.T) {
	answer := ask(t, guard.Options{Port: 5180}, "GET", "Host", "evil.example")
	var body strings.Builder
	if err := answer.Write(&body); err != nil {
		t.Fatal(err)
	}
	_, text, _ := strings.Cut(body.String(), "\r\n\r\n")
	if strings.Count(text, "\n") != 1 || !strings.Contains(text, "http://127.0.0.1:5180\n") || strings.Contains(text, "evil") {
		t.Errorf("%q", text)
	}
	if kind := answer.Header.Get("Content-Type"); !strings.HasPrefix(kind, "text/plain") {
		t.Error(kind)
	}
}
