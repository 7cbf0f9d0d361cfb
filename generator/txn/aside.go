package txn

import (
	"errors"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"mlvb/generator/filesystem"
)

// ignoreAll is a .gitignore that hides its folder from git, itself included.
const ignoreAll = "*\n"

// asideFolder is where files go that must not be lost and have no place: below
// [AsideDir], at the path that they had in the project.
//
// The folder hides itself from git by a .gitignore of its own. A rule in
// .mlvb/.gitignore would not do: projects have that file without it, users edit
// it, and it goes away with the branch while the secrets that were put aside
// stay. So that name is never given to a user's file, and a folder in which it
// says anything else is left alone: the next free name is taken instead.
type asideFolder struct {
	disk    filesystem.Disk
	root    string            // empty until it is known
	hidden  bool              // its .gitignore is there
	planned map[string]string // fingerprints of files that are to be put there, by path
}

// open chooses the folder.
func (a *asideFolder) open() error {
	if a.root != "" {
		return nil
	}
	if err := checkParents(a.disk, AsideDir); err != nil {
		return err
	}
	for n := 1; ; n++ {
		root := numbered(AsideDir, n)
		info, err := a.disk.Lstat(root)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			a.root = root
			return nil
		case err != nil:
			return filesystem.PathError("read", root, err)
		case !info.IsDir():
			continue
		}
		rule, err := look(a.disk, path.Join(root, ".gitignore"))
		if err != nil && !isObstacle(err) {
			return err
		}
		if err == nil && (rule.fingerprint == "" || string(rule.content) == ignoreAll) {
			a.root, a.hidden = root, rule.fingerprint != ""
			return nil
		}
	}
}

// place finds a name for a file, and tells whether that very file is there
// already. It takes another name wherever something is in the way.
func (a *asideFolder) place(name, fingerprint string) (to string, there bool, err error) {
	if err := a.open(); err != nil {
		return "", false, err
	}
	dir, base := a.root, path.Base(name)
	if parents := path.Dir(name); parents != "." {
		for part := range strings.SplitSeq(parents, "/") {
			if dir, err = a.placeFolder(path.Join(dir, part)); err != nil {
				return "", false, err
			}
		}
	}
	for n := 1; ; n++ {
		to = numbered(path.Join(dir, base), n)
		if strings.EqualFold(to, a.ignoreFile()) || a.plannedBelow(to) {
			continue
		}
		now, err := look(a.disk, to)
		if isObstacle(err) {
			continue
		}
		if err != nil {
			return "", false, err
		}
		if at := now.fingerprint + a.planned[to]; at == "" || at == fingerprint {
			return to, at != "", nil
		}
	}
}

// placeFolder finds a name for a folder that is a folder, or free.
func (a *asideFolder) placeFolder(dir string) (string, error) {
	for n := 1; ; n++ {
		to := numbered(dir, n)
		info, err := a.disk.Lstat(to)
		free := errors.Is(err, fs.ErrNotExist)
		if err != nil && !free {
			return "", filesystem.PathError("read", to, err)
		}
		if a.planned[to] == "" && (free || info.IsDir()) {
			return to, nil
		}
	}
}

func (a *asideFolder) plannedBelow(dir string) bool {
	for name := range a.planned {
		if strings.HasPrefix(name, dir+"/") {
			return true
		}
	}
	return false
}

func (a *asideFolder) plan(to, fingerprint string) {
	if a.planned == nil {
		a.planned = map[string]string{}
	}
	a.planned[to] = fingerprint
}

func (a *asideFolder) ignoreFile() string { return path.Join(a.root, ".gitignore") }

// make makes the folder that holds a file which is put aside. What hides it
// from git is there, whole, before anything else is.
func (a *asideFolder) make(to string) error {
	if _, err := makeParents(a.disk, a.root); err != nil {
		return err
	}
	if !a.hidden {
		const unfinished = Work + "/gitignore"
		if err := removeFile(a.disk, unfinished); err != nil {
			return err
		}
		if _, err := a.disk.WriteFile(unfinished, []byte(ignoreAll), 0o644, true); err != nil {
			return filesystem.PathError("write", unfinished, err)
		}
		if err := a.disk.RenameNew(unfinished, a.ignoreFile()); err != nil {
			return filesystem.PathError("write", a.ignoreFile(), err)
		}
		a.hidden = true
	}
	_, err := makeParents(a.disk, path.Dir(to))
	return err
}

// numbered is a name, or another one like it for numbers above 1.
func numbered(name string, n int) string {
	if n == 1 {
		return name
	}
	return name + "." + strconv.Itoa(n)
}
