package generator

import (
	"fmt"
	"mlvb/generator/paths"
	"strings"
)

// maxFiles bounds how many files a project can have.
const maxFiles = 100_000

// checkPath refuses a path that a template may not make a file at.
func checkPath(name string) error {
	if err := paths.Check(name); err != nil {
		return err
	}
	for part := range strings.SplitSeq(name, "/") {
		if paths.IsDotDir(part, recordDir) {
			return fmt.Errorf("path %q: %q belongs to mlvb", name, part)
		}
	}
	return nil
}

// maxFile is the size of the largest file of a project, in bytes.
const maxFile = 16 << 20

// maxTree is the size of the largest project, in bytes.
const maxTree = 256 << 20

func (t Tree) checkSize() error {
	total := 0
	for _, f := range t {
		if total += len(f.Content); total > maxTree {
			return fmt.Errorf("the project would be larger than %d MiB", maxTree>>20)
		}
	}
	return nil
}
