package dev

import (
	"net"
	"strings"
	"testing"
	"time"

	"mlvb/templates/live/server-go/live"
)

func TestStreamsOf(t *testing.T) {
	busy, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer busy.Close()
	idle, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	idle.Close()
	for name, test := range map[string]struct {
		cfg  live.Config
		want Streams
	}{
		"nothing is set":       {live.Config{}, StreamsRelay},
		"domains without keys": {live.Config{PushDomain: "push.example.com", PlayDomain: "play.example.com"}, StreamsRelay},
		"CSS":                  {live.Config{PushDomain: "push.example.com", PushKey: "k"}, StreamsCSS},
		"a server elsewhere":   {live.Config{MediaURL: "rtmp://192.0.2.7/live"}, StreamsMedia},
		"a name":               {live.Config{MediaURL: "rtmp://media.example.com/live"}, StreamsMedia},
		"a server here":        {live.Config{MediaURL: "rtmp://" + busy.Addr().String() + "/live"}, StreamsMedia},
		"none here":            {live.Config{MediaURL: "rtmp://" + idle.Addr().String() + "/live", PushDomain: "push.example.com", PushKey: "k"}, StreamsRelay},
	} {
		if got := streamsOf(t.Context(), test.cfg); got != test.want {
			t.Errorf("%s: %s, want %s", name, got, test.want)
		}
	}
}

// Phones get the address in the network, and the key of the settings stays.
func TestMediaAddresses(t *testing.T) {
	m, err := openMedia(t.Context(), Options{LAN: true, Address: "192.168.1.2", Tell: func(Event) {}}, "a-key-of-the-settings")
	if err != nil {
		t.Fatal(err)
	}
	defer m.close()
	cfg := m.settle(live.Config{PushDomain: "push.example.com"})
	if !strings.HasPrefix(cfg.MediaURL, "rtmp://192.168.1.2") || !strings.HasPrefix(cfg.MediaFLV, "http://192.168.1.2:") || cfg.MediaKey != "a-key-of-the-settings" {
		t.Errorf("%+v", cfg)
	}
	now := time.Unix(1700000000, 0)
	s := m.sample(now)
	if s.Server+"/"+s.Key != s.Push || !strings.HasPrefix(s.FLV, cfg.MediaFLV+"/obs_") || s.Expires.Sub(now) != 24*time.Hour {
		t.Errorf("%+v", s)
	}
}
