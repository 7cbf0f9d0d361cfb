package plan

import (
	"mlvb/generator/files"
	"mlvb/generator/filesystem"
	"mlvb/generator/txn"
)

// Files are those that the plan writes.
func (p Plan) Files() files.Tree {
	var files files.Tree
	for _, s := range p {
		if s.Writes() {
			files = append(files, s.File)
		}
	}
	return files
}

// Changes are what the plan does to a folder.
func (p Plan) Changes() []txn.Change {
	var changes []txn.Change
	for _, s := range p {
		changes = append(changes, s.changes()...)
	}
	return changes
}

// Witnesses are the files that the plan leaves as they are for somebody to decide
// on. As part of the transaction they are kept: undo brings them back, whatever
// settled their conflicts.
func (p Plan) Witnesses() []txn.Change {
	var list []txn.Change
	for _, s := range p {
		if s.Conflict != nil && s.Conflict.Kind != ConflictInWay && !s.Writes() && s.Was != nil {
			list = append(list, txn.Change{Entry: filesystem.Entry{Path: s.Path}, Keep: true, Was: s.was()})
		}
	}
	return list
}

// changes are what one step does to a folder.
func (s Step) changes() []txn.Change {
	var list []txn.Change
	switch {
	case s.Writes() && s.From != "":
		list = append(list,
			txn.Change{Entry: s.File.Entry()},
			txn.Change{Entry: filesystem.Entry{Path: s.From}, Remove: true, Was: s.was()})
	case s.Writes():
		list = append(list, txn.Change{Entry: s.File.Entry(), Was: s.was()})
	case s.Action == ActionRemove:
		list = append(list, txn.Change{Entry: filesystem.Entry{Path: s.Path}, Remove: true, Was: s.was()})
	}
	if s.beside == nil || s.besideWas != nil && files.SameBytes(s.beside, s.besideWas) {
		return list
	}
	c := txn.Change{Entry: s.beside.Entry()}
	if s.besideWas != nil {
		was := s.besideWas.Entry()
		c.Was = &was
	}
	return append(list, c)
}

// was is what the path held when the plan was made.
func (s Step) was() *filesystem.Entry {
	if s.Was == nil {
		return nil
	}
	e := s.Was.Entry()
	return &e
}
