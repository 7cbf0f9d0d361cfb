package txn

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"

	"mlvb/generator/paths"
)

// journalSchema is the one version of the journal's shape.
const journalSchema = 1

// journal tells how to undo a transaction. It lies on disk while its changes
// are being made.
type journal struct {
	Schema  int      `json:"schema"`
	Command string   `json:"command,omitempty"` // what can be undone later; empty for what can't
	Folders []string `json:"folders"`           // that the transaction makes, parents first
	Steps   []step   `json:"steps"`
}

// step is what happens to one path. "" as a fingerprint stands for
// no file. Where several transactions were joined, the steps of the later one
// come first: the numbers of their copies are those that they had.
type step struct {
	Path string `json:"path"`
	Was  string `json:"was,omitempty"`
	New  string `json:"new,omitempty"`
}

func (j *journal) madeFolder(dir string) bool { return slices.Contains(j.Folders, dir) }

// write puts the journal on disk, whole.
func (j *journal) write(d Disk, name string) error {
	j.Schema = journalSchema
	data, err := json.Marshal(j)
	if err != nil {
		return err
	}
	unfinished := name + ".tmp"
	if _, err := d.WriteFile(unfinished, data, 0o644, true); err != nil {
		return pathError("write", unfinished, err)
	}
	return d.Rename(unfinished, name)
}

// readJournal returns the journal that a killed run left. The error is
// fs.ErrNotExist when that run had changed nothing yet, or had finished.
func readJournal(d Disk, name string) (journal, error) {
	var j journal
	data, err := d.ReadFile(name)
	if err != nil {
		return j, err
	}
	if err := json.Unmarshal(data, &j); err != nil {
		return j, fmt.Errorf("read %s: %w", name, err)
	}
	if j.Schema != journalSchema {
		return j, fmt.Errorf("read %s: made by a newer mlvb", name)
	}
	for _, s := range j.Steps {
		if err := paths.Check(s.Path); err != nil { // a journal can come with a clone, and mean .git/hooks
			return j, fmt.Errorf("read %s: %w", name, err)
		}
	}
	for _, dir := range j.Folders {
		if err := paths.Check(dir); err != nil {
			return j, fmt.Errorf("read %s: %w", name, err)
		}
	}
	return j, nil
}

// recoverFolder undoes what a killed run left, if anything.
func recoverFolder(d Disk) (bool, error) {
	left, err := Interrupted(d)
	if err != nil {
		return false, err
	}
	if !left {
		return false, removeIfEmpty(d, Dir)
	}
	if _, err := d.Lstat(doneFile); err == nil {
		return false, keepWork(d)
	}
	j, err := readJournal(d, journalFile)
	if errors.Is(err, fs.ErrNotExist) {
		return true, clearWork(d)
	}
	if err != nil {
		return false, err
	}
	return true, rollBack(d, j)
}

// rollBack undoes the steps of a journal, the last first. It can be broken off
// and begun anew at any point. What somebody else changed since stays as it is.
func rollBack(d Disk, j journal) error {
	for i, s := range slices.Backward(j.Steps) {
		if err := undo(d, i, s); err != nil {
			return fmt.Errorf("undo the changes: %w", err)
		}
	}
	for _, dir := range slices.Backward(j.Folders) {
		if checkParents(d, dir) == nil {
			_ = d.Remove(dir) // unless somebody put something there
		}
	}
	if err := d.Remove(journalFile); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("undo the changes: %w", err)
	}
	return clearWork(d)
}

// undo takes one path back to what it was.
func undo(d Disk, i int, s step) error {
	now, err := look(d, s.Path)
	var link *LinkError
	var changed *ChangedError
	switch {
	case errors.As(err, &link), errors.As(err, &changed):
		return nil // somebody put a link or a folder there since
	case err != nil:
		return err
	case now.fingerprint == s.Was || now.fingerprint != s.New:
		return nil
	case s.Was == "":
		return d.Remove(s.Path)
	}
	if _, err := makeParents(d, path.Dir(s.Path)); err != nil {
		return err
	}
	return d.Rename(saved(i), s.Path)
}
