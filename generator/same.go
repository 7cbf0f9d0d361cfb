package generator

import (
	"bytes"
	"encoding/json"
	"reflect"
)

// same reports whether two files say the same: text whatever the line endings,
// JSON by value. Modes don't count: what is on
// disk has none on every system.
func (f *File) same(other *File) bool {
	switch {
	case bytes.Equal(f.Content, other.Content):
		return true
	case f.isBinary() || other.isBinary():
		return false
	case bytes.Equal(foldLines(f.Content), foldLines(other.Content)):
		return true
	}
	return (f.Merge == MergeJSON || other.Merge == MergeJSON) && sameJSON(f.Content, other.Content)
}

func (f *File) isBinary() bool { return f.Merge == MergeBinary || bytes.IndexByte(f.Content, 0) >= 0 }

func foldLines(text []byte) []byte { return bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")) }

func sameJSON(a, b []byte) bool {
	x, errX := decodeJSON(a)
	y, errY := decodeJSON(b)
	return errX == nil && errY == nil && reflect.DeepEqual(x, y)
}

// decodeJSON keeps numbers as they are written.
func decodeJSON(data []byte) (any, error) {
	d := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff"))))
	d.UseNumber()
	var value any
	err := d.Decode(&value)
	return value, err
}
