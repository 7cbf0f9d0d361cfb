package prompt

import (
	"os"
	"strings"

	"mlvb/cmd/console"
)

// A canvas is the terminal that a form is drawn on. The form's own sequences have
// to get through; answers that are shown to be edited may hold characters that
// turn the order of others around, and these do not.
type canvas struct{ terminal *os.File }

// Write draws.
func (c canvas) Write(p []byte) (int, error) {
	drawn := strings.Map(func(r rune) rune {
		if r >= 0x80 && console.Visible(string(r)) != string(r) {
			return '\uFFFD'
		}
		return r
	}, string(p))
	if _, err := c.terminal.WriteString(drawn); err != nil {
		return 0, err
	}
	return len(p), nil
}

// Read, Close and Fd are those of the terminal: by them the form finds its size.
func (c canvas) Read(p []byte) (int, error) { return c.terminal.Read(p) }

// Close closes the terminal.
func (c canvas) Close() error { return c.terminal.Close() }

// Fd is the terminal's descriptor.
func (c canvas) Fd() uintptr { return c.terminal.Fd() }
