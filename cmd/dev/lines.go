package dev

import "bytes"

// longestLine bounds what is kept of a line.
const longestLine = 64 << 10

// A lineWriter takes what a process writes and hands it on line by line. Of a
// line that is too long the beginning counts.
type lineWriter struct {
	heard func(line string)
	line  []byte // as far as it goes
}

// Write never fails.
func (w *lineWriter) Write(p []byte) (int, error) {
	for rest := p; len(rest) > 0; {
		text, after, whole := bytes.Cut(rest, []byte("\n"))
		w.line = append(w.line, text[:min(len(text), longestLine-len(w.line))]...)
		if whole {
			w.flush()
		}
		rest = after
	}
	return len(p), nil
}

// flush hands on what is there, as at the end of a last line without a break.
func (w *lineWriter) flush() {
	if line := bytes.TrimRight(w.line, "\r"); len(line) > 0 {
		w.heard(string(line))
	}
	w.line = w.line[:0]
}
