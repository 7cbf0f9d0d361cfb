package files

import "mlvb/generator/txn"

// Additions are the changes that add files.
func Additions(files Tree) []txn.Change {
	changes := make([]txn.Change, len(files))
	for i, f := range files {
		changes[i] = txn.Change{Entry: f.Entry()}
	}
	return changes
}

func (f File) Entry() txn.Entry {
	return txn.Entry{Path: f.Path, Content: f.Content, Mode: f.mode(), Exact: f.Perm != 0}
}

func Entries(files Tree) []txn.Entry {
	list := make([]txn.Entry, len(files))
	for i, f := range files {
		list[i] = f.Entry()
	}
	return list
}
