package merge

import (
	"bytes"
	"fmt"
	"unicode/utf8"
)

// SyntaxError says where a version is no JSON as RFC 8259 has it, which is what
// WeChat DevTools reads. A byte order mark is allowed, comments are not.
type SyntaxError struct {
	Side         Side
	Line, Column int // from 1; columns count characters
	Reason       string
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("line %d, column %d: %s", e.Line, e.Column, e.Reason)
}

func (r *jsonReader) errorOf(side Side) error {
	before := bytes.TrimPrefix(r.src[:r.failedAt], []byte(bom))
	lineStart := bytes.LastIndexByte(before, '\n') + 1
	return &SyntaxError{
		Side:   side,
		Line:   bytes.Count(before, []byte(lf)) + 1,
		Column: utf8.RuneCount(before[lineStart:]) + 1,
		Reason: r.failed,
	}
}
