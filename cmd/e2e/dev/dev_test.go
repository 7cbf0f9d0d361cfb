package dev

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path"
	"strings"
	"testing"

	"mlvb/cmd/e2e"
)

// TestDev is the first minute of a new project on a computer that has mlvb and a
// browser: nothing in PATH, nothing set up.
func TestDev(t *testing.T) {
	r := start(t, newProject(t), nothing())
	t.Run("the page", func(t *testing.T) {
		for _, at := range []string{"", "phone", "build.json"} {
			if response := fetch(t, http.MethodGet, r.View+at, nil); response.StatusCode != http.StatusOK {
				t.Errorf("/%s: %s", at, response.Status)
			}
		}
	})
	t.Run("a room", func(t *testing.T) { r.liveRoom(t) })
	t.Run("OBS", func(t *testing.T) {
		sample := r.Media.Sample
		if sample.Server+"/"+sample.Key != sample.Push {
			t.Errorf("server %s and key %s do not make %s", sample.Server, sample.Key, sample.Push)
		}
		r.publish(t, sample.Push)
		r.await(t, "stream-began")
		watch(t, sample.FLV, picture(sample.Push))
		if !watchRTMP(t, sample.RTMP, picture(sample.Push)) {
			t.Error("no picture over RTMP")
		}
	})
	t.Run("signatures", func(t *testing.T) { r.wrongAddresses(t) })
	r.interrupt(t)
	if said := r.logs.String() + r.events.String(); strings.Contains(said, "sign=") || !strings.Contains(said, "stream-began") {
		t.Errorf("what happened is told with a signature, or not at all:\n%s", said)
	}
}

// liveRoom opens a room with a guest, who is shown to a viewer and then taken
// off the mic.
func (r *run) liveRoom(t *testing.T) {
	host, guest := login(t, r.Server, "name:"+url.PathEscape("小李")), login(t, r.Server, "dev")
	if host.userName != "小李" {
		t.Errorf("the host is called %q", host.userName)
	}
	room, _ := host.room("create_room", object{"roomInfo": "第一间"})["roomID"].(string)
	host.enter(room)
	guest.room("ask_seat", object{"roomID": room, "userName": "", "userAvatar": ""})
	host.room("answer_seat", object{"roomID": room, "userID": guest.id, "accept": true})
	guest.enter(room)
	for _, p := range []*person{host, guest} {
		r.publish(t, p.pushURL)
		if l := r.await(t, "stream-began"); !strings.HasPrefix(l.Stream, p.id) {
			t.Errorf("%s is on air, want the stream of %s", l.Stream, p.id)
		}
	}
	shown := guest.room("get_anchors", object{"roomID": room})
	mixed, _ := shown["mixedPlayURL"].(string)
	watch(t, mixed, picture(host.pushURL))
	var seats []struct{ UserID, AccelerateURL string }
	text, _ := json.Marshal(shown["pushers"])
	if err := json.Unmarshal(text, &seats); err != nil || len(seats) != 2 {
		t.Fatalf("%s: %v", text, err)
	}
	of := seats[1].AccelerateURL
	if !watchRTMP(t, of, picture(guest.pushURL)) {
		t.Error("the guest is not to be seen over RTMP")
	}

	rest := watch(t, r.overHTTP(t, "http", of), picture(guest.pushURL))
	host.room("delete_anchor", object{"roomID": room, "userID": guest.id})
	if _, err := io.Copy(io.Discard, rest); err != nil { // returns when the stream is cut
		t.Logf("the viewer was cut off: %v", err)
	}
	r.await(t, "stream-ended")
	r.refused(t, guest.pushURL) // the client tries again by itself
	guest.room("add_audience", object{"roomID": room, "userInfo": "{}"})
	host.room("invite_seat", object{"roomID": room, "userID": guest.id})
	guest.room("answer_seat", object{"roomID": room, "accept": true})
	guest.enter(room)
	r.publish(t, guest.pushURL)
	r.await(t, "stream-began")
}

// wrongAddresses has none of them do anything.
func (r *run) wrongAddresses(t *testing.T) {
	p := login(t, r.Server, "dev")
	stream := call(t, p.server+"/api/stream-url", p.token, object{})
	push, _ := stream["pushURL"].(string)
	of, _ := stream["play"].(object)
	play, _ := of["flv"].(string)
	at, err := url.Parse(play)
	if err != nil {
		t.Fatal(err)
	}
	old := at.Query()
	old.Set("expires", "1700000000")
	name := strings.TrimSuffix(path.Base(at.Path), ".flv")
	for what, address := range map[string]string{
		"no signature":          strings.TrimSuffix(play, "?"+at.RawQuery),
		"another time":          strings.Replace(play, at.RawQuery, old.Encode(), 1),
		"another stream":        strings.Replace(play, name, "user_0_0000", 1),
		"another action":        r.overHTTP(t, "http", push),
		"another app":           strings.Replace(play, "/live/", "/other/", 1),
		"half of the signature": play[:len(play)-8],
	} {
		if response := fetch(t, http.MethodGet, address, nil); response.StatusCode != http.StatusForbidden {
			t.Errorf("play with %s: %s", what, response.Status)
		}
		if response := fetch(t, http.MethodDelete, address, nil); response.StatusCode != http.StatusForbidden {
			t.Errorf("cut with %s: %s", what, response.Status)
		}
	}
	r.refused(t, fmt.Sprint(of["rtmp"]))
	if watchRTMP(t, strings.Replace(r.Media.Sample.RTMP, "sign=", "sign=0", 1), picture(r.Media.Sample.Push)) {
		t.Error("RTMP plays whatever the signature")
	}
}

// upgrade asks to publish, and returns the status.
func upgrade(t *testing.T, address string, headers map[string]string) int {
	t.Helper()
	all := map[string]string{
		"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13",
		"Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Protocol": "publisher",
	}
	for name, value := range headers {
		all[name] = value
	}
	return fetch(t, http.MethodGet, address, all).StatusCode
}

// TestDevWithoutView needs no package, and has all but the page.
func TestDevWithoutView(t *testing.T) {
	dir := t.TempDir()
	e2e.Write(t, dir+"/app.json", `{"pages":["a/a"]}`)
	r := start(t, dir, nothing(), "--no-web")
	if r.View != "" {
		t.Errorf("a view at %s", r.View)
	}
	login(t, r.Server, "dev")
	r.interrupt(t)
	if !strings.Contains(r.logs.String(), "mlvb did not make this mini-program") {
		t.Errorf("no word of whose it is:\n%s", &r.logs)
	}
}
