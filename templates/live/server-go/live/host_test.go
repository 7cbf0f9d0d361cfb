package live

import (
	"net/http/httptest"
	"testing"
)

func TestLocalNames(t *testing.T) {
	for host, want := range map[string]bool{
		"localhost": true, "LocalHost:8080": true, "127.0.0.1": true, "127.0.0.1:8080": true, "192.168.1.2:8080": true,
		"[::1]": true, "[::1]:8080": true, "[fe80::1%25eth0]:80": true, "mac.local:8080": true, "Mac.Local": true,
		"": false, "x": false, "example.com": false, "localhost.example.com": false, "127.0.0.1.nip.io:80": false,
		"local": false, "mac.local.example.com": false, "127.1": false, "localhost:80:80": false,
	} {
		if got := localName(host); got != want {
			t.Errorf("%q: %v", host, got)
		}
	}
}

// A name of the internet that leads here opens nothing; in production every
// name is the server's.
func TestForeignHost(t *testing.T) {
	for _, test := range []struct {
		cfg  Config
		want int
	}{{developmentConfig(), 403}, {productionConfig(), 200}} {
		for _, path := range []string{"/api/status", "/healthz", roomPath + "get_room_list"} {
			w := httptest.NewRecorder()
			newHarness(t, test.cfg).ServeHTTP(w, httptest.NewRequest("GET", "http://evil.example.com"+path, nil))
			if w.Code != test.want {
				t.Errorf("production %v: %s: %d %s", test.cfg.Production, path, w.Code, w.Body)
			}
		}
	}
}
