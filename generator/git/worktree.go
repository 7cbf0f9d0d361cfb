package git

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"mlvb/generator/paths"
)

// workTree is where a project lies in a git work tree.
type workTree struct {
	gitDir string // with the index
	common string // with the objects
	prefix string // the project's path from the root on, with slashes; "." is the root
}

// findWorkTree looks for the work tree around a folder. It is not ok if there
// is none.
func findWorkTree(dir string) (w workTree, ok bool, err error) {
	dir, err = filepath.Abs(dir)
	if err != nil {
		return w, false, err
	}
	for root := dir; ; root = filepath.Dir(root) {
		at := filepath.Join(root, ".git")
		info, err := os.Lstat(at)
		switch {
		case errors.Is(err, fs.ErrNotExist) && root != filepath.Dir(root):
			continue
		case errors.Is(err, fs.ErrNotExist):
			return w, false, nil
		case err != nil:
			return w, false, err
		case !info.IsDir():
			if at, err = readPointer(at, "gitdir: "); err != nil {
				return w, false, err
			}
		}
		prefix, err := filepath.Rel(root, dir)
		w = workTree{gitDir: at, common: at, prefix: filepath.ToSlash(prefix)}
		if common, pointerErr := readPointer(filepath.Join(at, "commondir"), ""); pointerErr == nil {
			w.common = common
		}
		return w, true, err
	}
}

// readPointer reads a file that names a folder, as linked work trees and
// submodules have them.
func readPointer(file, prefix string) (string, error) {
	data, err := readRegular(file)
	if err != nil {
		return "", err
	}
	to, ok := strings.CutPrefix(strings.TrimRight(string(data), "\r\n"), prefix)
	if !ok {
		return "", fmt.Errorf("read %s: it names no folder", file)
	}
	if !filepath.IsAbs(to) {
		to = filepath.Join(filepath.Dir(file), filepath.FromSlash(to))
	}
	return to, nil
}

func (w workTree) index() string              { return filepath.Join(w.gitDir, "index") }
func (w workTree) inIndex(name string) string { return path.Join(w.prefix, name) }

// inProject is the path within the project of one in the index.
func (w workTree) inProject(name string) (string, bool) { return paths.Below(w.prefix, name) }

// readRegular reads a file. It refuses what is none: a named pipe would keep it
// waiting.
func readRegular(name string) ([]byte, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("read %s: not a file", name)
	}
	return os.ReadFile(name)
}
