package generator

import "errors"

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
}

// Tree is the files of a project, sorted by path.
type Tree []File

// Find returns the file at a path.
func (t Tree) Find(path string) (File, bool) { return File{}, false }

// Digest is the hex SHA-256 over paths, modes and contents.
func (t Tree) Digest() string { return "" }

// ReadTree reads those of the paths that exist under dir.
func ReadTree(dir string, paths []string) (Tree, error) { return nil, errors.ErrUnsupported }
