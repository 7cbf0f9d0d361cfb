package merge

import (
	"bytes"
	"fmt"
)

// A text with more than these is refused, as merging it could take more memory than
// a small machine has. No configuration comes near them.
const (
	maxDepth  = 200     // brackets that are open at once
	maxValues = 250_000 // values in a text
)

// jsonReader reads one JSON text. Only its first failure counts.
type jsonReader struct {
	src      []byte
	at       int
	depth    int
	count    int // values so far
	ids      valueIDs
	comments bool // whether comments and trailing commas are allowed

	failed   string // the reason, or "" so far
	failedAt int
}

// readJSON returns the value that the text holds. Equal values get the same id,
// also those of different texts that are read with the same ids.
func readJSON(src []byte, side Side, ids valueIDs) (*node, error) {
	r := &jsonReader{src: src, ids: ids}
	return r.read(side)
}

// readCommentedJSON does the same, but allows comments and trailing commas. Such a
// text can't be edited: the white space between its items may hold anything.
func readCommentedJSON(src []byte, side Side, ids valueIDs) (*node, error) {
	r := &jsonReader{src: src, ids: ids, comments: true}
	return r.read(side)
}

func (r *jsonReader) read(side Side) (*node, error) {
	if bytes.HasPrefix(r.src, []byte(bom)) {
		r.at = len(bom)
	}
	root := r.value()
	r.space()
	if r.at < len(r.src) {
		r.fail("unexpected text after the value")
	}
	if r.failed != "" {
		return nil, r.errorOf(side)
	}
	return root, nil
}

func (r *jsonReader) fail(reason string) *node {
	if r.failed == "" {
		r.failed, r.failedAt = reason, r.at
	}
	return nil
}

func (r *jsonReader) space() {
	for r.at < len(r.src) && (bytes.IndexByte([]byte(" \t\r\n"), r.src[r.at]) >= 0 || r.comment()) {
		r.at++
	}
}

// comment moves to the last byte of the comment that begins here, if one does.
func (r *jsonReader) comment() bool {
	rest := r.src[r.at:]
	opening, closing := "//", lf
	if bytes.HasPrefix(rest, []byte("/*")) {
		opening, closing = "/*", "*/"
	}
	if !r.comments || !bytes.HasPrefix(rest, []byte(opening)) {
		return false
	}
	length := bytes.Index(rest[len(opening):], []byte(closing))
	switch {
	case length >= 0:
		r.at += len(opening) + length + len(closing) - 1
	case opening == "/*":
		r.fail("the comment does not end")
		return false
	default:
		r.at = len(r.src) - 1
	}
	return true
}

// peek returns the next byte, or 0 at the end.
func (r *jsonReader) peek() byte {
	if r.at < len(r.src) {
		return r.src[r.at]
	}
	return 0
}

func (r *jsonReader) peekPastSpace() byte {
	r.space()
	return r.peek()
}

func (r *jsonReader) value() *node {
	r.space()
	if r.count++; r.count > maxValues {
		return r.fail("too many values")
	}
	switch c := r.peek(); {
	case c == '{':
		return r.container(objectKind, '}')
	case c == '[':
		return r.container(listKind, ']')
	case c == '"':
		return r.scalar(textKind, r.text)
	case c == '-' || '0' <= c && c <= '9':
		return r.scalar(numberKind, r.number)
	}
	return r.scalar(literalKind, r.literal)
}

// scalar reads a value that is no container; read returns the same for equal values.
func (r *jsonReader) scalar(k kind, read func() string) *node {
	n := &node{kind: k, src: r.src, start: r.at}
	n.text = read()
	n.end = r.at
	n.id = r.ids.id(string(rune(k)) + n.text)
	return n
}

func (r *jsonReader) container(k kind, closing byte) *node {
	if r.depth++; r.depth > maxDepth {
		return r.fail("nested too deeply")
	}
	n := &node{kind: k, src: r.src, start: r.at}
	r.at++
	space := r.at
	r.space()
	for open := r.peek() != closing; open && r.failed == ""; {
		n.items = append(n.items, r.item(k, space))
		r.space()
		if open = r.peek() != closing; open {
			r.expect(',')
			space = r.at
			open = !r.comments || r.peekPastSpace() != closing
		}
	}
	r.expect(closing)
	r.depth--
	n.end = r.at
	if r.failed == "" {
		n.id = r.ids.id(n.signature())
	}
	return n
}

// item reads a member of an object or an element of a list.
func (r *jsonReader) item(k kind, space int) item {
	r.space()
	it := item{space: space, start: r.at}
	if k == objectKind {
		if r.peek() != '"' {
			r.fail("expected a name in quotes")
			return it
		}
		it.key = r.text()
		it.name = r.src[it.start:r.at]
		r.space()
		r.expect(':')
	}
	it.value = r.value()
	return it
}

func (r *jsonReader) expect(c byte) {
	switch {
	case r.failed != "":
	case r.peek() == c:
		r.at++
	default:
		r.fail(fmt.Sprintf("expected %q", c))
	}
}
