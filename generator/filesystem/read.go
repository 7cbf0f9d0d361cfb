package filesystem

import (
	"context"
	"path"
	"runtime"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"
	"golang.org/x/text/unicode/norm"
)

// Kind is what there is at a path.
type Kind int

// The kinds.
const (
	Absent      Kind = iota
	Regular          // a file
	FileInWay        // a parent, At, is no folder
	FolderInWay      // the path is a folder
	LinkInWay        // the path or a parent, At, is a symbolic link
	OtherInWay       // the path is neither file nor folder: a named pipe, a device
	NameClash        // nothing, but a name like it, At, that some systems take for the same
	TooLarge         // a file of more than [Reader.Limit] bytes
)

// PathInfo is what there is at a path.
type PathInfo struct {
	Entry // of a regular file
	Kind  Kind
	At    string // what is in the way; empty for Absent and Regular
	Form  bool   // of NameClash: the names differ in nothing but their Unicode form (NFC, NFD), and not in letter case
}

// Reader reads files of a folder without following links. Of the folders on the
// way it lists the names, and reads nothing else in them.
type Reader struct {
	Fold  func(name string) string // two names that it maps to the same one clash
	Limit int64                    // largest file, in bytes

	mu    sync.Mutex
	names map[string][]string // in each folder that was listed, by its path; "." is the folder itself
}

// Read returns what there is at each of the paths, which have to be sorted.
func (r *Reader) Read(ctx context.Context, d Disk, paths []string) ([]PathInfo, error) {
	r.names = map[string][]string{}
	found := make([]PathInfo, len(paths))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	run := reading{Reader: r, ctx: ctx, group: g}
	g.Go(func() error { return run.folder(d, "", paths, found) })
	err := g.Wait()
	return found, err
}

// Names returns the names in a folder that Read listed.
func (r *Reader) Names(dir string) []string { return r.names[dir] }

// reading is one call of [Reader.Read]. It goes through the folders one after
// another, and leaves some to other goroutines while the group has room.
type reading struct {
	*Reader
	ctx   context.Context
	group *errgroup.Group
}

// folder reads the paths that begin with prefix, which is the path of d.
func (r *reading) folder(d Disk, prefix string, paths []string, found []PathInfo) error {
	entries, err := d.ReadDir(".")
	if err != nil {
		return PathError("read", path.Clean(prefix), err)
	}
	l := newListing(entries, r.Fold)
	r.mu.Lock()
	r.names[path.Clean(prefix+".")] = l.names
	r.mu.Unlock()
	for i := 0; i < len(paths); {
		if err := context.Cause(r.ctx); err != nil {
			return err
		}
		name, _, deeper := strings.Cut(paths[i][len(prefix):], "/")
		end := i + 1
		if deeper {
			for end < len(paths) && strings.HasPrefix(paths[end], prefix+name+"/") {
				end++
			}
			err = r.subFolder(d, prefix, name, l, paths[i:end], found[i:end])
		} else {
			found[i], err = r.file(d, prefix, name, l)
		}
		if err != nil {
			return err
		}
		i = end
	}
	return nil
}

// subFolder reads the paths in the folder name of d, if there is one.
func (r *reading) subFolder(d Disk, prefix, name string, l *listing, paths []string, found []PathInfo) error {
	kind, at := l.look(name)
	if kind == NameClash && l.types[at].IsDir() {
		if _, err := d.Lstat(name); err == nil {
			kind = FolderInWay // this file system takes both names for one
		}
	}
	if kind != FolderInWay {
		if kind == Regular || kind == OtherInWay {
			kind = FileInWay
		}
		for i := range found {
			found[i] = obstacle(kind, prefix, name, at)
		}
		return nil
	}
	sub, err := d.Sub(name)
	if err != nil {
		return PathError("read", prefix+name, err)
	}
	read := func() error {
		defer sub.Close()
		return r.folder(sub, prefix+name+"/", paths, found)
	}
	if r.group.TryGo(read) {
		return nil
	}
	return read()
}

func (r *reading) file(d Disk, prefix, name string, l *listing) (PathInfo, error) {
	kind, at := l.look(name)
	if kind == NameClash && l.types[at].IsRegular() {
		if _, err := d.Lstat(name); err == nil { // this file system takes both names for one
			s, err := r.regular(d, prefix, name)
			s.At = prefix + at
			return s, err
		}
	}
	if kind != Regular {
		return obstacle(kind, prefix, name, at), nil
	}
	return r.regular(d, prefix, name)
}

func (r *reading) regular(d Disk, prefix, name string) (PathInfo, error) {
	info, err := d.Lstat(name)
	if err != nil {
		return PathInfo{}, PathError("read", prefix+name, err)
	}
	if info.Size() > r.Limit {
		return PathInfo{Kind: TooLarge, At: prefix + name}, nil
	}
	content, err := d.ReadFile(name)
	if err != nil {
		return PathInfo{}, PathError("read", prefix+name, err)
	}
	return PathInfo{Kind: Regular, Entry: Entry{Path: prefix + name, Content: content, Mode: info.Mode().Perm()}}, nil
}

// obstacle describes what is in the way of a name; at is "" for nothing.
func obstacle(kind Kind, prefix, name, at string) PathInfo {
	info := PathInfo{Kind: kind}
	if at != "" {
		info.At = prefix + at
	}
	info.Form = kind == NameClash && norm.NFC.String(name) == norm.NFC.String(at)
	return info
}
