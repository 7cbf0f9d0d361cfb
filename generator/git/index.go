package git

import (
	"bytes"
	"crypto/sha1"
	"encoding/binary"
	"errors"
	"slices"
	"strings"
)

// errForeignIndex says that git's index is in a form that is left alone: of
// version 4, split, sparse, or with other hashes than SHA-1.
var errForeignIndex = errors.New("git's index is in a form that mlvb does not write")

// Sizes in git's index (gitformat-index(5)).
const (
	indexHeader = 12
	indexFixed  = 62 // of an entry, before its name
	indexHash   = 40 // where its object's name is
	indexFlags  = 60 // where its flags are
)

// indexFile is git's index, its entries as they are written.
type indexFile struct {
	version uint32
	entries []indexEntry
}

type indexEntry struct {
	name  string
	stage int
	raw   []byte
}

// parseIndex reads an index. Its extensions are caches, which git makes anew;
// one that is more than that is refused.
func parseIndex(data []byte) (indexFile, error) {
	var x indexFile
	if len(data) < indexHeader+sha1.Size || string(data[:4]) != "DIRC" {
		return x, errForeignIndex
	}
	body := data[:len(data)-sha1.Size]
	if sum := sha1.Sum(body); !bytes.Equal(sum[:], data[len(body):]) {
		return x, errForeignIndex
	}
	x.version = binary.BigEndian.Uint32(body[4:])
	count := binary.BigEndian.Uint32(body[8:])
	if x.version != 2 && x.version != 3 {
		return x, errForeignIndex
	}
	rest := body[indexHeader:]
	for range count {
		e, after, err := parseIndexEntry(rest)
		if err != nil {
			return x, err
		}
		x.entries, rest = append(x.entries, e), after
	}
	for len(rest) >= 8 {
		size := int(binary.BigEndian.Uint32(rest[4:]))
		if rest[0] < 'A' || rest[0] > 'Z' || size > len(rest)-8 {
			return x, errForeignIndex
		}
		rest = rest[8+size:]
	}
	return x, nil
}

func parseIndexEntry(data []byte) (e indexEntry, rest []byte, err error) {
	if len(data) < indexFixed {
		return e, nil, errForeignIndex
	}
	flags := binary.BigEndian.Uint16(data[indexFlags:])
	from := indexFixed
	if flags&0x4000 != 0 {
		from += 2 // more flags
	}
	length := bytes.IndexByte(data[min(from, len(data)):], 0)
	if length < 0 {
		return e, nil, errForeignIndex
	}
	end := (from + length + 8) &^ 7 // at least one zero byte, up to a multiple of 8
	if end > len(data) {
		return e, nil, errForeignIndex
	}
	return indexEntry{string(data[from : from+length]), int(flags >> 12 & 3), data[:end]}, data[end:], nil
}

// newIndexEntry is an entry of a conflict.
func newIndexEntry(name string, stage int, mode uint32, hash objectID) indexEntry {
	raw := make([]byte, (indexFixed+len(name)+8)&^7)
	binary.BigEndian.PutUint32(raw[24:], mode)
	copy(raw[indexHash:], hash[:])
	binary.BigEndian.PutUint16(raw[indexFlags:], uint16(stage<<12|min(len(name), 0xfff)))
	copy(raw[indexFixed:], name)
	return indexEntry{name, stage, raw}
}

// find returns the entries of a path.
func (x indexFile) find(name string) []indexEntry {
	from, _ := slices.BinarySearchFunc(x.entries, name, func(e indexEntry, name string) int { return strings.Compare(e.name, name) })
	to := from
	for to < len(x.entries) && x.entries[to].name == name {
		to++
	}
	return x.entries[from:to]
}

// with is the index with other entries of a path.
func (x indexFile) with(name string, entries ...indexEntry) indexFile {
	kept := slices.DeleteFunc(slices.Clone(x.entries), func(e indexEntry) bool { return e.name == name })
	at, _ := slices.BinarySearchFunc(kept, name, func(e indexEntry, name string) int { return strings.Compare(e.name, name) })
	return indexFile{x.version, slices.Insert(kept, at, entries...)}
}

func (x indexFile) format() []byte {
	b := binary.BigEndian.AppendUint32([]byte("DIRC"), x.version)
	b = binary.BigEndian.AppendUint32(b, uint32(len(x.entries)))
	for _, e := range x.entries {
		b = append(b, e.raw...)
	}
	sum := sha1.Sum(b)
	return append(b, sum[:]...)
}

// same reports whether two indexes have the same entries.
func (x indexFile) same(y indexFile) bool { return sameEntries(x.entries, y.entries) }

func sameEntries(a, b []indexEntry) bool {
	return slices.EqualFunc(a, b, func(a, b indexEntry) bool { return bytes.Equal(a.raw, b.raw) })
}

// unmerged is the index of the files that have conflicts.
func (x indexFile) unmerged() indexFile {
	return indexFile{x.version, slices.DeleteFunc(slices.Clone(x.entries), func(e indexEntry) bool { return e.stage == 0 })}
}

// names are the paths in the index, each once.
func (x indexFile) names() []string {
	names := make([]string, len(x.entries))
	for i, e := range x.entries {
		names[i] = e.name
	}
	return slices.Compact(names)
}
