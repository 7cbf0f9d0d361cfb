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

// findRoot looks for the root of the work tree around dir, which may be absent:
// the folder with .git. The prefix is the path from there to dir, with slashes.
// The error is fs.ErrNotExist where there is none.
func findRoot(dir string) (root, prefix string, err error) {
	if dir, err = filepath.Abs(dir); err != nil {
		return "", "", err
	}
	for root = dir; ; root = filepath.Dir(root) {
		_, err := os.Lstat(filepath.Join(root, ".git"))
		switch {
		case errors.Is(err, fs.ErrNotExist) && root != filepath.Dir(root):
			continue
		case err != nil:
			return "", "", err
		}
		prefix, err = filepath.Rel(root, dir)
		return root, filepath.ToSlash(prefix), err
	}
}

// findWorkTree looks for the work tree around a folder. It is not ok if there
// is none.
func findWorkTree(dir string) (w workTree, ok bool, err error) {
	root, prefix, err := findRoot(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return w, false, nil
	case err != nil:
		return w, false, err
	}
	at := filepath.Join(root, ".git")
	info, err := os.Lstat(at)
	if err != nil {
		return w, false, err
	}
	if !info.IsDir() {
		if at, err = readPointer(at, "gitdir: "); err != nil {
			return w, false, err
		}
	}
	w = workTree{gitDir: at, common: at, prefix: prefix}
	if common, pointerErr := readPointer(filepath.Join(at, "commondir"), ""); pointerErr == nil {
		w.common = common
	}
	return w, true, nil
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
