package files

import (
	"fmt"
	"strings"

	"mlvb/generator/paths"
	"mlvb/generator/txn"
)

// MaxFiles bounds how many files a project can have.
const MaxFiles = 100_000

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

// MaxFile is the size of the largest file of a project, in bytes.
const MaxFile = 16 << 20

// MaxTree is the size of the largest project, in bytes.
const MaxTree = 256 << 20

func (t Tree) CheckSize() error {
	total := 0
	for _, f := range t {
		if total += len(f.Content); total > MaxTree {
			return fmt.Errorf("the project would be larger than %d MiB", MaxTree>>20)
		}
	}
	return nil
}
