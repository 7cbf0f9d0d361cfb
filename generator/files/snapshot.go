package files

import (
	"context"
	"path"
	"slices"

	"mlvb/generator/filesystem"
	"mlvb/generator/paths"
)

// Snapshot is what a folder held at certain paths when it was looked at. The
// zero value is that of a folder that holds nothing.
type Snapshot struct {
	paths []string // sorted
	found []filesystem.PathInfo
	names func(dir string) []string
}

// Look reads what is at the paths. It follows no links, and goes into no folder
// that none of the paths is in.
func Look(ctx context.Context, disk filesystem.Disk, names []string) (Snapshot, error) {
	names = slices.Clone(names)
	slices.Sort(names)
	names = slices.Compact(names)
	reader := &filesystem.Reader{Fold: paths.Fold, Limit: MaxFile}
	found, err := reader.Read(ctx, disk, names)
	return Snapshot{paths: names, found: found, names: reader.Names}, err
}

// At returns what is at a path that was asked for.
func (s Snapshot) At(name string) filesystem.PathInfo {
	if i, ok := slices.BinarySearch(s.paths, name); ok {
		return s.found[i]
	}
	return filesystem.PathInfo{}
}

// File returns the file at a path that was asked for, and nil when there is
// none.
func (s Snapshot) File(name string) *File {
	at := s.At(name)
	if at.Kind != filesystem.Regular {
		return nil
	}
	return &File{Path: name, Content: at.Content, Executable: at.Mode&0o100 != 0, Perm: at.Mode, Merge: GuessMerge(name, at.Content)}
}

// Names returns the names in a folder that some of the paths are in.
func (s Snapshot) Names(dir string) []string {
	if s.names == nil {
		return nil
	}
	return s.names(dir)
}

// Exists reports whether there is anything at a path, asked for or not, in a
// folder that some of the paths are in.
func (s Snapshot) Exists(name string) bool {
	return slices.Contains(s.Names(path.Dir(name)), path.Base(name))
}
