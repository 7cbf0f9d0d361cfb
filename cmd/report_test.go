package cmd

import (
	"io"
	"io/fs"
	"strings"
	"syscall"
	"testing"

	"mlvb/cmd/console"
	"mlvb/cmd/words"
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
			plain := console.Plain(broken{c.err}, &said, words.English)
			root := newRoot(plain, nil)
			root.SetArgs([]string{"template", "list"})
			if code := report(t.Context(), plain, root.Execute()); code != console.ExitFailed || said.String() != c.said {
				t.Errorf("code %d, said %q; want %d and %q", code, said.String(), console.ExitFailed, c.said)
			}
		})
	}
}

type broken struct{ err error }

func (b broken) Write([]byte) (int, error) { return 0, b.err }

func TestCauseNamesNoPath(t *testing.T) {
	c := console.Plain(io.Discard, io.Discard, words.English)
	for want, err := range map[string]error{
		"no such file or folder": &fs.PathError{Op: "open", Path: "x", Err: syscall.ENOENT},
		"permission denied":      syscall.EACCES,
		"it is a folder":         syscall.EISDIR,
		"the disk is full":       syscall.ENOSPC,
	} {
		if got := cause(c, err); got != want {
			t.Errorf("cause of %v is %q, want %q", err, got, want)
		}
	}
}
