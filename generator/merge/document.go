package merge

import (
	"bytes"
	"iter"
	"slices"
)

const (
	lf   = "\n"
	crlf = "\r\n"
	bom  = "\xef\xbb\xbf" // UTF-8 byte order mark
)

// document is a text cut into lines. The line ends are kept apart, so that lines
// can be compared without them.
type document struct {
	src   []byte
	bom   bool
	lines []line
}

// line is one line of a text. Its end is crlf, lf or, on the last line only, empty.
type line struct {
	text []byte
	end  string
}

func parse(src []byte) document {
	lines := make([]line, 0, bytes.Count(src, []byte(lf))+1)
	return document{src, bytes.HasPrefix(src, []byte(bom)), slices.AppendSeq(lines, linesOf(src))}
}

// linesOf goes through the lines of a text, without its byte order mark.
func linesOf(src []byte) iter.Seq[line] {
	return func(yield func(line) bool) {
		rest := bytes.TrimPrefix(src, []byte(bom))
		for len(rest) > 0 {
			text, after, ended := bytes.Cut(rest, []byte(lf))
			l := line{text: text}
			if ended {
				l.end = lf
				if bare, ok := bytes.CutSuffix(text, []byte("\r")); ok {
					l = line{text: bare, end: crlf}
				}
			}
			if !yield(l) {
				return
			}
			rest = after
		}
	}
}

// endsWithNewline tells whether the text ends with a newline; an empty text counts
// as one that does.
func (d document) endsWithNewline() bool {
	return len(bytes.TrimPrefix(d.src, []byte(bom))) == 0 || bytes.HasSuffix(d.src, []byte(lf))
}

// commonEnd returns the end that most lines have, or "" if no line has one.
func commonEnd(src []byte) string {
	all, windows := bytes.Count(src, []byte(lf)), bytes.Count(src, []byte(crlf))
	switch {
	case windows > all-windows:
		return crlf
	case all > 0:
		return lf
	}
	return ""
}

// mergeFlag merges a property that is on or off: the user's choice if the user
// changed it, else the template's.
func mergeFlag(base, ours, theirs bool) bool {
	if ours != base {
		return ours
	}
	return theirs
}

// interner gives equal lines of all versions the same small number.
type interner map[string]int

func (in interner) number(d document) []int {
	ids := make([]int, len(d.lines))
	for i, l := range d.lines {
		id, known := in[string(l.text)]
		if !known {
			id = len(in)
			in[string(l.text)] = id
		}
		ids[i] = id
	}
	return ids
}
