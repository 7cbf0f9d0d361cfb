// Package files has what the other packages pass to one another: the files of a
// project in memory ([Tree]), packed for the record, and as they were found on
// disk ([Snapshot]).
//
// It reads a disk but writes to none: that is for package txn.
package files

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// Merge is how update brings the template's and the user's changes of a file
// together.
type Merge string

// The ways to merge.
const (
	MergeText   Merge = "text"   // by lines
	MergeJSON   Merge = "json"   // by path
	MergeBinary Merge = "binary" // not at all: the changed side wins
	MergeSet    Merge = "set"    // lines of which each counts once, such as .gitignore
	MergeOnce   Merge = "once"   // written by new, never touched again
)

// File is a file of a project.
type File struct {
	Path       string `json:"path"` // relative to the project, with slashes
	Content    []byte `json:"-"`
	Executable bool   `json:"executable,omitempty"`
	Secret     bool   `json:"secret,omitempty"` // mode 0600, never in the record
	Merge      Merge  `json:"merge,omitempty"`

	Perm fs.FileMode `json:"-"` // permission bits of a file that was read from disk; 0 for others
}

// mode returns the file's permission bits, before the umask.
func (f File) mode() fs.FileMode {
	switch {
	case f.Perm != 0 && f.Executable:
		return f.Perm | f.Perm&0o444>>2
	case f.Perm != 0:
		return f.Perm &^ 0o111
	case f.Secret:
		return 0o600
	case f.Executable:
		return 0o755
	}
	return 0o644
}

// Tree is the files of a project, sorted by path.
type Tree []File

// Find returns the file at a path.
func (t Tree) Find(path string) (File, bool) {
	i, ok := t.Index(path)
	if !ok {
		return File{}, false
	}
	return t[i], true
}

// Index returns the number of the file at a path.
func (t Tree) Index(path string) (i int, ok bool) {
	return slices.BinarySearchFunc(t, path, func(f File, path string) int { return strings.Compare(f.Path, path) })
}

// Paths returns the paths of the files, in their order.
func (t Tree) Paths() []string {
	list := make([]string, len(t))
	for i, f := range t {
		list[i] = f.Path
	}
	return list
}

// Sort puts the files in the order of their paths.
func (t Tree) Sort() {
	slices.SortFunc(t, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
}

// WithoutSecrets returns the tree without its secret files.
func (t Tree) WithoutSecrets() Tree {
	return slices.DeleteFunc(slices.Clone(t), func(f File) bool { return f.Secret })
}

// Digest returns the hex SHA-256 over paths, modes and contents.
func (t Tree) Digest() string {
	d := NewHasher()
	for _, f := range t {
		d.Add(f.Path, f.Executable, f.Content)
	}
	return d.Hex()
}

// Hasher hashes files one after another. Each path and each content is preceded
// by its length, so that no two lists of files have the same input.
type Hasher struct {
	hash.Hash
	buf []byte
}

// NewHasher returns a Hasher that has seen no file yet.
func NewHasher() *Hasher { return &Hasher{Hash: sha256.New()} }

// Add hashes one more file.
func (d *Hasher) Add(path string, executable bool, content []byte) {
	d.buf = binary.AppendUvarint(d.buf[:0], uint64(len(path)))
	d.buf = append(d.buf, path...)
	if executable {
		d.buf = append(d.buf, 'x')
	} else {
		d.buf = append(d.buf, '-')
	}
	d.buf = binary.AppendUvarint(d.buf, uint64(len(content)))
	d.Write(d.buf)
	d.Write(content)
}

// Hex returns the SHA-256 of all files that were added, in hex.
func (d *Hasher) Hex() string { return hex.EncodeToString(d.Sum(nil)) }

// GuessMerge tells how a file merges when the manifest does not.
func GuessMerge(name string, content []byte) Merge {
	switch base := path.Base(name); {
	case base == ".gitignore" || base == ".gitattributes":
		return MergeSet
	case bytes.IndexByte(content, 0) >= 0:
		return MergeBinary
	case path.Ext(base) == ".json":
		return MergeJSON
	}
	return MergeText
}

// ByPath returns the files of a tree by path. They are those of the tree, no
// copies.
func ByPath(t Tree) map[string]*File {
	files := make(map[string]*File, len(t))
	for i := range t {
		files[t[i].Path] = &t[i]
	}
	return files
}

// FromMap is the tree of these files; nil is no file.
func FromMap(files map[string]*File) Tree {
	t := make(Tree, 0, len(files))
	for _, f := range files {
		if f != nil {
			t = append(t, *f)
		}
	}
	t.Sort()
	return t
}
