package build

import (
	"unicode/utf8"

	"github.com/evanw/esbuild/pkg/api"
)

// fromEsbuild makes a failure of what esbuild says of a file, in its words.
func fromEsbuild(file string, message api.Message) Failure {
	f := failure(file, message.Text)
	if at := message.Location; at != nil {
		before := at.LineText[:min(max(at.Column, 0), len(at.LineText))]
		f.Line, f.Column = at.Line, utf8.RuneCountInString(before)+1
	}
	return f
}
