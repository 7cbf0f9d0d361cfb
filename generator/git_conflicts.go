package generator

import (
	"bytes"
	"compress/zlib"
	"crypto/sha1"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"mlvb/generator/txn"
)

// savedIndex is git's index as it was before conflicts were shown in it, by the
// name under which the undo data has it.
const savedIndex = "index"

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

// readIndex reads the index, and returns its bytes too.
func (w workTree) readIndex() ([]byte, gitIndex, error) {
	data, err := os.ReadFile(w.index())
	if err != nil {
		return nil, gitIndex{}, err
	}
	x, err := parseIndex(data)
	return data, x, err
}

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
	if info, statErr := os.Stat(w.index()); statErr == nil {
		_ = f.Chmod(info.Mode().Perm()) // as far as the file system has modes
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
func (u *updating) showConflicts(folder *txn.Folder) error {
	w, ok, err := findWorkTree(u.Dir)
	if err != nil || !ok || len(u.result.Conflicts) == 0 {
		return err
	}
	data, before, err := w.readIndex()
	if errors.Is(err, fs.ErrNotExist) {
		return nil // nothing is in git yet
	}
	if err != nil {
		return err
	}
	after := before
	for _, s := range u.result.Plan {
		if after, err = s.showConflict(w, after); err != nil {
			return err
		}
	}
	if after.same(before) {
		return nil
	}
	if err := folder.Attach(savedIndex, data); err != nil {
		return err
	}
	return w.writeIndex(after.format())
}

func (s Step) showConflict(w workTree, x gitIndex) (gitIndex, error) {
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
		hash, err := w.writeBlob(f.Content)
		if err != nil {
			return x, err
		}
		mode := gitFile{writtenFile: writtenFile{File: *f}}.mode()
		entries = append(entries, newIndexEntry(name, i+1, uint32(mode), hash))
	}
	return x.with(name, entries...), nil
}

// writeBlob writes a loose object, unless it is there.
func (w workTree) writeBlob(content []byte) (gitHash, error) {
	object := blobObject(content)
	hash := gitHash(sha1.Sum(object))
	name := hex.EncodeToString(hash[:])
	dir := filepath.Join(w.common, "objects", name[:2])
	file := filepath.Join(dir, name[2:])
	if _, err := os.Lstat(file); err == nil {
		return hash, nil
	}
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	_, err := z.Write(object)
	if err = errors.Join(err, z.Close(), os.MkdirAll(dir, 0o755)); err != nil {
		return hash, err
	}
	part, err := os.CreateTemp(dir, "tmp_obj_")
	if err != nil {
		return hash, err
	}
	_, err = part.Write(b.Bytes())
	if err = errors.Join(err, part.Chmod(0o444), part.Close()); err == nil {
		err = os.Rename(part.Name(), file)
	}
	if err != nil {
		return hash, errors.Join(err, os.Remove(part.Name()))
	}
	return hash, nil
}

// hideConflicts puts the entries back that showConflicts replaced. What became
// of them since, an `add` by the user, stays.
func hideConflicts(dir string, saved []byte) error {
	w, ok, err := findWorkTree(dir)
	if err != nil || !ok {
		return err
	}
	_, now, err := w.readIndex()
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
