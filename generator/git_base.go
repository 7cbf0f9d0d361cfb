package generator

import (
	"crypto/sha1"
	"errors"
	"fmt"
	"io/fs"
)

// BaseInGit reports whether git's index has another .mlvb/base.tar.gz than the
// project in dir has on disk, so that `git checkout -- .mlvb` brings one back.
// An index that can't be read has none.
func BaseInGit(dir string) bool {
	w, ok, err := findWorkTree(dir)
	if err != nil || !ok {
		return false
	}
	_, x, err := w.readIndex()
	if err != nil {
		return false
	}
	here, err := readRecordFile(dir, baseFile, maxArchive)
	absent := errors.Is(err, fs.ErrNotExist)
	found := x.find(w.inIndex(baseFile))
	return len(found) == 1 && found[0].stage == 0 && (absent || err == nil && found[0].hash() != blobHash(here))
}

func blobHash(content []byte) gitHash { return sha1.Sum(blobObject(content)) }

// blobObject is what git keeps of a file.
func blobObject(content []byte) []byte {
	return append(fmt.Appendf(nil, "blob %d\x00", len(content)), content...)
}

func (e indexEntry) hash() gitHash {
	var h gitHash
	copy(h[:], e.raw[indexHash:])
	return h
}
