package files

import (
	"bytes"

	"mlvb/generator/merge"
)

// Same reports whether two files have the same contents: text whatever the line
// endings, JSON by value. Modes are not compared: not every system has them.
func (f *File) Same(other *File) bool {
	switch {
	case bytes.Equal(f.Content, other.Content):
		return true
	case f.IsBinary() || other.IsBinary():
		return false
	case merge.EqualText(f.Content, other.Content):
		return true
	}
	return (f.Merge == MergeJSON || other.Merge == MergeJSON) && merge.EqualJSON(f.Content, other.Content)
}

// IsBinary reports whether a file is merged as a whole, not by its lines.
func (f *File) IsBinary() bool { return f.Merge == MergeBinary || merge.IsBinary(f.Content) }

// SameBytes reports whether two files have the same contents to the byte.
func SameBytes(a, b *File) bool { return bytes.Equal(a.Content, b.Content) }
