package cmd

import (
	"io/fs"
	"strings"
	"syscall"
	"testing"
)

// TestLostResultsAreAFailure is for scripts that redirect the results: what
// could not be written was not done. Only a reader that has left is not told.
func TestLostResultsAreAFailure(t *testing.T) {
	for _, c := range []struct {
		name string
		err  error
		said string
	}{
		{"full disk", syscall.ENOSPC, "mlvb: no space left on device\n"},
		{"closed pipe", syscall.EPIPE, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var said strings.Builder
			console := &console{out: &results{to: broken{c.err}}, err: &said, words: englishWords()}
			root := newRoot(console, nil)
			root.SetArgs([]string{"template", "list"})
			if code := console.report(t.Context(), root.Execute()); code != exitFailed || said.String() != c.said {
				t.Errorf("code %d, said %q; want %d and %q", code, said.String(), exitFailed, c.said)
			}
		})
	}
}

type broken struct{ err error }

func (b broken) Write([]byte) (int, error) { return 0, b.err }

func TestCauseNamesNoPath(t *testing.T) {
	c := &console{words: englishWords()}
	for want, err := range map[string]error{
		"no such file or folder": &fs.PathError{Op: "open", Path: "x", Err: syscall.ENOENT},
		"permission denied":      syscall.EACCES,
		"it is a folder":         syscall.EISDIR,
		"the disk is full":       syscall.ENOSPC,
	} {
		if got := c.cause(err); got != want {
			t.Errorf("cause of %v is %q, want %q", err, got, want)
		}
	}
}
