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
// files on the way to them, and by those of the work tree around dir. What can't
// be read ignores nothing.
func Ignored(dir string) func(name string) bool {
	above, prefix := ignoringAbove(dir)
	known := map[string]*Ignore{}
	return func(name string) bool {
		folder := path.Dir(name)
		ignore := known[folder]
		if ignore == nil {
			list := slices.Clone(above)
			for at := folder; ; at = path.Dir(at) {
				if text, ok := readIgnore(filepath.Join(dir, filepath.FromSlash(at))); ok {
					list = append(list, files.File{Path: path.Join(prefix, at, ".gitignore"), Content: text})
				}
				if at == "." {
					break
				}
			}
			list.Sort()
			ignore = ParseIgnore(list)
			known[folder] = ignore
		}
		return ignore.Ignores(path.Join(prefix, name))
	}
}

// ignoringAbove are the .gitignore files in the folders around dir, up to that of
// the work tree, and the path from there to dir.
func ignoringAbove(dir string) (list files.Tree, prefix string) {
	at, err := filepath.Abs(dir)
	if err != nil {
		return nil, ""
	}
	top := at
	for {
		if _, err := os.Lstat(filepath.Join(top, ".git")); err == nil {
			break
		}
		parent := filepath.Dir(top)
		if parent == top {
			return nil, ""
		}
		top = parent
	}
	below, err := filepath.Rel(top, at)
	if err != nil || below == "." {
		return nil, ""
	}
	prefix = filepath.ToSlash(below)
	for folder := path.Dir(prefix); ; folder = path.Dir(folder) {
		if text, ok := readIgnore(filepath.Join(top, filepath.FromSlash(folder))); ok {
			list = append(list, files.File{Path: path.Join(folder, ".gitignore"), Content: text})
		}
		if folder == "." {
			return list, prefix
		}
	}
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
