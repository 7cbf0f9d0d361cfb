//go:build unix

package cmd_test

import (
	"bytes"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/creack/pty"
	"github.com/hinshun/vt10x"

	"mlvb/cmd/e2e"
)

// A process is a mlvb that runs on a terminal of its own.
type process struct {
	t     *testing.T
	cmd   *exec.Cmd
	tty   *os.File
	dir   string
	drawn chan struct{} // something was drawn
	done  chan struct{} // closed when the terminal is

	mu     sync.Mutex
	raw    bytes.Buffer   // all that was written to the terminal
	screen vt10x.Terminal // what a person sees of it
}

// startOnTerminal starts mlvb in an empty folder, with all three streams on a pty.
func startOnTerminal(t *testing.T, args ...string) *process {
	t.Helper()
	return startWith(t, nil, args...)
}

func startWith(t *testing.T, env []string, args ...string) *process {
	t.Helper()
	const rows, columns = 24, 120
	dir := t.TempDir()
	p := &process{
		t: t, cmd: e2e.Mlvb(t, dir, args...), dir: dir,
		drawn: make(chan struct{}, 1), done: make(chan struct{}),
		screen: vt10x.New(vt10x.WithSize(columns, rows)),
	}
	p.cmd.Env = append(append(p.cmd.Env, "TERM=xterm-256color", "NO_COLOR="), env...)
	var err error
	p.tty, err = pty.StartWithSize(p.cmd, &pty.Winsize{Rows: rows, Cols: columns})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = p.cmd.Process.Kill()
		_ = p.tty.Close()
	})
	go p.draw()
	return p
}

func (p *process) draw() {
	defer close(p.done)
	chunk := make([]byte, 4096)
	for {
		n, err := p.tty.Read(chunk)
		p.mu.Lock()
		p.raw.Write(chunk[:n])
		_, _ = p.screen.Write(chunk[:n])
		p.mu.Unlock()
		select {
		case p.drawn <- struct{}{}:
		default:
		}
		if err != nil {
			return
		}
	}
}

// expect waits until the text is on the screen.
func (p *process) expect(text string) {
	p.t.Helper()
	for ended := false; !p.shows(text); {
		if ended {
			p.t.Fatalf("mlvb ended without %q on its screen:\n%s", text, p.look())
		}
		select {
		case <-p.drawn:
		case <-p.done:
			ended = true
		case <-time.After(20 * time.Second): // it hangs: say what there is
			p.t.Fatalf("no %q on the screen:\n%s", text, p.look())
		}
	}
}

func (p *process) shows(text string) bool { return strings.Contains(p.look(), text) }

func (p *process) look() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.screen.String()
}

// written is all that was ever written to the terminal, escape sequences too.
func (p *process) written() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.raw.String()
}

func (p *process) send(keys string) {
	p.t.Helper()
	if _, err := p.tty.WriteString(keys); err != nil {
		p.t.Fatal(err)
	}
}

func (p *process) exits(want int) {
	p.t.Helper()
	select {
	case <-p.done:
	case <-time.After(20 * time.Second): // it hangs: say what there is
		p.t.Fatalf("it does not end; screen:\n%s", p.look())
	}
	_ = p.cmd.Wait()
	if got := p.cmd.ProcessState.ExitCode(); got != want {
		p.t.Errorf("exit code %d, want %d; screen:\n%s", got, want, p.look())
	}
}
