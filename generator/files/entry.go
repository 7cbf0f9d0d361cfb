package files

import (
	"mlvb/generator/filesystem"
)

// Entry is the file as package txn writes it.
func (f File) Entry() filesystem.Entry {
	return filesystem.Entry{Path: f.Path, Content: f.Content, Mode: f.mode(), Exact: f.Perm != 0}
}

// Entries are the files as package txn writes them.
func (t Tree) Entries() []filesystem.Entry {
	list := make([]filesystem.Entry, len(t))
	for i, f := range t {
		list[i] = f.Entry()
	}
	return list
}
