// Package dev runs `mlvb dev` as its user does and looks at all that it opens:
// with nothing in PATH, with strangers at every port, with servers of the
// project's own.
package dev

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"mlvb/cmd/e2e"
)

// A line is one of `mlvb dev --json`.
type line struct {
	Event, Part, Level, Text, Stream string
	Lines                            []string

	View, Server string
	Media        struct {
		Streams, URL string
		Sample       struct{ Server, Key, Push, RTMP, FLV string }
	}
}

// A run is a `mlvb dev` that has said that everything runs.
type run struct {
	line
	cmd    *exec.Cmd
	out    io.Closer // its output
	told   chan line
	logs   logText
	events logText // the lines after the first
	ended  chan error
	family *os.File // which it and all that it started hold open
}

// logText is written by one goroutine and read by another.
type logText struct {
	mu   sync.Mutex
	text strings.Builder
}

func (l *logText) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *logText) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// nothing is an environment without any program to call, and with ports that
// nobody else has.
func nothing() []string { return []string{"PATH=", "PORT=0"} }

// start starts mlvb dev in a folder and waits until all runs.
func start(t *testing.T, dir string, env []string, args ...string) *run {
	t.Helper()
	r := &run{cmd: e2e.Mlvb(t, dir, append([]string{"dev", "--json"}, args...)...), told: make(chan line, 1000), ended: make(chan error, 1)}
	r.cmd.Env = append(r.cmd.Env, env...)
	r.cmd.Stderr = &r.logs
	family, held, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	r.family = family
	r.cmd.ExtraFiles = []*os.File{held}
	out, err := r.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := r.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	held.Close()
	r.out = out
	go r.read(out)
	t.Cleanup(func() {
		_ = r.cmd.Process.Kill()
		family.Close()
		if t.Failed() {
			t.Logf("mlvb dev said\n%s", &r.logs)
		}
	})
	r.line = r.await(t, "ready")
	return r
}

func (r *run) read(out io.Reader) {
	for lines := bufio.NewScanner(out); lines.Scan(); {
		var l line
		if err := json.Unmarshal(lines.Bytes(), &l); err != nil {
			l.Event = "not JSON: " + lines.Text()
		}
		if l.Event != "ready" {
			fmt.Fprintln(&r.events, lines.Text())
		}
		r.told <- l
	}
	close(r.told)
	r.ended <- r.cmd.Wait()
}

// await returns the next line about such an event.
func (r *run) await(t *testing.T, event string) line {
	t.Helper()
	for l := range r.told {
		if strings.HasPrefix(l.Event, "not JSON") {
			t.Error(l.Event)
		}
		if l.Event == event {
			return l
		}
	}
	t.Fatalf("mlvb dev ended before %s: %v\n%s", event, <-r.ended, &r.logs)
	return line{}
}

// interrupt ends it as Ctrl-C does, which is no failure, and waits until nothing
// of it is left: neither a process nor a port.
func (r *run) interrupt(t *testing.T) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("no process can send another one Ctrl-C here")
	}
	if err := r.cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	for range r.told { // until it says no more
	}
	if err := <-r.ended; err != nil {
		t.Errorf("after Ctrl-C: %v", err)
	}
	if _, err := io.Copy(io.Discard, r.family); err != nil { // returns when the last process has ended
		t.Error(err)
	}
	// The other ports are common ones, which another test may have taken meanwhile.
	listener, err := net.Listen("tcp", r.ports(t)["server"])
	if err != nil {
		t.Fatal(err)
	}
	listener.Close()
}

// ports are the addresses, host:port, that it listens on.
func (r *run) ports(t *testing.T) map[string]string {
	t.Helper()
	ports := map[string]string{"server": hostOf(t, r.Server, ""), "rtmp": hostOf(t, r.Media.URL, ":1935"), "flv": hostOf(t, r.Media.Sample.FLV, "")}
	if r.View != "" {
		ports["view"] = hostOf(t, r.View, "")
	}
	return ports
}

func hostOf(t *testing.T, address, port string) string {
	t.Helper()
	parsed, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	if parsed.Port() == "" {
		return parsed.Host + port
	}
	return parsed.Host
}

// newProject makes one, as its user does, with the packages that the browser view
// stands on.
func newProject(t *testing.T, flags ...string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "myapp")
	e2e.Run(t, ".", append([]string{"new", dir, "--appid", "wx0123456789abcdef", "--no-git"}, flags...)...)
	if err := os.Symlink(e2e.NodeModules(t), filepath.Join(dir, "node_modules")); err != nil {
		t.Fatal(err)
	}
	return dir
}
