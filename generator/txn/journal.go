package txn

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"mlvb/generator/filesystem"
	"mlvb/generator/paths"
)

// The versions of the journal's shape. Transactions of the first one replaced
// files by a rename, and had nothing but the copies for undo to go back to.
const (
	firstSchema   = 1
	journalSchema = 2
)

// journal tells how to take a transaction back. It is on disk while its changes
// are being made.
type journal struct {
	Schema   int          `json:"schema"`
	Command  string       `json:"command,omitempty"`  // what can be undone later; empty for what can't
	Record   string       `json:"record,omitempty"`   // fingerprint of the record after the transaction; not in the first schema
	Replaces string       `json:"replaces,omitempty"` // folder of undo data that goes as soon as this is done
	Token    string       `json:"token,omitempty"`    // in the names of the files beside their targets
	Folders  []string     `json:"folders"`            // that the transaction makes, parents first
	Emptied  []folderMode `json:"emptied,omitempty"`  // folders that go if they are empty in the end, parents first
	Steps    []step       `json:"steps"`
}

// folderMode is a folder, and its permission bits.
type folderMode struct {
	Path string      `json:"path"`
	Mode fs.FileMode `json:"mode"`
}

// step is what happens to one path. "" as a fingerprint stands for no file.
// Where several transactions were joined, the steps of the later one come
// first, and the numbers of the copies count on.
type step struct {
	Path   string `json:"path"`
	Was    string `json:"was,omitempty"`
	New    string `json:"new,omitempty"`
	Beside bool   `json:"beside,omitempty"` // staged beside its path: .mlvb is on another device
}

// staged is where the new file of a step waits. After an exchange, it is the
// file that was replaced which is there.
func (j *journal) staged(i int) string {
	if j.Steps[i].Beside {
		return j.beside(i, "new")
	}
	return stagedInWork(i)
}

func stagedInWork(i int) string { return path.Join(stagedDir, strconv.Itoa(i)) }

// replaced is where a step puts the file that it replaces or removes, where
// that was no exchange.
func (j *journal) replaced(i int) string {
	if j.Steps[i].Beside {
		return j.beside(i, "replaced")
	}
	return path.Join(replacedDir, strconv.Itoa(i))
}

// withdrawn is where roll-back puts the new file of a step.
func (j *journal) withdrawn(i int) string {
	if j.Steps[i].Beside {
		return j.beside(i, "withdrawn")
	}
	return path.Join(withdrawnDir, strconv.Itoa(i))
}

// beside names a file of a step in the folder of its path. The token keeps
// such names apart from all others.
func (j *journal) beside(i int, what string) string {
	return path.Join(path.Dir(j.Steps[i].Path), fmt.Sprintf(".mlvb-%s-%d-%s", j.Token, i, what))
}

// saved is where the copy for undo is of what a step replaces.
func saved(i int) string { return path.Join(savedDir, strconv.Itoa(i)) }

// undoable reports whether the transaction is one that [LastUndoable]
// may find: copies of what it replaces are kept, and the journal with them.
func (j *journal) undoable() bool { return j.Command != "" }

// write puts the journal on disk, whole, in place of the one that is there.
func (j *journal) write(d filesystem.Disk, name string) error {
	j.Schema = journalSchema
	data, err := json.Marshal(j)
	if err != nil {
		return err
	}
	unfinished := name + ".tmp"
	if err := removeFile(d, unfinished); err != nil {
		return err
	}
	if _, err := d.WriteFile(unfinished, data, 0o644, true); err != nil {
		return filesystem.PathError("write", unfinished, err)
	}
	if err := d.Rename(unfinished, name); err != nil {
		return filesystem.PathError("write", name, err)
	}
	return nil
}

// readJournal reads a journal. The error is fs.ErrNotExist when there is none.
func readJournal(d filesystem.Disk, name string) (journal, error) {
	var j journal
	data, err := d.ReadFile(name)
	if err != nil {
		return j, filesystem.PathError("read", name, err)
	}
	if err := json.Unmarshal(data, &j); err != nil {
		return j, filesystem.PathError("read", name, err)
	}
	if j.Schema != firstSchema && j.Schema != journalSchema {
		return j, fmt.Errorf("read %s: made by a newer mlvb", name)
	}
	if err := j.check(); err != nil {
		return j, fmt.Errorf("read %s: %w", name, err)
	}
	return j, nil
}

// check refuses paths that no transaction has: a journal can come with a clone,
// and mean .git/hooks.
func (j *journal) check() error {
	if strings.Trim(j.Token, tokenLetters) != "" {
		return fmt.Errorf("%q is no token", j.Token)
	}
	if _, ok := levelNumber(j.Replaces); j.Replaces != "" && !ok {
		return fmt.Errorf("%q is no folder of undo data", j.Replaces)
	}
	names := slices.Clone(j.Folders)
	for _, f := range j.Emptied {
		names = append(names, f.Path)
	}
	for _, s := range j.Steps {
		names = append(names, s.Path)
	}
	for _, name := range names {
		if err := paths.Check(name); err != nil {
			return err
		}
	}
	return nil
}
