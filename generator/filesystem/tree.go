package filesystem

import (
	"context"
	"io/fs"
	"runtime"
	"strings"

	"golang.org/x/sync/errgroup"
)

// WriteTree writes entries, sorted by path, into a folder that has none of
// them. It makes their folders, with mode 0755, and returns what the system
// says of each entry. The error of a file names its whole path.
func WriteTree(ctx context.Context, d Disk, entries []Entry) ([]fs.FileInfo, error) {
	infos := make([]fs.FileInfo, len(entries))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(writers(len(entries)))
	w := treeWriter{ctx: ctx, group: g}
	g.Go(func() error { return w.folder(d, "", entries, infos) })
	err := g.Wait()
	return infos, err
}

// writers returns how many goroutines are worth their start for n files: beyond
// a few, the disk sets the pace.
func writers(n int) int {
	const filesPerWriter, most = 32, 8
	return max(1, min(runtime.GOMAXPROCS(0), most, n/filesPerWriter))
}

// treeWriter writes folder by folder, and leaves some to other goroutines while
// the group has room.
type treeWriter struct {
	ctx   context.Context
	group *errgroup.Group
}

// folder writes the entries whose paths begin with prefix into d, and what the
// system says of them into infos.
func (w treeWriter) folder(d Disk, prefix string, entries []Entry, infos []fs.FileInfo) error {
	for i := 0; i < len(entries); {
		err := context.Cause(w.ctx)
		if err != nil {
			return err
		}
		name, _, deeper := strings.Cut(entries[i].Path[len(prefix):], "/")
		end := i + 1
		if deeper {
			for end < len(entries) && strings.HasPrefix(entries[end].Path, prefix+name+"/") {
				end++
			}
			err = w.subFolder(d, prefix, name, entries[i:end], infos[i:end])
		} else {
			infos[i], err = writeEntry(d, name, entries[i])
		}
		if err != nil {
			return err
		}
		i = end
	}
	return nil
}

func (w treeWriter) subFolder(d Disk, prefix, name string, entries []Entry, infos []fs.FileInfo) error {
	if err := d.Mkdir(name, 0o755); err != nil {
		return PathError("write", prefix+name, err)
	}
	sub, err := d.Sub(name)
	if err != nil {
		return PathError("write", prefix+name, err)
	}
	write := func() error {
		defer sub.Close()
		return w.folder(sub, prefix+name+"/", entries, infos)
	}
	if w.group.TryGo(write) {
		return nil
	}
	return write()
}

// writeEntry writes an entry under a name in the folder d.
func writeEntry(d Disk, name string, e Entry) (info fs.FileInfo, err error) {
	if e.Mode.IsDir() {
		err = d.Mkdir(name, e.Mode.Perm())
	} else {
		info, err = d.WriteFile(name, e.Content, e.Mode.Perm(), false)
	}
	if err != nil {
		return nil, PathError("write", e.Path, err)
	}
	return info, nil
}
