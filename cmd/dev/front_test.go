package dev

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/coder/websocket"
)

// running is a server behind the front that says its name, and who asked for what.
func running(t *testing.T, name string) *url.URL {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "%s %s host=%s from=%s", name, r.URL.RequestURI(), r.Host, strings.Join(r.Header["X-Forwarded-For"], "|"))
	}))
	t.Cleanup(s.Close)
	at, err := url.Parse(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func get(f *front, path string, change func(*http.Request)) (int, string) {
	r := httptest.NewRequest("GET", "http://127.0.0.1:8080"+path, nil)
	r.RemoteAddr = "192.168.1.7:1"
	if change != nil {
		change(r)
	}
	w := httptest.NewRecorder()
	f.ServeHTTP(w, r)
	return w.Code, w.Body.String()
}

func TestFrontHandsOn(t *testing.T) {
	f := newFront()
	f.become(behind{running(t, "node"), running(t, "rooms")}, false)
	forged := func(r *http.Request) { r.Header.Set("X-Forwarded-For", "127.0.0.1") }
	for path, want := range map[string]string{
		"/api/login?a=b":                     "node /api/login?a=b",
		"/weapp/live_room/login?userID=a%2F": "rooms /weapp/live_room/login?userID=a%2F",
		"/api/status":                        "rooms /api/status",
		"/weapp/live_roomy":                  "node /weapp/live_roomy",
	} {
		status, said := get(f, path, forged)
		if want += " host=127.0.0.1:8080 from=192.168.1.7"; status != 200 || said != want {
			t.Errorf("%s: %d %s, want %s", path, status, said, want)
		}
	}
}

// A chat's WebSocket goes through to the room service, and ends with it.
func TestFrontUpgrades(t *testing.T) {
	rooms := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ws, err := websocket.Accept(w, r, nil)
		if err != nil {
			t.Error(err)
			return
		}
		kind, said, err := ws.Read(r.Context())
		if err == nil {
			err = ws.Write(r.Context(), kind, append(said, " heard"...))
		}
		if err != nil {
			t.Error(err)
		}
		_ = ws.Close(websocket.StatusGoingAway, "restart")
	}))
	defer rooms.Close()
	at, err := url.Parse(rooms.URL)
	if err != nil {
		t.Fatal(err)
	}
	f := newFront()
	f.become(behind{running(t, "node"), at}, false)
	before := httptest.NewServer(f)
	defer before.Close()
	ws, _, err := websocket.Dial(t.Context(), before.URL+"/weapp/live_room/chat", nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = ws.CloseNow() }()
	if err := ws.Write(t.Context(), websocket.MessageText, []byte("hello")); err != nil {
		t.Fatal(err)
	}
	if _, said, err := ws.Read(t.Context()); err != nil || string(said) != "hello heard" {
		t.Errorf("%q, %v", said, err)
	}
	if _, _, err := ws.Read(t.Context()); websocket.CloseStatus(err) != websocket.StatusGoingAway {
		t.Errorf("ended with %v", err)
	}
}

// A request that comes while the server starts is answered by it, and one that
// comes while it is down is not kept waiting.
func TestFrontWaits(t *testing.T) {
	f := newFront()
	at := running(t, "late")
	asking := make(chan struct{})
	answered := make(chan string, 1)
	go func() {
		_, said := get(f, "/api/login", func(r *http.Request) {
			*r = *r.WithContext(noticed{r.Context(), asking})
		})
		answered <- said
	}()
	<-asking
	f.become(behind{at, at}, false)
	if said := <-answered; !strings.HasPrefix(said, "late /api/login") {
		t.Errorf("%q", said)
	}
	f.become(behind{}, false)
	if status, said := get(f, "/api/login", nil); status != 503 || !strings.Contains(said, `"code":"server_down"`) {
		t.Errorf("%d %s", status, said)
	}
}

// noticed is a context that tells when somebody waits for it.
type noticed struct {
	context.Context
	asked chan struct{}
}

func (n noticed) Done() <-chan struct{} {
	select {
	case <-n.asked:
	default:
		close(n.asked)
	}
	return n.Context.Done()
}

func TestFrontBeforeADeadServer(t *testing.T) {
	dead := httptest.NewServer(http.NotFoundHandler())
	at, _ := url.Parse(dead.URL)
	dead.Close()
	f := newFront()
	f.become(behind{at, at}, false)
	if status, said := get(f, "/api/login", nil); status != 503 || !strings.Contains(said, "server_down") {
		t.Errorf("%d %s", status, said)
	}
}
