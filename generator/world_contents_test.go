package generator

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"mlvb/generator/project"
	"mlvb/generator/txn"
)

// contents is all that lies in a folder, by path: of a file whether it can be
// executed, and its bytes; of a link where it leads; an empty folder has a slash
// at the end of its path. Git's own is not in it.
type contents map[string]string

func (w *world) read() contents {
	w.t.Helper()
	return w.readFolder(w.dir)
}

func (w *world) readFolder(dir string) contents {
	w.t.Helper()
	c := contents{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || name == dir {
			return err
		}
		if d.IsDir() && d.Name() == ".git" {
			return fs.SkipDir
		}
		relative, err := filepath.Rel(dir, name)
		if err != nil {
			return err
		}
		at := filepath.ToSlash(relative)
		switch {
		case d.IsDir():
			c[at+"/"] = ""
		case d.Type()&fs.ModeSymlink != 0:
			c[at], err = os.Readlink(name)
			c[at] = "l " + c[at]
		default:
			c[at], err = readWithMode(name, d)
		}
		delete(c, filepath.ToSlash(filepath.Dir(relative))+"/")
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		w.fatalf("%v", err)
	}
	return c
}

func readWithMode(name string, d fs.DirEntry) (string, error) {
	info, err := d.Info()
	if err != nil {
		return "", err
	}
	data, err := os.ReadFile(name)
	if info.Mode()&0o100 != 0 {
		return "x " + string(data), err
	}
	return "- " + string(data), err
}

func (c contents) paths() []string { return slices.Sorted(maps.Keys(c)) }

// file is the text of a file, and "" where there is none.
func (c contents) file(name string) string {
	if c[name] == "" {
		return ""
	}
	return c[name][2:]
}

// only returns the part whose paths fulfil a condition.
func (c contents) only(holds func(name string) bool) contents {
	c = maps.Clone(c)
	maps.DeleteFunc(c, func(name, _ string) bool { return !holds(name) })
	return c
}

func isUndoData(name string) bool { return strings.HasPrefix(name, txn.UndoDir) }
func isAside(name string) bool    { return strings.HasPrefix(name, txn.AsideDir) }
func isWork(name string) bool     { return strings.HasPrefix(name, txn.Work) }

// isProjects is true for what a project is made of: not for what mlvb keeps for
// its own purposes, nor for what it put aside.
func isProjects(name string) bool {
	return !isUndoData(name) && !isAside(name) && !isWork(name) && !isBeside(name)
}

// isUsers is true for what a user looks at.
func isUsers(name string) bool {
	return isAside(name) || !strings.HasPrefix(name, project.Dir+"/") && !isBeside(name)
}

// isBeside is true for what a run on several devices stages beside its target.
func isBeside(name string) bool { return strings.HasPrefix(path.Base(name), ".mlvb-") }

// differences are the paths at which two folders differ.
func (c contents) differences(other contents) []string {
	all := maps.Clone(c)
	maps.Copy(all, other)
	maps.DeleteFunc(all, func(name, _ string) bool {
		a, had := c[name]
		b, has := other[name]
		return a == b && had == has
	})
	return all.paths()
}

var tokens = regexp.MustCompile(`tok\d+z`)

// typed are the tokens in files, each with a path where it is.
func (c contents) typed() map[string]string {
	found := map[string]string{}
	for _, name := range c.paths() {
		for _, token := range tokens.FindAllString(c[name], -1) {
			found[token] = name
		}
	}
	return found
}

// missing are the tokens of one that the other lacks, with their paths.
func missing(from, in map[string]string) []string {
	var list []string
	for _, token := range slices.Sorted(maps.Keys(from)) {
		if in[token] == "" {
			list = append(list, token+" of "+from[token])
		}
	}
	return list
}
