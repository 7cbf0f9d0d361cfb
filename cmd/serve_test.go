package cmd_test

import (
	"bufio"
	"encoding/json"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"mlvb/cmd/e2e"
)

func TestServe(t *testing.T) {
	s := startServer(t, serveProject(t, "--sdkappid", "1400000001"), "serve", "miniprogram")
	if missing := s.status(t).Missing; slices.Contains(missing, "SDKAPPID") || !slices.Contains(missing, "SECRETKEY") {
		t.Errorf("missing %q, want SECRETKEY and not SDKAPPID", missing)
	}
	s.interrupt(t)
	if strings.Contains(s.first, "\x1b") {
		t.Errorf("colours in a pipe: %q", s.first)
	}
}

func TestServeReadsEnv(t *testing.T) {
	project := serveProject(t)
	key := "SECRETKEY=" + strings.Repeat("0123456789abcdef", 4) + "\n"
	if err := os.WriteFile(filepath.Join(project, "server", ".env"), []byte(key), 0o600); err != nil {
		t.Fatal(err)
	}
	s := startServer(t, project, "serve")
	if missing := s.status(t).Missing; slices.Contains(missing, "SECRETKEY") {
		t.Errorf("missing %q, although server/.env has SECRETKEY", missing)
	}
	s.interrupt(t)
}

// TestServeWithoutServer is for projects whose signing server is elsewhere:
// the answers take the place of the settings that they do not have.
func TestServeWithoutServer(t *testing.T) {
	project := serveProject(t, "--server", "none", "--push-domain", "push.example.com", "--play-domain", "play.example.com")
	s := startServer(t, project, "serve")
	missing := s.status(t).Missing
	for _, name := range []string{"WX_APPID", "PUSH_DOMAIN", "PLAY_DOMAIN"} {
		if slices.Contains(missing, name) {
			t.Errorf("missing %q, although the project has an answer", name)
		}
	}
	s.interrupt(t)
}

// TestServeSaysWhatItServes is for who edits server/ and then wonders why
// nothing changes: it is the built-in server that runs.
func TestServeSaysWhatItServes(t *testing.T) {
	said := func(t *testing.T, project string) string {
		s := startServer(t, project, "serve")
		s.interrupt(t)
		return s.errors.String()
	}
	t.Run("untouched", func(t *testing.T) {
		project := serveProject(t)
		e2e.Write(t, filepath.Join(project, "server", ".env"), "PUSH_DOMAIN=push.example.com\n")
		e2e.Write(t, filepath.Join(project, "server", "mine_test.go"), "package main\n")
		if got := said(t, project); strings.Contains(got, "! ") {
			t.Errorf("a warning without a cause:\n%s", got)
		}
	})
	t.Run("edited", func(t *testing.T) {
		project := serveProject(t)
		main := filepath.Join(project, "server", "main.go")
		e2e.Write(t, main, e2e.Read(t, main)+"// mine\n")
		e2e.Write(t, filepath.Join(project, "server", "live", "mine.go"), "package live\n")
		if err := os.Remove(filepath.Join(project, "server", "live", "room.go")); err != nil {
			t.Fatal(err)
		}
		want := "! this is the server built into mlvb, without your changes in server/live/mine.go, server/live/room.go, server/main.go\n  hint: to run the project's own: cd server && go run .\n"
		if got := filepath.ToSlash(said(t, project)); !strings.HasPrefix(got, want) {
			t.Errorf("said\n%s\nwant\n%s", got, want)
		}
	})
	t.Run("node", func(t *testing.T) {
		want := "! this is the server built into mlvb, in Go; the Node server in server is not run\n  hint: to run the project's own: cd server && npm start\n"
		if got := said(t, serveProject(t, "--server", "node")); !strings.HasPrefix(got, want) {
			t.Errorf("said\n%s\nwant\n%s", got, want)
		}
	})
}

func TestServeLAN(t *testing.T) {
	s := startServer(t, serveProject(t), "serve", "--lan")
	s.status(t)
	s.interrupt(t)
	if said := s.rest.String() + s.errors.String(); !strings.Contains(said, "Scan one") && !strings.Contains(said, "no address in a private network") {
		t.Errorf("no word of the network: %s", said)
	}
}

// TestServeOnAFreePort has settings that name a port which is taken: the flag beats them.
func TestServeOnAFreePort(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	taken := strconv.Itoa(listener.Addr().(*net.TCPAddr).Port)
	project := serveProject(t)
	env := filepath.Join(project, "server", ".env")
	if err := os.WriteFile(env, []byte("PORT="+taken+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s := startServerWith(t, project, nil, "serve", "--port", "0")
	s.status(t)
	s.interrupt(t)
}

func TestServeOnATakenPort(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	port := strconv.Itoa(listener.Addr().(*net.TCPAddr).Port)
	refused := e2e.Mlvb(t, serveProject(t), "serve", "--port", port)
	out, err := refused.CombinedOutput()
	want := regexp.MustCompile(`mlvb: port ` + port + ` is taken by another program\nhint: try mlvb serve --port \d+\n$`)
	if refused.ProcessState.ExitCode() != 1 || !want.Match(out) {
		t.Errorf("%v\n%s", err, out)
	}
}

func serveProject(t *testing.T, flags ...string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "myapp")
	args := append([]string{"new", dir, "--appid", "wx0123456789abcdef", "--no-git"}, flags...)
	if out, err := e2e.Mlvb(t, ".", args...).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return dir
}

// A server is a mlvb serve that has said where it listens.
type server struct {
	cmd    *exec.Cmd
	url    string
	first  string          // line of its output
	rest   strings.Builder // of its output, complete after interrupt
	errors strings.Builder
	read   chan struct{} // closed when rest is complete
}

func startServer(t *testing.T, dir string, args ...string) *server {
	t.Helper()
	return startServerWith(t, dir, []string{"PORT=0"}, args...)
}

func startServerWith(t *testing.T, dir string, env []string, args ...string) *server {
	t.Helper()
	s := &server{cmd: e2e.Mlvb(t, dir, args...), read: make(chan struct{})}
	s.cmd.Env = append(s.cmd.Env, env...)
	s.cmd.Stderr = &s.errors
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.cmd.Process.Kill() })
	lines := bufio.NewScanner(out)
	if lines.Scan() {
		s.first = lines.Text()
	}
	go func() {
		defer close(s.read)
		for lines.Scan() {
			s.rest.WriteString(lines.Text() + "\n")
		}
	}()
	if s.url = regexp.MustCompile(`http://127\.0\.0\.1:\d+`).FindString(s.first); s.url == "" {
		t.Fatalf("no address in %q", s.first)
	}
	return s
}

type status struct {
	Env     string   `json:"env"`
	Missing []string `json:"missing"`
}

func (s *server) status(t *testing.T) status {
	t.Helper()
	reply, err := http.Get(s.url + "/api/status")
	if err != nil {
		t.Fatal(err)
	}
	defer reply.Body.Close()
	var got status
	if err := json.NewDecoder(reply.Body).Decode(&got); err != nil || got.Env != "development" {
		t.Fatalf("%+v, %v", got, err)
	}
	return got
}

// interrupt ends the server as Ctrl-C does, which is no failure.
func (s *server) interrupt(t *testing.T) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("no process can send another one Ctrl-C here")
	}
	if err := s.cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	<-s.read
	if err := s.cmd.Wait(); err != nil {
		t.Errorf("after Ctrl-C: %v\n%s", err, s.errors.String())
	}
}
