package files

import (
	"bytes"

	"mlvb/generator/merge"
)

// Same reports whether two files say the same: text whatever the line endings,
// JSON by value. Modes don't count: what is on disk has none on every system.
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

func (f *File) IsBinary() bool { return f.Merge == MergeBinary || merge.IsBinary(f.Content) }

func SameBytes(a, b *File) bool { return bytes.Equal(a.Content, b.Content) }
