package plan

import (
	"bytes"
	"fmt"

	"github.com/aymanbagabas/go-udiff"

	"mlvb/generator/files"
	"mlvb/generator/merge"
	"mlvb/generator/wechat"
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

// writtenLike is a JSON file in the form of another one, so that a diff of the
// two shows values only. Other files, and those that can't be read, stay.
func writtenLike(f, other *files.File) *files.File {
	if other == nil || f.Merge != files.MergeJSON {
		return f
	}
	content, ok := merge.JSONLike(f.Content, other.Content, wechat.MergeRules(f.Path))
	if !ok {
		return f
	}
	written := *f
	written.Content = content
	return &written
}

// DiffValues compares two files, JSON by value; nil is no file.
func DiffValues(before, after *files.File) FileDiff {
	if before == nil {
		return DiffFiles(before, after)
	}
	return DiffFiles(writtenLike(before, after), after)
}

// DiffFiles compares two files; nil is no file.
func DiffFiles(before, after *files.File) FileDiff {
	d := FileDiff{Action: ActionUpdate}
	oldName, newName := "/dev/null", "/dev/null"
	var oldText, newText []byte
	if before == nil {
		d.Action = ActionAdd
	} else {
		d.Path, oldName, oldText = before.Path, "a/"+before.Path, before.Content
		d.Binary = before.IsBinary()
	}
	if after == nil {
		d.Action = ActionRemove
	} else {
		d.Path, newName, newText = after.Path, "b/"+after.Path, after.Content
		d.Binary = d.Binary || after.IsBinary()
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
		return DiffFiles(s.Was, &s.File), true
	case s.Action == ActionRemove:
		return DiffFiles(s.Was, nil), true
	case s.beside != nil:
		return DiffFiles(s.besideWas, s.beside), true
	case s.missed != nil:
		d := DiffFiles(s.missed, s.NextBase)
		d.Missed = true
		return d, true
	}
	return FileDiff{}, false
}
