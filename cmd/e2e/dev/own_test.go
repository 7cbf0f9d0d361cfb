package dev

import (
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/coder/websocket"

	"mlvb/cmd/e2e"
)

// withPrograms is an environment with what was installed.
func withPrograms() []string { return []string{"PORT=0"} }

// need demands a program, and in CI fails without.
func need(t *testing.T, program string) {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil {
		e2e.Missing(t, program+" is not installed")
	}
}

// TestNodeServer runs as the project's own, with mlvb's rooms beside it, and ends
// with mlvb.
func TestNodeServer(t *testing.T) {
	need(t, "node")
	dir := newProject(t, "--server", "node")
	e2e.Write(t, filepath.Join(dir, "server", "live", "problems.js"),
		e2e.Read(t, filepath.Join(dir, "server", "live", "problems.js"))+"console.log('of my own');\n")
	r := start(t, dir, withPrograms())
	if r.Media.Streams != "relay" {
		t.Errorf("%+v", r.line)
	}
	r.liveRoom(t)
	main := filepath.Join(dir, "server", "main.js")
	e2e.Write(t, main, "throw new Error('of this test');\n")
	if l := r.await(t, "server-crashed"); !strings.Contains(strings.Join(l.Lines, "\n"), "of this test") {
		t.Errorf("told %+v", l)
	}
	r.interrupt(t)
}

// TestNodeServerWithoutNode says that another one stands in.
func TestNodeServerWithoutNode(t *testing.T) {
	r := start(t, newProject(t, "--server", "node"), nothing())
	login(t, r.Server, "dev")
	r.interrupt(t)
	if want := "! the Node server in server does not run: there is no node in PATH"; !strings.Contains(r.logs.String(), want) {
		t.Errorf("said\n%s\nwant %s", &r.logs, want)
	}
}

// TestEditedGoServer runs the changes, also those that come while it runs.
func TestEditedGoServer(t *testing.T) {
	need(t, "go")
	dir := newProject(t)
	r := start(t, dir, withPrograms())
	health := func() string {
		reply := fetch(t, "GET", r.Server+"/healthz", nil)
		text := make([]byte, 100)
		n, _ := reply.Body.Read(text)
		return string(text[:n])
	}
	if said := health(); !strings.Contains(said, `"ok"`) {
		t.Errorf("the built-in one says %s", said)
	}
	api := filepath.Join(dir, "server", "live", "api.go")
	mine := strings.Replace(e2e.Read(t, api), `"status": "ok"`, `"status": "mine"`, 1)
	e2e.Write(t, api, mine)
	r.await(t, "server-started")
	if said := health(); !strings.Contains(said, `"mine"`) {
		t.Errorf("the edited one says %s", said)
	}
	r.liveRoom(t)
	r.interrupt(t)
}

// TestEditedGoServerWithoutGo never runs other code in silence.
func TestEditedGoServerWithoutGo(t *testing.T) {
	dir := newProject(t)
	main := filepath.Join(dir, "server", "main.go")
	e2e.Write(t, main, e2e.Read(t, main)+"// mine\n")
	r := start(t, dir, nothing())
	login(t, r.Server, "dev")
	r.interrupt(t)
	want := "! your changes in " + filepath.Join("server", "main.go") + " do not run: there is no Go in PATH"
	if !strings.Contains(r.logs.String(), want) {
		t.Errorf("said\n%s\nwant %s", &r.logs, want)
	}
}

// TestPortTaken names the next one for a port that was asked for.
func TestPortTaken(t *testing.T) {
	r := start(t, newProject(t), nothing())
	taken := portOf(t, r.View)
	refused := e2e.Mlvb(t, newProject(t), "dev", "--port", taken)
	refused.Env = append(refused.Env, nothing()...)
	said, err := refused.CombinedOutput()
	if err == nil || refused.ProcessState.ExitCode() != 1 || !strings.Contains(string(said), "port "+taken+" is taken by another program\nhint: try mlvb dev --port ") {
		t.Errorf("%v\n%s", err, said)
	}
	if _, err := os.Stat(filepath.Join(refused.Dir, "server", ".state")); err == nil {
		t.Error("it left something behind")
	}
	r.interrupt(t)
}

// TestServerPortTaken moves the server, and the page finds it by the address that
// the mini-program has.
func TestServerPortTaken(t *testing.T) {
	other, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	address := "http://" + other.Addr().String()
	r := start(t, newProject(t), append(nothing(), "PORT="+portOf(t, address)))
	page, err := io.ReadAll(fetch(t, http.MethodGet, r.View+"phone", nil).Body)
	if err != nil {
		t.Fatal(err)
	}
	token := regexp.MustCompile(`"([A-Z2-7]{26})"`).FindSubmatch(page)
	if token == nil {
		t.Fatalf("no token in %s", page)
	}
	request, err := http.NewRequestWithContext(within(t), http.MethodPost, r.View+"request", strings.NewReader(`{"url":"`+address+`/api/status"}`))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("X-Mlvb-Token", string(token[1]))
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if said, _ := io.ReadAll(response.Body); !strings.Contains(string(said), `\"rooms\":true`) {
		t.Errorf("%s: %s", response.Status, said)
	}
	r.interrupt(t)
	if r.Server == address || !strings.Contains(r.logs.String(), "is taken by another program: the server is at ") {
		t.Errorf("server at %s, said\n%s", r.Server, &r.logs)
	}
}

// TestReaderLeaves ends all when the program that reads its lines is gone.
func TestReaderLeaves(t *testing.T) {
	need(t, "node")
	r := start(t, newProject(t, "--server", "node"), withPrograms())
	if err := r.out.Close(); err != nil {
		t.Fatal(err)
	}
	origin := http.Header{"Origin": {strings.TrimSuffix(r.View, "/")}}
	address := r.overHTTP(t, "ws", r.Media.Sample.Push)
	// It is about to tell of this stream, or of something before, and then has ended already.
	if socket, _, err := websocket.Dial(within(t), address, &websocket.DialOptions{Subprotocols: []string{"publisher"}, HTTPHeader: origin}); err == nil {
		defer func() { _ = socket.CloseNow() }()
	}
	if _, err := io.Copy(io.Discard, r.family); err != nil { // returns when the last process has ended
		t.Error(err)
	}
}
