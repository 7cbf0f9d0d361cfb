package txn

import (
	"slices"

	"mlvb/generator/filesystem"
)

// afterUndo is a folder as it will be once some transactions are undone.
type afterUndo struct {
	disk   filesystem.Disk
	undone map[string]*Undoable // by path: the one that brings it back last
}

func (a afterUndo) look(name string) (fileState, error) {
	u := a.undone[name]
	if u == nil {
		return look(a.disk, name)
	}
	was, err := u.Was(name)
	if err != nil || was == nil {
		return fileState{}, err
	}
	return fileState{was.Content, was.Mode, fingerprintOf(was)}, nil
}

// UndoableHere lists what [Folder.Undo] takes back when it is called again and
// again, the first one first. It is empty where LastUndoable would say why.
func UndoableHere(d filesystem.Disk) ([]*Undoable, error) {
	left, err := levels(d)
	if err != nil {
		return nil, err
	}
	var list []*Undoable
	after := afterUndo{d, map[string]*Undoable{}}
	for i := 0; i < len(left); {
		u, err := readUndoable(d, left[i])
		if err != nil {
			return nil, err
		}
		u.look = after.look
		here, err := u.isHere()
		if err != nil {
			return nil, err
		}
		if !here {
			i++
			continue
		}
		for _, name := range u.Paths {
			after.undone[name] = u
		}
		list = append(list, u)
		left, i = slices.Delete(left, i, i+1), 0
	}
	return list, nil
}

// isHere reports whether the transaction's outcome is what is here, as the
// record shows it, and whether there is anything of it to take back: other
// branches have another record, and a checkout may bring all files back alone.
func (u *Undoable) isHere() (bool, error) {
	fits, err := u.fitsRecord()
	if err != nil || !fits {
		return false, err
	}
	before, err := u.isAsBefore()
	if err != nil || !before {
		return err == nil, err
	}
	changes, err := u.changes(true) // line endings, and what was written between
	return len(changes) > 0, err
}

// fitsRecord reports whether the record is the one that the transaction left.
func (u *Undoable) fitsRecord() (bool, error) {
	left := u.journal.Record
	if u.journal.Schema == firstSchema {
		if u.steps[recordFile] == nil {
			return true, nil // it did not note the record, and did not change it either
		}
		left = u.left(recordFile)
	}
	now, err := u.look(recordFile)
	if isObstacle(err) {
		return false, nil
	}
	return err == nil && now.matches(left), err
}

// isAsBefore reports whether every path is as it was before the transaction.
func (u *Undoable) isAsBefore() (bool, error) {
	for _, name := range u.Paths {
		now, err := u.look(name)
		if err != nil && !isObstacle(err) {
			return false, err
		}
		if err != nil || !now.matches(u.first(name)) {
			return false, nil
		}
	}
	return true, nil
}
