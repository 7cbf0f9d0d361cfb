package dev

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"mlvb/templates/live/server-go/live"
)

// The test binary is the project's own server as well, where the environment
// says how it is to behave.
const behaviour = "MLVB_TEST_SERVER"

func TestMain(m *testing.M) {
	switch os.Getenv(behaviour) {
	case "":
		os.Exit(m.Run())
	case "crashes":
		fmt.Fprintln(os.Stderr, "panic: of this test")
		os.Exit(3)
	default:
		serveOwn(os.Getenv(behaviour))
	}
}

// serveOwn says what it is and knows.
func serveOwn(name string) {
	fmt.Fprintln(os.Stdout, `{"level":"WARN","msg":"a word of its own","n":1}`)
	answer := func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "%s %s %s %s %d", name, r.URL.Path, os.Getenv("MEDIA_URL"), os.Getenv("MEDIA_KEY"), len(os.Getenv("SECRETKEY")))
	}
	address := os.Getenv("HOST") + ":" + os.Getenv("PORT")
	fmt.Fprintln(os.Stderr, http.ListenAndServe(address, http.HandlerFunc(answer)))
}

// A scene is a server in a folder of its own, with all that is told of it.
type scene struct {
	*server
	told    chan Event
	mu      sync.Mutex
	program Program
	cfg     live.Config
	err     error
}

func newScene(t *testing.T, program Program) *scene {
	t.Helper()
	sc := &scene{told: make(chan Event, 100), program: program, cfg: live.Config{MediaURL: "rtmp://127.0.0.1/live", MediaKey: "media-key-0123456789"}}
	sc.server = &server{
		front: newFront(), folder: t.TempDir(), localKey: randomKey(), settled: make(chan struct{}),
		settings: func() (live.Config, error) {
			sc.mu.Lock()
			defer sc.mu.Unlock()
			return sc.cfg, sc.err
		},
		program: func(context.Context) Program {
			sc.mu.Lock()
			defer sc.mu.Unlock()
			return sc.program
		},
		tell: func(e Event) { sc.told <- e },
	}
	return sc
}

// start runs the server for the length of the test, and waits for the first one.
func (sc *scene) start(t *testing.T) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		sc.run(ctx, sc.cfg)
	}()
	t.Cleanup(func() { cancel(); <-ended })
	<-sc.settled
}

func (sc *scene) change(program Program, err error) {
	sc.mu.Lock()
	defer sc.mu.Unlock()
	sc.program, sc.err = program, err
}

// await returns the next event of that kind.
func (sc *scene) await(kind Kind) Event {
	for {
		if e := <-sc.told; e.Kind == kind {
			return e
		}
	}
}

// ask sends a request through the front, which waits for a server that starts.
func (sc *scene) ask(method, path string) (int, string) {
	r := httptest.NewRequest(method, "http://127.0.0.1:8080"+path, nil)
	w := httptest.NewRecorder()
	sc.front.ServeHTTP(w, r)
	body, _ := io.ReadAll(w.Result().Body)
	return w.Code, string(body)
}

func (sc *scene) save(t *testing.T, name string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(sc.folder, name), []byte("changed"), 0o600); err != nil {
		t.Fatal(err)
	}
}

// own is the test binary as the project's own server.
func own(t *testing.T, how string) Program {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv(behaviour, how)
	return Program{Command: []string{program}, Folder: t.TempDir()}
}

func TestBuiltInServer(t *testing.T) {
	sc := newScene(t, Program{})
	sc.start(t)
	if status, said := sc.ask("GET", "/api/status"); status != 200 || !strings.Contains(said, `"rooms":true`) || !strings.Contains(said, `"stream":"media"`) {
		t.Errorf("%d %s", status, said)
	}
}

// The project's own server gets what this run decided, is heard, and has a room
// service beside it that knows its UserSigs.
func TestOwnServer(t *testing.T) {
	sc := newScene(t, own(t, "own"))
	sc.start(t)
	if e := sc.await(KindLog); e.Text != "a word of its own" || len(e.Attrs) != 1 {
		t.Errorf("told %+v", e)
	}
	_, said := sc.ask("POST", "/api/login")
	if want := fmt.Sprintf("own /api/login rtmp://127.0.0.1/live media-key-0123456789 %d", len(sc.localKey)); said != want {
		t.Errorf("%q, want %q", said, want)
	}
	if _, said := sc.ask("GET", "/api/status"); !strings.Contains(said, `"rooms":true`) || !strings.Contains(said, "SECRETKEY") {
		t.Errorf("status %s", said)
	}
}

// A crash is told with its last lines, and the next save starts the server again.
func TestOwnServerCrashes(t *testing.T) {
	sc := newScene(t, own(t, "crashes"))
	sc.start(t)
	e := sc.await(KindCrashed)
	if e.Text != "exit status 3" || len(e.Lines) != 1 || e.Lines[0] != "panic: of this test" {
		t.Errorf("told %+v", e)
	}
	if status, said := sc.ask("POST", "/api/login"); status != 503 {
		t.Errorf("%d %s", status, said)
	}
	t.Setenv(behaviour, "mended")
	sc.save(t, "main.js")
	if e := sc.await(KindChanged); e.Text != "main.js" {
		t.Errorf("told %+v", e)
	}
	if status, said := sc.ask("POST", "/api/login"); status != 200 || !strings.HasPrefix(said, "mended ") {
		t.Errorf("%d %s", status, said)
	}
}

// Settings that can't be used stop nobody for good.
func TestSettingsAreReadAgain(t *testing.T) {
	sc := newScene(t, Program{})
	sc.start(t)
	wrong := errors.New("PORT is not a port")
	sc.change(Program{}, wrong)
	sc.save(t, ".env")
	sc.await(KindChanged)
	if e := sc.await(KindUnusable); !errors.Is(e.Err, wrong) {
		t.Errorf("told %+v", e)
	}
	if status, _ := sc.ask("GET", "/api/status"); status != 503 {
		t.Errorf("%d with wrong settings", status)
	}
	sc.change(own(t, "own"), nil) // and the server was edited, too
	sc.save(t, ".env")
	sc.await(KindChanged)
	if _, said := sc.ask("POST", "/api/login"); !strings.HasPrefix(said, "own ") {
		t.Errorf("%s", said)
	}
}
