package generator

import "mlvb/generator/txn"

// files are those that the plan writes.
func (p Plan) files() Tree {
	var files Tree
	for _, s := range p {
		if s.Writes() {
			files = append(files, s.File)
		}
	}
	return files
}

// changes are what the plan does to a folder.
func (p Plan) changes() []txn.Change {
	var changes []txn.Change
	for _, s := range p {
		changes = append(changes, s.changes()...)
	}
	return changes
}

// changes are what one step does to a folder.
func (s Step) changes() []txn.Change {
	var list []txn.Change
	switch {
	case s.Writes() && s.From != "":
		list = append(list,
			txn.Change{Entry: s.File.entry()},
			txn.Change{Entry: txn.Entry{Path: s.From}, Remove: true, Was: s.was()})
	case s.Writes():
		list = append(list, txn.Change{Entry: s.File.entry(), Was: s.was()})
	case s.Action == ActionRemove:
		list = append(list, txn.Change{Entry: txn.Entry{Path: s.Path}, Remove: true, Was: s.was()})
	}
	if s.beside == nil || s.besideWas != nil && bytesEqual(s.beside, s.besideWas) {
		return list
	}
	c := txn.Change{Entry: s.beside.entry()}
	if s.besideWas != nil {
		was := s.besideWas.entry()
		c.Was = &was
	}
	return append(list, c)
}

// was is what the path held when the plan was made.
func (s Step) was() *txn.Entry {
	if s.Was == nil {
		return nil
	}
	e := s.Was.entry()
	return &e
}
