package files

import (
	"fmt"
	"strings"

	"mlvb/generator/paths"
	"mlvb/generator/txn"
)

// The limits of a project. They are far above what mini-programs have, and keep
// a hostile template or record from taking all memory.
const (
	MaxFiles = 100_000   // files
	MaxFile  = 16 << 20  // bytes of one file
	MaxTree  = 256 << 20 // bytes of all files
)

// CheckPath refuses a path that a template may not make a file at.
func CheckPath(name string) error {
	if err := paths.Check(name); err != nil {
		return err
	}
	for part := range strings.SplitSeq(name, "/") {
		if paths.IsDotDir(part, txn.Dir) {
			return fmt.Errorf("path %q: %q belongs to mlvb", name, part)
		}
	}
	return nil
}

// CheckSize refuses a tree that is larger than MaxTree.
func (t Tree) CheckSize() error {
	total := 0
	for _, f := range t {
		if total += len(f.Content); total > MaxTree {
			return fmt.Errorf("the project would be larger than %d MiB", MaxTree>>20)
		}
	}
	return nil
}
