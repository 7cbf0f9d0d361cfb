package txn

import (
	"context"
	"errors"
	"io/fs"
	"strings"
	"sync"

	"mlvb/generator/parallel"
)

// WriteTree writes entries, sorted by path, into a folder that has none of
// them. It makes their folders, with mode 0755, and returns what the system
// says of each entry. The error of a file names its whole path.
func WriteTree(ctx context.Context, d Disk, entries []Entry) ([]fs.FileInfo, error) {
	w := treeWriter{
		infos: make([]fs.FileInfo, len(entries)),
		hands: make(chan struct{}, parallel.Workers(len(entries), 32)-1),
	}
	w.ctx, w.cancel = context.WithCancelCause(ctx)
	defer w.cancel(nil)
	w.folder(d, "", entries, w.infos)
	w.wait.Wait()
	return w.infos, context.Cause(w.ctx)
}

// treeWriter writes folder by folder, and hands folders to other goroutines
// while there are free hands.
type treeWriter struct {
	ctx    context.Context
	cancel context.CancelCauseFunc // with the first error
	infos  []fs.FileInfo
	hands  chan struct{}
	wait   sync.WaitGroup
}

// folder writes the entries whose paths begin with prefix into d, and what the
// system says of them into infos.
func (w *treeWriter) folder(d Disk, prefix string, entries []Entry, infos []fs.FileInfo) {
	for i := 0; i < len(entries) && w.ctx.Err() == nil; {
		name, _, deeper := strings.Cut(entries[i].Path[len(prefix):], "/")
		if !deeper {
			w.entry(d, name, entries[i], &infos[i])
			i++
			continue
		}
		sub := prefix + name + "/"
		end := i + 1
		for end < len(entries) && strings.HasPrefix(entries[end].Path, sub) {
			end++
		}
		w.subFolder(d, name, sub, entries[i:end], infos[i:end])
		i = end
	}
}

func (w *treeWriter) subFolder(d Disk, name, prefix string, entries []Entry, infos []fs.FileInfo) {
	if err := d.Mkdir(name, 0o755); err != nil {
		w.fail(strings.TrimSuffix(prefix, "/"), err)
		return
	}
	sub, err := d.Sub(name)
	if err != nil {
		w.fail(strings.TrimSuffix(prefix, "/"), err)
		return
	}
	write := func() {
		defer sub.Close()
		w.folder(sub, prefix, entries, infos)
	}
	select {
	case w.hands <- struct{}{}:
		w.wait.Go(func() {
			defer func() { <-w.hands }()
			write()
		})
	default:
		write()
	}
}

func (w *treeWriter) entry(d Disk, name string, e Entry, info *fs.FileInfo) {
	var err error
	if e.Mode.IsDir() {
		err = d.Mkdir(name, e.Mode.Perm())
	} else {
		*info, err = d.WriteFile(name, e.Content, e.Mode.Perm(), false)
	}
	if err != nil {
		w.fail(e.Path, err)
	}
}

func (w *treeWriter) fail(path string, err error) { w.cancel(pathError("write", path, err)) }

// pathError names the path from the folder of the transaction on, rather than
// from the folder that the system was asked about.
func pathError(op, path string, err error) error {
	var inner *fs.PathError
	if errors.As(err, &inner) {
		err = inner.Err
	}
	return &fs.PathError{Op: op, Path: path, Err: err}
}
