package dev

import (
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"testing"
	"time"
)

// TestStrangers comes to every port as pages do that have no business there,
// and with bytes that mean nothing.
func TestStrangers(t *testing.T) {
	r := start(t, newProject(t), nothing())
	sample := r.Media.Sample
	pages := map[string]string{
		"view": r.View, "build": r.View + "build.json", "events": r.View + "events", "server": r.Server + "/api/status", "flv": sample.FLV,
	}
	for name, address := range pages {
		for who, headers := range map[string]map[string]string{
			"a foreign host":        {"Host": "evil.example.com"},
			"a rebound name":        {"Host": "evil.example.com:" + portOf(t, address)},
			"a foreign page":        {"Origin": "https://evil.example.com"},
			"a page of another app": {"Origin": "http://127.0.0.1:1"},
			"a nameless page":       {"Origin": "null"},
		} {
			for _, method := range []string{http.MethodGet, http.MethodPost, http.MethodDelete, http.MethodOptions} {
				response := fetch(t, method, address, headers)
				if response.StatusCode != http.StatusForbidden || response.Header.Get("Access-Control-Allow-Origin") != "" {
					t.Errorf("%s, %s by %s: %s, %v", name, method, who, response.Status, response.Header)
				}
			}
		}
	}
	publish := r.overHTTP(t, "http", sample.Push)
	for _, headers := range []map[string]string{{"Origin": "https://evil.example.com"}, {"Host": "evil.example.com"}} {
		if status := upgrade(t, publish, headers); status != http.StatusForbidden {
			t.Errorf("publish with %v: %d", headers, status)
		}
	}

	for name, address := range r.ports(t) {
		for range 20 {
			garbage(t, name, address)
		}
	}
	r.publish(t, sample.Push)
	watch(t, sample.FLV, picture(sample.Push))
	if !watchRTMP(t, sample.RTMP, picture(sample.Push)) {
		t.Error("RTMP serves no more")
	}
	login(t, r.Server, "dev")
	if response := fetch(t, http.MethodGet, r.View, nil); response.StatusCode != http.StatusOK {
		t.Errorf("the view serves no more: %s", response.Status)
	}
	r.interrupt(t)
}

// garbage sends bytes that mean nothing and reads what comes back.
func garbage(t *testing.T, name, address string) {
	t.Helper()
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	defer conn.Close()
	_ = conn.SetDeadline(time.Now().Add(limit))
	bytes := make([]byte, rand.IntN(8192))
	for i := range bytes {
		bytes[i] = byte(rand.Uint32())
	}
	_, _ = conn.Write(bytes) // it may hang up amid them
	_ = conn.(*net.TCPConn).CloseWrite()
	_, _ = io.Copy(io.Discard, conn)
}

func portOf(t *testing.T, address string) string {
	t.Helper()
	_, port, err := net.SplitHostPort(hostOf(t, address, ""))
	if err != nil {
		t.Fatal(err)
	}
	return port
}
