package cmd_test

import (
	"bufio"
	"io"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"mlvb/generator/template"
)

// TestClientAgainstServer runs the client modules of a rendered mini-program
// against the rendered server as a process of its own.
func TestClientAgainstServer(t *testing.T) {
	nodeModules(t)
	tmpl := loadTemplate(t)
	for _, server := range []string{"go", "node"} {
		t.Run(server, func(t *testing.T) {
			p := newProject(t, tmpl, template.Input{"server": server})
			p.env = []string{"MLVB_SERVER=" + p.serve(t, server)}
			p.nodeTests(t, "client")
			if server == "go" {
				p.nodeTests(t, "rooms")
			}
		})
	}
}

// serve starts the project's server and returns its address. At the end of the
// test it is interrupted and has to end in good order.
func (p *project) serve(t *testing.T, server string) string {
	t.Helper()
	program, args := "node", []string{"main.js"}
	if server == "go" {
		program, args = p.path("server/server"), nil
		p.command(t, "server", "go", "build", "-o", program, ".")
	}
	cmd := exec.Command(program, args...)
	cmd.Dir = p.path("server")
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
	address, rest := listening(logs)
	t.Cleanup(func() {
		if err := cmd.Process.Signal(os.Interrupt); err != nil {
			t.Error(err)
		}
		if err := <-ended; err != nil {
			t.Errorf("the server ended with %v", err)
		}
		if all := rest(); strings.Contains(all, secretKey) {
			t.Errorf("the server logged its key:\n%s", all)
		}
	})
	if address == "" {
		t.Fatalf("the server does not listen:\n%s", rest())
	}
	return address
}

// listening reads the log until it names the address, or ends. It goes on
// collecting the log, which rest returns when the server has ended.
func listening(logs io.Reader) (address string, rest func() string) {
	var all strings.Builder
	found, ended := make(chan string, 1), make(chan struct{})
	go func() {
		defer close(ended)
		defer close(found)
		url := regexp.MustCompile(`http://127\.0\.0\.1:\d+`)
		for lines := bufio.NewScanner(logs); lines.Scan(); {
			all.WriteString(lines.Text() + "\n")
			if at := url.FindString(lines.Text()); at != "" && len(found) == 0 {
				found <- at
			}
		}
	}()
	return <-found, func() string { <-ended; return all.String() }
}
