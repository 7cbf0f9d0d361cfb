package txn

import (
	"slices"

	"mlvb/generator/filesystem"
)

// UndoableHere lists what [Folder.Undo] takes back when it is called again and
// again, the first one first. It is empty where LastUndoable would say why.
func UndoableHere(d filesystem.Disk) ([]*Undoable, error) {
	left, err := levels(d)
	if err != nil {
		return nil, err
	}
	var list []*Undoable
	var record *fileState // that those in the list bring back; nil is the one that is there
	for i := 0; i < len(left); {
		u, err := readUndoable(d, left[i])
		if err != nil {
			return nil, err
		}
		here, err := u.isHereAfter(record)
		if err != nil {
			return nil, err
		}
		if !here {
			i++
			continue
		}
		if u.steps[recordFile] != nil {
			was, err := u.Was(recordFile)
			if err != nil {
				return nil, err
			}
			record = &fileState{}
			if was != nil {
				record = &fileState{was.Content, was.Mode, fingerprintOf(was)}
			}
		}
		list = append(list, u)
		left, i = slices.Delete(left, i, i+1), 0
	}
	return list, nil
}

// isHere reports whether the transaction's outcome is what is here, as the
// record shows it: other branches have another one.
func (u *Undoable) isHere() (bool, error) { return u.isHereAfter(nil) }

// isHereAfter is isHere after other transactions were undone, which brings this
// record back; nil is the one that is there.
func (u *Undoable) isHereAfter(record *fileState) (bool, error) {
	left := u.journal.Record
	if u.journal.Schema == firstSchema {
		if u.steps[recordFile] == nil {
			return true, nil // it did not note the record, and did not change it either
		}
		left = u.left(recordFile)
	}
	if record != nil {
		return record.matches(left), nil
	}
	now, err := look(u.disk, recordFile)
	if isObstacle(err) {
		return false, nil
	}
	return err == nil && now.matches(left), err
}

// isAsBefore reports whether every path is as it was before the transaction.
func (u *Undoable) isAsBefore() (bool, error) {
	for _, name := range u.Paths {
		now, err := look(u.disk, name)
		if err != nil && !isObstacle(err) {
			return false, err
		}
		if err != nil || !now.matches(u.first(name)) {
			return false, nil
		}
	}
	return true, nil
}
