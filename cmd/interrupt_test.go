//go:build unix

package cmd_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"mlvb/cmd/e2e"
)

// TestInterruptLeavesNothing stops a large project in the middle of its files.
func TestInterruptLeavesNothing(t *testing.T) {
	here, template := t.TempDir(), largeTemplate(t)
	running := e2e.Mlvb(t, here, "new", "demo", "--template", template)
	var said strings.Builder
	running.Stderr = &said
	if err := running.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_ = running.Wait()
	}()
	waitForTrace(t, here, ended)
	if err := running.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	<-ended
	if code := running.ProcessState.ExitCode(); code != 130 || said.String() != "mlvb: interrupted\n" {
		t.Errorf("exit code %d, want 130; it said %q", code, said.String())
	}
	if left := names(t, here); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
}

// TestSignalAtAPrompt ends a form, and leaves the terminal as it was.
func TestSignalAtAPrompt(t *testing.T) {
	for _, sent := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		t.Run(sent.String(), func(t *testing.T) {
			p := startOnTerminal(t, "new", "myapp")
			p.expect("Mini-program AppID")
			if err := p.cmd.Process.Signal(sent); err != nil {
				t.Fatal(err)
			}
			p.expect("mlvb: interrupted")
			p.exits(130)
			if written := p.written(); strings.LastIndex(written, "\x1b[?25h") < strings.LastIndex(written, "\x1b[?25l") {
				t.Error("the cursor stays hidden")
			}
			if left := names(t, p.dir); len(left) > 0 {
				t.Errorf("left behind: %q", left)
			}
		})
	}
}

// TestSignalEndsWhatWaits interrupts a command whose reader takes no more.
func TestSignalEndsWhatWaits(t *testing.T) {
	template, here := t.TempDir(), t.TempDir()
	e2e.Write(t, filepath.Join(template, "template.yaml"), "schema: 1\nname: mini\nversion: 1.0.0\ntitle: {en: Mini}\nlayers: [{from: app}]\n")
	e2e.Write(t, filepath.Join(template, "app", "app.txt"), "1\n")
	e2e.Run(t, here, "new", "shop", "--template", template, "--no-git")
	e2e.Write(t, filepath.Join(here, "shop", "app.txt"), strings.Repeat("more than a pipe holds\n", 20_000))
	for _, sent := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		t.Run(sent.String(), func(t *testing.T) {
			running := e2e.Mlvb(t, here, "diff", "shop")
			var said strings.Builder
			running.Stderr = &said
			out, err := running.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := running.Start(); err != nil {
				t.Fatal(err)
			}
			if _, err := out.Read(make([]byte, 1)); err != nil {
				t.Fatal(err)
			}
			if err := running.Process.Signal(sent); err != nil {
				t.Fatal(err)
			}
			state, err := running.Process.Wait()
			if err != nil {
				t.Fatal(err)
			}
			_ = running.Wait() // collects what it said
			if code := state.ExitCode(); code != 130 || said.String() != "mlvb: interrupted\n" {
				t.Errorf("exit code %d, want 130; it said %q", code, said.String())
			}
		})
	}
}

// waitForTrace waits until something is in the folder.
func waitForTrace(t *testing.T, dir string, ended <-chan struct{}) {
	t.Helper()
	for len(names(t, dir)) == 0 {
		select {
		case <-ended:
			t.Fatal("it ended before it began to write")
		default:
		}
	}
}

// largeTemplate has so many files that writing them takes a while.
func largeTemplate(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	manifest := "schema: 1\nname: large\nversion: 1.0.0\ntitle: {en: Large}\nlayers: [{from: app}]\n"
	e2e.Write(t, filepath.Join(dir, "template.yaml"), manifest)
	for i := range 5000 {
		e2e.Write(t, filepath.Join(dir, "app", fmt.Sprint(i%100), fmt.Sprint(i, ".js")), strings.Repeat("// a line\n", 60))
	}
	return dir
}

func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	return names
}
