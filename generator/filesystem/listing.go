package filesystem

import "io/fs"

// listing is the names in a folder.
type listing struct {
	names  []string
	types  map[string]fs.FileMode
	fold   func(string) string
	folded map[string]string // name by folded name; made at the first need
}

func newListing(entries []fs.DirEntry, fold func(string) string) *listing {
	l := &listing{types: make(map[string]fs.FileMode, len(entries)), fold: fold}
	for _, e := range entries {
		l.names = append(l.names, e.Name())
		l.types[e.Name()] = e.Type()
	}
	return l
}

// look tells what a name is, and which name is in the way. A folder counts as
// being in the way: most callers want a file.
func (l *listing) look(name string) (Kind, string) {
	mode, ok := l.types[name]
	switch {
	case !ok:
		if other, clash := l.like(name); clash {
			return NameClash, other
		}
		return Absent, ""
	case mode.IsRegular():
		return Regular, name
	case mode.IsDir():
		return FolderInWay, name
	case mode&fs.ModeSymlink != 0:
		return LinkInWay, name
	}
	return OtherInWay, name
}

// like returns a name in the folder that clashes with another one.
func (l *listing) like(name string) (string, bool) {
	if l.folded == nil {
		l.folded = make(map[string]string, len(l.names))
		for _, other := range l.names {
			l.folded[l.fold(other)] = other
		}
	}
	other, ok := l.folded[l.fold(name)]
	return other, ok
}
