package git

import (
	"testing"
)

func FuzzIndex(f *testing.F) {
	x := indexFile{version: 2, entries: []indexEntry{newIndexEntry("a/b.js", 0, 0o100644, [20]byte{1})}}
	f.Add(x.format())
	f.Fuzz(func(t *testing.T, data []byte) {
		x, err := parseIndex(data)
		if err != nil {
			return
		}
		y, err := parseIndex(x.format())
		if err != nil || !x.same(y) {
			t.Errorf("an index does not come back: %v", err)
		}
	})
}
