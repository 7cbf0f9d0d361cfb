package git

import (
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"

	"mlvb/generator/files"
)

// maxIgnore bounds a .gitignore: nobody writes one of that size.
const maxIgnore = 1 << 20

// Ignored tells of the paths in dir whether git ignores them: by the .gitignore
// files on the way to them, from the work tree around dir on. What can't be read
// ignores nothing.
func Ignored(dir string) func(name string) bool {
	root, prefix, err := findRoot(dir)
	if err != nil {
		root, prefix = dir, "."
	}
	known := map[string]*Ignore{}
	return func(name string) bool {
		name = path.Join(prefix, name)
		folder := path.Dir(name)
		if known[folder] == nil {
			known[folder] = readIgnores(root, folder)
		}
		return known[folder].Ignores(name)
	}
}

// readIgnores reads the .gitignore files on the way from a root to a folder in it.
func readIgnores(root, folder string) *Ignore {
	var list files.Tree
	for at := folder; ; at = path.Dir(at) {
		if text, ok := readIgnore(filepath.Join(root, filepath.FromSlash(at))); ok {
			list = append(list, files.File{Path: path.Join(at, ".gitignore"), Content: text})
		}
		if at == "." {
			break
		}
	}
	slices.Reverse(list) // those of a folder come after those above it
	return ParseIgnore(list)
}

// readIgnore reads the .gitignore of a folder; a pipe of that name is none.
func readIgnore(folder string) ([]byte, bool) {
	name := filepath.Join(folder, ".gitignore")
	info, err := os.Lstat(name)
	if err != nil || !info.Mode().IsRegular() {
		return nil, false
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, false
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxIgnore))
	return text, err == nil
}
