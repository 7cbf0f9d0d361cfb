package txn

import (
	"context"
	"io/fs"
	"path"
	"runtime"
	"strings"
	"sync"
)

// Kind is what stands at a path.
type Kind int

// The kinds.
const (
	Absent      Kind = iota
	Regular          // a file
	FileInWay        // a parent, At, is no folder
	FolderInWay      // the path is a folder
	LinkInWay        // the path or a parent, At, is a link
	OtherInWay       // the path is neither file nor folder, or a file that is too large
	NameClash        // nothing, but a name like it, At, that some systems take for the same
)

// Standing is what stands at a path.
type Standing struct {
	Entry // of a regular file
	Kind  Kind
	At    string // what is in the way; empty for Absent and Regular
}

// Reader reads files of a folder without following links, and of the folders
// on the way nothing but their names.
type Reader struct {
	Fold  func(name string) string // names that fold alike clash
	Limit int64                    // largest file, in bytes

	mu    sync.Mutex
	names map[string][]string // of the folders that were read; by path, "." is the folder itself
	hands chan struct{}
	wait  sync.WaitGroup
	stop  context.CancelCauseFunc
	ctx   context.Context
}

// Read returns what stands at each of the paths, which are sorted.
func (r *Reader) Read(ctx context.Context, d Disk, paths []string) ([]Standing, error) {
	r.names = map[string][]string{}
	r.hands = make(chan struct{}, max(runtime.GOMAXPROCS(0)-1, 0))
	r.ctx, r.stop = context.WithCancelCause(ctx)
	defer r.stop(nil)
	found := make([]Standing, len(paths))
	r.folder(d, "", paths, found)
	r.wait.Wait()
	return found, context.Cause(r.ctx)
}

// Names returns the names in a folder that Read came by.
func (r *Reader) Names(dir string) []string { return r.names[dir] }

// folder reads the paths that begin with prefix, which is that of d.
func (r *Reader) folder(d Disk, prefix string, paths []string, found []Standing) {
	entries, err := d.ReadDir(".")
	if err != nil {
		r.stop(pathError("read", path.Clean(prefix), err))
		return
	}
	l := newListing(entries, r.Fold)
	r.mu.Lock()
	r.names[path.Clean(prefix+".")] = l.names
	r.mu.Unlock()
	for i := 0; i < len(paths) && r.ctx.Err() == nil; {
		name, _, deeper := strings.Cut(paths[i][len(prefix):], "/")
		if !deeper {
			found[i] = r.file(d, prefix, name, l)
			i++
			continue
		}
		end := i + 1
		for end < len(paths) && strings.HasPrefix(paths[end], prefix+name+"/") {
			end++
		}
		r.below(d, prefix, name, l, paths[i:end], found[i:end])
		i = end
	}
}

// below reads the paths in one folder of d, if it is one.
func (r *Reader) below(d Disk, prefix, name string, l *listing, paths []string, found []Standing) {
	kind, at := l.look(name)
	if kind == NameClash && l.types[at].IsDir() {
		if _, err := d.Lstat(name); err == nil {
			kind = FolderInWay // the system takes both names for one
		}
	}
	switch kind {
	case FolderInWay:
	case Regular, OtherInWay:
		kind = FileInWay
		fallthrough
	default:
		s := Standing{Kind: kind}
		if at != "" {
			s.At = prefix + at
		}
		for i := range found {
			found[i] = s
		}
		return
	}
	sub, err := d.Sub(name)
	if err != nil {
		r.stop(pathError("read", prefix+name, err))
		return
	}
	read := func() {
		defer sub.Close()
		r.folder(sub, prefix+name+"/", paths, found)
	}
	select {
	case r.hands <- struct{}{}:
		r.wait.Go(func() {
			defer func() { <-r.hands }()
			read()
		})
	default:
		read()
	}
}

func (r *Reader) file(d Disk, prefix, name string, l *listing) Standing {
	kind, at := l.look(name)
	if kind == NameClash && l.types[at].IsRegular() {
		if _, err := d.Lstat(name); err == nil {
			s := r.regular(d, prefix, name)
			s.At = prefix + at
			return s
		}
	}
	if kind != Regular {
		s := Standing{Kind: kind}
		if at != "" {
			s.At = prefix + at
		}
		return s
	}
	return r.regular(d, prefix, name)
}

func (r *Reader) regular(d Disk, prefix, name string) Standing {
	info, err := d.Lstat(name)
	if err != nil {
		r.stop(pathError("read", prefix+name, err))
		return Standing{}
	}
	if info.Size() > r.Limit {
		return Standing{Kind: OtherInWay, At: prefix + name}
	}
	content, err := d.ReadFile(name)
	if err != nil {
		r.stop(pathError("read", prefix+name, err))
	}
	return Standing{Kind: Regular, Entry: Entry{Path: prefix + name, Content: content, Mode: info.Mode().Perm()}}
}

// listing is the names in a folder.
type listing struct {
	names  []string
	types  map[string]fs.FileMode
	fold   func(string) string
	folded map[string]string // made when it is needed
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
