package e2e

import (
	"bufio"
	"bytes"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// Dev starts mlvb dev in a folder and returns the line with which it says, in
// JSON, that everything runs and where. It ends with the test, which fails if
// it has ended before. It needs [Main].
func Dev(t *testing.T, dir string, args ...string) (ready string) {
	t.Helper()
	cmd := Mlvb(t, dir, append([]string{"dev", "--json"}, args...)...)
	var logs bytes.Buffer
	cmd.Stderr = &logs
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewReader(out)
	for err == nil && !strings.Contains(ready, `"event":"ready"`) { // mistakes of the project may come before
		ready, err = lines.ReadString('\n')
	}
	ended := make(chan error, 1)
	go func() {
		_, _ = io.Copy(io.Discard, lines) // until it ends
		ended <- cmd.Wait()
	}()
	t.Cleanup(func() { interrupt(t, cmd, ended, &logs) })
	if err != nil {
		t.Fatalf("mlvb dev is not ready: %v", err)
	}
	return ready
}

// interrupt ends mlvb dev as its user does, and waits until it has.
func interrupt(t *testing.T, cmd *exec.Cmd, ended <-chan error, logs *bytes.Buffer) {
	t.Helper()
	select {
	case err := <-ended:
		t.Errorf("mlvb dev ended by itself: %v\n%s", err, logs)
		return
	default:
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Error(err)
	}
	if err := <-ended; err != nil || t.Failed() {
		t.Errorf("mlvb dev ended with %v and said\n%s", err, logs)
	}
}
