package e2e

import (
	"bufio"
	"io"
	"regexp"
	"strings"
)

// Listening reads the log of a server until it names the address, or ends. It goes on
// collecting the log, which rest returns when the server has ended.
func Listening(logs io.Reader) (address string, rest func() string) {
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
