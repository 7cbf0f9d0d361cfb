package generator

import (
	"errors"
	"path"
	"strings"

	"mlvb/generator/files"
	"mlvb/generator/merge"
)

// NotJSON is a file that ought to be JSON and is not.
type NotJSON struct {
	Path string `json:"path"`
	Line int    `json:"line"` // from 1, where it ceases to be
}

// notJSON finds the user's files that ought to be JSON, as the base has them, and
// are not. Comments are common in the configuration of TypeScript.
func notJSON(base files.Tree, ours files.Snapshot) []NotJSON {
	var list []NotJSON
	for _, f := range base {
		now := ours.File(f.Path)
		if f.Merge != files.MergeJSON || now == nil || strings.HasPrefix(path.Base(f.Path), "tsconfig") || files.SameBytes(now, &f) {
			continue
		}
		var fault *merge.SyntaxError
		if errors.As(merge.CheckJSON(now.Content), &fault) {
			list = append(list, NotJSON{f.Path, fault.Line})
		}
	}
	return list
}
