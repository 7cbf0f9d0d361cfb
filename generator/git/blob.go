package git

import (
	"crypto/sha1"
	"fmt"
)

// Differs reports whether git's index has another version of a file, a path
// within dir, than the content given, nil for a file that is not there. It is
// false where git does not know the file, or its index can't be read.
func Differs(dir, name string, content []byte) bool {
	w, ok, err := findWorkTree(dir)
	if err != nil || !ok {
		return false
	}
	_, x, err := w.readIndex()
	if err != nil {
		return false
	}
	found := x.find(w.inIndex(name))
	return len(found) == 1 && found[0].stage == 0 && (content == nil || found[0].hash() != blobHash(content))
}

func blobHash(content []byte) objectID { return sha1.Sum(blobObject(content)) }

// blobObject is what git keeps of a file.
func blobObject(content []byte) []byte {
	return append(fmt.Appendf(nil, "blob %d\x00", len(content)), content...)
}

func (e indexEntry) hash() objectID {
	var h objectID
	copy(h[:], e.raw[indexHash:])
	return h
}
