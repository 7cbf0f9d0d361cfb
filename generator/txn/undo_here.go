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
	undone := map[string]string{} // fingerprints of the paths that those in the list bring back
	for i := 0; i < len(left); {
		u, err := readUndoable(d, left[i])
		if err != nil {
			return nil, err
		}
		here, err := u.isHereAfter(undone)
		if err != nil {
			return nil, err
		}
		if !here {
			i++
			continue
		}
		for _, name := range u.Paths {
			undone[name] = u.first(name)
		}
		list = append(list, u)
		left, i = slices.Delete(left, i, i+1), 0
	}
	return list, nil
}

// isHere reports whether the transaction's outcome is what is here, as the
// record shows it: other branches have another one.
func (u *Undoable) isHere() (bool, error) { return u.isHereAfter(nil) }

// isHereAfter is isHere after other transactions were undone, which brings back
// files with these fingerprints.
func (u *Undoable) isHereAfter(undone map[string]string) (bool, error) {
	left := u.journal.Record
	if u.journal.Schema == firstSchema {
		if u.steps[recordFile] == nil {
			return true, nil // it did not note the record, and did not change it either
		}
		left = u.left(recordFile)
	}
	if was, ok := undone[recordFile]; ok {
		return was == left, nil
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
