package merge

import (
	"bytes"
	"cmp"
)

// writer puts lines together, with the line ends and byte order mark of the user's
// file.
type writer struct {
	out   []byte
	end   string // for lines that are not the user's
	lines int    // how many are written
	last  line
}

// newWriter returns a writer for the merge of the three documents.
func newWriter(base, ours, theirs document, size int) *writer {
	w := &writer{out: make([]byte, 0, size), end: cmp.Or(commonEnd(ours.src), commonEnd(theirs.src), lf)}
	if mergeFlag(base.bom, ours.bom, theirs.bom) {
		w.out = append(w.out, bom...)
	}
	return w
}

// user writes lines of the user's with the ends they have.
func (w *writer) user(lines []line) {
	for _, l := range lines {
		end := l.end
		if end == "" {
			end = w.end
		}
		w.line(l.text, end)
	}
}

// other writes lines of another version with the user's line ends.
func (w *writer) other(lines []line) {
	for _, l := range lines {
		w.line(l.text, w.end)
	}
}

func (w *writer) marker(m marker) {
	w.line([]byte(m.String()), w.end)
}

func (w *writer) line(text []byte, end string) {
	if bytes.HasSuffix(text, []byte("\r")) {
		end = crlf // an LF alone would swallow the CR that belongs to the text
	}
	if len(w.out) == 0 && bytes.HasPrefix(text, []byte(bom)) {
		w.out = append(w.out, bom...) // else the line's own would count as the text's
	}
	w.out = append(append(w.out, text...), end...)
	w.lines++
	w.last = line{text, end}
}

// finish returns the text, without its last line end unless newline is set. An
// empty last line keeps its end, as without that there would be no line.
func (w *writer) finish(newline bool) []byte {
	if !newline && len(w.last.text) > 0 {
		w.out = w.out[:len(w.out)-len(w.last.end)]
	}
	return w.out
}
