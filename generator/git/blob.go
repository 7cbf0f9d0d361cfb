package git

import (
	"bytes"
	"compress/zlib"
	"crypto/sha1"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
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

// writeBlob writes a loose object, unless it is there.
func (w workTree) writeBlob(content []byte) (objectID, error) {
	object := blobObject(content)
	hash := objectID(sha1.Sum(object))
	name := hex.EncodeToString(hash[:])
	dir := filepath.Join(w.common, "objects", name[:2])
	file := filepath.Join(dir, name[2:])
	if _, err := os.Lstat(file); err == nil {
		return hash, nil
	}
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	_, err := z.Write(object)
	if err = errors.Join(err, z.Close(), os.MkdirAll(dir, 0o755)); err != nil {
		return hash, err
	}
	part, err := os.CreateTemp(dir, "tmp_obj_")
	if err != nil {
		return hash, err
	}
	_, err = part.Write(b.Bytes())
	if err = errors.Join(err, part.Chmod(0o444), part.Close()); err == nil {
		err = os.Rename(part.Name(), file)
	}
	if err != nil {
		return hash, errors.Join(err, os.Remove(part.Name()))
	}
	return hash, nil
}
