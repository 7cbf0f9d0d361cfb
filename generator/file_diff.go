package generator

import (
	"bytes"
	"fmt"

	"github.com/aymanbagabas/go-udiff"

	"mlvb/generator/merge"
)

// FileDiff is how two versions of a file differ.
type FileDiff struct {
	Path   string `json:"path"`
	From   string `json:"from,omitempty"` // the old path, where it moved
	Action Action `json:"action"`         // add, update, remove
	Binary bool   `json:"binary,omitempty"`
	Missed bool   `json:"missed,omitempty"` // the template changed a file that the user removed: nothing is written
	Text   string `json:"text"`             // unified diff with its header; where Binary, the line that git has for it
}

// like is a JSON file as another one is written, so that the diff has nothing
// but values; other files, and those that can't be read, are as they are.
func (f *File) like(other *File) *File {
	if other == nil || f.Merge != MergeJSON {
		return f
	}
	content, ok := merge.JSONLike(f.Content, other.Content, jsonRules(f.Path))
	if !ok {
		return f
	}
	written := *f
	written.Content = content
	return &written
}

// newFileDiff compares two files; nil is none.
func newFileDiff(before, after *File) FileDiff {
	d := FileDiff{Action: ActionUpdate}
	oldName, newName := "/dev/null", "/dev/null"
	var oldText, newText []byte
	if before == nil {
		d.Action = ActionAdd
	} else {
		d.Path, oldName, oldText = before.Path, "a/"+before.Path, before.Content
		d.Binary = before.isBinary()
	}
	if after == nil {
		d.Action = ActionRemove
	} else {
		d.Path, newName, newText = after.Path, "b/"+after.Path, after.Content
		d.Binary = d.Binary || after.isBinary()
	}
	if before != nil && after != nil && before.Path != after.Path {
		d.From = before.Path
	}
	if d.Binary {
		d.Text = fmt.Sprintf("Binary files %s and %s differ\n", oldName, newName)
		return d
	}
	if bytes.Contains(newText, []byte("\r\n")) && !bytes.Contains(oldText, []byte("\r\n")) {
		oldText = bytes.ReplaceAll(oldText, []byte("\n"), []byte("\r\n"))
	}
	d.Text = udiff.Unified(oldName, newName, string(oldText), string(newText))
	return d
}

// Diff returns what the step does to the file on disk, or what the template did
// to one that stays away; it is not ok if that is nothing.
func (s Step) Diff() (FileDiff, bool) {
	switch {
	case s.Writes():
		return newFileDiff(s.Was, &s.File), true
	case s.Action == ActionRemove:
		return newFileDiff(s.Was, nil), true
	case s.beside != nil:
		return newFileDiff(s.besideWas, s.beside), true
	case s.missed != nil:
		d := newFileDiff(s.missed, s.base)
		d.Missed = true
		return d, true
	}
	return FileDiff{}, false
}
