package generator

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/go-git/go-billy/v5/osfs"
	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/cache"
	"github.com/go-git/go-git/v5/storage/filesystem"

	"mlvb/generator/txn"
)

// savedIndex is git's index as it was before conflicts were shown in it.
const savedIndex = txn.UndoDir + "/index"

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
	data, err := os.ReadFile(file)
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

// writeIndex replaces the index the way git does: under its lock.
func (w workTree) writeIndex(data []byte) (err error) {
	lock := w.index() + ".lock"
	f, err := os.OpenFile(lock, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s is there: another git is at work", lock)
	}
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(lock, w.index())
	}
	if err != nil {
		return errors.Join(err, os.Remove(lock))
	}
	return nil
}

// showConflicts writes the conflicts of a plan into git's index, so that
// editors show them. Files that git does not know are left out.
func (u *updating) showConflicts() error {
	w, ok, err := findWorkTree(u.Dir)
	if err != nil || !ok || len(u.result.Conflicts) == 0 {
		return err
	}
	data, err := os.ReadFile(w.index())
	if errors.Is(err, fs.ErrNotExist) {
		return nil // nothing is in git yet
	}
	if err != nil {
		return err
	}
	before, err := parseIndex(data)
	if err != nil {
		return err
	}
	objects := filesystem.NewStorage(osfs.New(w.common), cache.NewObjectLRUDefault())
	after := before
	for _, s := range u.result.Plan {
		if after, err = s.showConflict(w, after, objects); err != nil {
			return err
		}
	}
	if after.same(before) {
		return nil
	}
	if _, err := u.disk.WriteFile(savedIndex, data, 0o600, true); err != nil {
		return err
	}
	return w.writeIndex(after.format())
}

func (s Step) showConflict(w workTree, x gitIndex, objects *filesystem.Storage) (gitIndex, error) {
	name := w.inIndex(s.Path)
	known := len(x.find(name)) > 0 || s.From != "" && len(x.find(w.inIndex(s.From))) > 0
	if s.Conflict == nil || s.Conflict.Kind == ConflictInWay || !known {
		return x, nil
	}
	var entries []indexEntry
	for i, f := range []*File{s.base, s.Was, s.Conflict.theirs} {
		if f == nil {
			continue
		}
		hash, err := writeBlob(objects, f.Content)
		if err != nil {
			return x, err
		}
		entries = append(entries, newIndexEntry(name, i+1, uint32(gitMode(*f)), hash))
	}
	return x.with(name, entries...), nil
}

func writeBlob(objects *filesystem.Storage, content []byte) (plumbing.Hash, error) {
	o := objects.NewEncodedObject()
	o.SetType(plumbing.BlobObject)
	w, err := o.Writer()
	if err != nil {
		return plumbing.ZeroHash, err
	}
	_, err = io.Copy(w, bytes.NewReader(content))
	if err := errors.Join(err, w.Close()); err != nil {
		return plumbing.ZeroHash, err
	}
	return objects.SetEncodedObject(o)
}

// hideConflicts puts the entries back that showConflicts replaced. What became
// of them since, an `add` by the user, stays.
func hideConflicts(dir string, saved []byte) error {
	w, ok, err := findWorkTree(dir)
	if err != nil || !ok {
		return err
	}
	data, err := os.ReadFile(w.index())
	if err != nil {
		return err
	}
	now, err := parseIndex(data)
	if err != nil {
		return err
	}
	before, err := parseIndex(saved)
	if err != nil {
		return err
	}
	after := now
	for _, e := range now.entries {
		if was := before.find(e.name); e.stage != 0 && (len(was) == 0 || was[0].stage == 0) {
			after = after.with(e.name, was...)
		}
	}
	if after.same(before) {
		return w.writeIndex(saved)
	}
	return w.writeIndex(after.format())
}
