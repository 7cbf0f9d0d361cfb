package files

import "mlvb/generator/txn"

// Entry is the file as package txn writes it.
func (f File) Entry() txn.Entry {
	return txn.Entry{Path: f.Path, Content: f.Content, Mode: f.mode(), Exact: f.Perm != 0}
}

// Entries are the files as package txn writes them.
func (t Tree) Entries() []txn.Entry {
	list := make([]txn.Entry, len(t))
	for i, f := range t {
		list[i] = f.Entry()
	}
	return list
}
