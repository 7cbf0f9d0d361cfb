package generator

import (
	"bytes"
	"mlvb/generator/merge"
)

// same reports whether two files say the same: text whatever the line endings,
// JSON by value. Modes don't count: what is on disk has none on every system.
func (f *File) same(other *File) bool {
	switch {
	case bytes.Equal(f.Content, other.Content):
		return true
	case f.isBinary() || other.isBinary():
		return false
	case merge.EqualText(f.Content, other.Content):
		return true
	}
	return (f.Merge == MergeJSON || other.Merge == MergeJSON) && merge.EqualJSON(f.Content, other.Content)
}

func (f *File) isBinary() bool { return f.Merge == MergeBinary || merge.IsBinary(f.Content) }

func bytesEqual(a, b *File) bool { return bytes.Equal(a.Content, b.Content) }
