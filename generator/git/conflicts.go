package git

import (
	"fmt"
	"slices"
	"strings"

	"mlvb/generator/files"
)

// Conflict is the versions of a file that somebody has to bring together;
// nil is no file.
type Conflict struct {
	Path, From         string // From is the old path, where the file moved
	Base, Ours, Theirs *files.File
	Shown              *files.File // what an earlier run showed as Theirs, and nobody settled yet
}

// Shown is git's index before and after conflicts were shown in it.
type Shown struct{ Before, After []byte }

// UnmergedError tells of files in which git itself has conflicts: those are left
// as they are.
type UnmergedError struct{ Paths []string }

// Error names the files.
func (e *UnmergedError) Error() string {
	return fmt.Sprintf("git has conflicts of its own in %s: they stay as they are", strings.Join(e.Paths, ", "))
}

// ShowConflicts writes conflicts into the index of the work tree that dir lies
// in, so that editors show them. Files that git does not know are left out.
// Before anything changes, save is given what [HideConflicts] needs.
//
// The error is an [*UnmergedError] where all is shown but what git has conflicts
// in already.
func ShowConflicts(dir string, conflicts []Conflict, save func(Shown) error) error {
	w, ok, err := findWorkTree(dir)
	if err != nil || !ok || len(conflicts) == 0 {
		return err
	}
	var unmerged UnmergedError
	err = w.updateIndex(func(data []byte, before indexFile) ([]byte, error) {
		after := before
		for _, c := range conflicts {
			if before.hasOwnConflict(w.inIndex(c.Path), c.Shown) {
				unmerged.Paths = append(unmerged.Paths, c.Path)
				continue
			}
			if after, err = w.showConflict(after, c); err != nil {
				return nil, err
			}
		}
		if after.same(before) {
			return nil, nil
		}
		shown := Shown{Before: data, After: after.format()}
		return shown.After, save(shown)
	})
	if err == nil && len(unmerged.Paths) > 0 {
		err = &unmerged
	}
	return err
}

// hasOwnConflict reports whether a file has entries of a conflict that are not
// those that an earlier run of mlvb wrote.
func (x indexFile) hasOwnConflict(name string, shown *files.File) bool {
	return slices.ContainsFunc(x.find(name), func(e indexEntry) bool {
		const theirs = 3
		return e.stage != 0 && shown == nil || e.stage == theirs && e.hash() != blobHash(shown.Content)
	})
}

func (w workTree) showConflict(x indexFile, c Conflict) (indexFile, error) {
	name := w.inIndex(c.Path)
	known := len(x.find(name)) > 0 || c.From != "" && len(x.find(w.inIndex(c.From))) > 0
	if !known {
		return x, nil
	}
	var entries []indexEntry
	for i, f := range []*files.File{c.Base, c.Ours, c.Theirs} {
		if f == nil {
			continue
		}
		hash, err := w.writeBlob(f.Content)
		if err != nil {
			return x, err
		}
		entries = append(entries, newIndexEntry(name, i+1, uint32(modeOf(f)), hash))
	}
	return x.with(name, entries...), nil
}

// HideConflicts puts the entries back that [ShowConflicts] replaced. What became
// of them since, an `add` by the user, stays.
func HideConflicts(dir string, shown Shown) error {
	w, ok, err := findWorkTree(dir)
	if err != nil || !ok {
		return err
	}
	before, err := parseIndex(shown.Before)
	if err != nil {
		return err
	}
	var after indexFile
	if shown.After != nil {
		if after, err = parseIndex(shown.After); err != nil {
			return err
		}
	}
	return w.updateIndex(func(_ []byte, now indexFile) ([]byte, error) {
		restored := now
		if shown.After == nil { // mlvb before 1.2 did not keep it
			after = now.unmerged()
		}
		for _, name := range after.names() {
			was, ours := before.find(name), after.find(name)
			if !sameEntries(was, ours) && sameEntries(now.find(name), ours) {
				restored = restored.with(name, was...)
			}
		}
		switch {
		case restored.same(before):
			return shown.Before, nil // with the caches that are in it
		case restored.same(now):
			return nil, nil
		}
		return restored.format(), nil
	})
}
