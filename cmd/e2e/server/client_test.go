package server

import (
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"

	"mlvb/cmd/e2e"
	"mlvb/generator/template"
)

// TestClientAgainstServer runs the client modules of a rendered mini-program
// against the rendered server as a process of its own.
func TestClientAgainstServer(t *testing.T) {
	e2e.NodeModules(t)
	live := e2e.LoadTemplate(t)
	for _, server := range []string{"go", "node"} {
		t.Run(server, func(t *testing.T) {
			p := e2e.NewProject(t, live, template.Input{"server": server})
			p.Env = []string{"MLVB_SERVER=" + serve(t, p, server)}
			p.NodeTests(t, "client")
			if server == "go" {
				p.NodeTests(t, "rooms")
			}
		})
	}
}

// serve starts the project's server and returns its address. At the end of the
// test it is interrupted and has to end in good order.
func serve(t *testing.T, p *e2e.Project, server string) string {
	t.Helper()
	program, args := "node", []string{"main.js"}
	if server == "go" {
		program, args = p.Path("server/server"), nil
		p.Command(t, "server", "go", "build", "-o", program, ".")
	}
	cmd := exec.Command(program, args...)
	cmd.Dir = p.Path("server")
	cmd.Env = append(os.Environ(), "PORT=0", "HOST=127.0.0.1", "SDKAPPID=1400000001", "MEDIA_URL=rtmp://127.0.0.1:1935/live")
	logs, w := io.Pipe()
	cmd.Stdout, cmd.Stderr = w, w
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() {
		ended <- cmd.Wait()
		w.Close()
	}()
	address, rest := e2e.Listening(logs)
	t.Cleanup(func() {
		if err := cmd.Process.Signal(os.Interrupt); err != nil {
			t.Error(err)
		}
		if err := <-ended; err != nil {
			t.Errorf("the server ended with %v", err)
		}
		if all := rest(); strings.Contains(all, e2e.SecretKey) {
			t.Errorf("the server logged its key:\n%s", all)
		}
	})
	if address == "" {
		t.Fatalf("the server does not listen:\n%s", rest())
	}
	return address
}
