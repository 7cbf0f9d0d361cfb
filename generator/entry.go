package generator

import "mlvb/generator/txn"

// additions are the changes that add files.
func additions(files Tree) []txn.Change {
	changes := make([]txn.Change, len(files))
	for i, f := range files {
		changes[i] = txn.Change{Entry: f.entry()}
	}
	return changes
}

func (f File) entry() txn.Entry {
	return txn.Entry{Path: f.Path, Content: f.Content, Mode: f.mode(), Exact: f.perm != 0}
}

func entries(files Tree) []txn.Entry {
	list := make([]txn.Entry, len(files))
	for i, f := range files {
		list[i] = f.entry()
	}
	return list
}
