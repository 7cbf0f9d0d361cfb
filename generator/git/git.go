// Package git makes the first commit of a project, reads .gitignore files, and
// shows conflicts in the index of a repository that is there.
//
// It writes the files of a repository itself, with go-git's encoders where they
// fit: go-git's own Init, Add and Commit take several times as long. Whatever it
// does not understand (an index in another form, say) it leaves alone. It knows
// nothing of templates, plans or records.
package git

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/filemode"
	"github.com/go-git/go-git/v5/plumbing/format/idxfile"
	"github.com/go-git/go-git/v5/plumbing/format/index"

	"mlvb/generator/files"
	"mlvb/generator/filesystem"
	"mlvb/generator/txn"
)

// Outcome is what became of a project's git repository.
type Outcome string

// What became of a project's git repository.
const (
	None      Outcome = "none"      // no repository was asked for
	Committed Outcome = "committed" // branch main with one commit
	Staged    Outcome = "staged"    // all is staged; no commit, no identity is configured or files of the user's are in it
	Inside    Outcome = "inside"    // the project lies in a work tree already; nothing was done
	Failed    Outcome = "failed"    // see the error; the project stands
)

// Options is how to make a repository.
type Options struct {
	Message string                          // of the first commit
	Home    string                          // the user's home folder, for ~/.gitconfig
	Getenv  func(key string) (string, bool) // finds GIT_AUTHOR_NAME and the like; os.LookupEnv
	Now     time.Time                       // of the commit
}

// File is a file in the work tree.
type File struct {
	files.File
	Info fs.FileInfo // what the system says of it

	blob objectID
}

// Init makes the repository of a project whose files are in disk, the folder
// dir: branch main, the files staged that git keeps and, where asked for and
// where it is known who commits, one commit. When that fails, the error says
// why, and no repository is left.
func (o Options) Init(ctx context.Context, disk filesystem.Disk, dir string, files []File, commit bool) (Outcome, error) {
	inside, err := InsideWorkTree(dir)
	if err != nil {
		return Failed, err
	}
	if inside {
		return Inside, nil
	}
	outcome := Failed
	err = txn.Create(disk, ".git", func(stage filesystem.Disk) error {
		entries, made, err := o.repository(tracked(files), commit, dir)
		if err != nil {
			return err
		}
		outcome = made
		_, err = filesystem.WriteTree(ctx, stage, entries)
		return err
	})
	if err != nil {
		return Failed, err
	}
	return outcome, nil
}

// tracked are the files that git keeps, sorted by path: without those that hold
// secrets or are ignored.
func tracked(list []File) []File {
	list = slices.Clone(list)
	slices.SortFunc(list, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	var ignoring files.Tree
	for _, f := range list {
		if path.Base(f.Path) == ".gitignore" {
			ignoring = append(ignoring, f.File)
		}
	}
	ignore := ParseIgnore(ignoring)
	return slices.DeleteFunc(list, func(f File) bool { return f.Secret || ignore.Ignores(f.Path) })
}

// gitMode is a file's mode as trees and the index have it.
func modeOf(f *files.File) filemode.FileMode {
	if f.Executable {
		return filemode.Executable
	}
	return filemode.Regular
}

// encodeIndex stages files.
func encodeIndex(files []File) ([]byte, error) {
	staged := index.Index{Version: 2, Entries: make([]*index.Entry, len(files))}
	for i, f := range files {
		stat := statOf(f.Info)
		staged.Entries[i] = &index.Entry{
			Name: f.Path, Hash: plumbing.Hash(f.blob), Mode: modeOf(&f.File),
			Size: uint32(f.Info.Size()), ModifiedAt: f.Info.ModTime(),
			CreatedAt: stat.changed, Dev: stat.dev, Inode: stat.inode, UID: stat.uid, GID: stat.gid,
		}
	}
	var b bytes.Buffer
	err := index.NewEncoder(&b).Encode(&staged)
	return b.Bytes(), err
}

// encodeIdx writes what finds objects in a pack.
func encodeIdx(objects []object, sum objectID) ([]byte, error) {
	var w idxfile.Writer
	if err := w.OnHeader(uint32(len(objects))); err != nil {
		return nil, err
	}
	for _, o := range objects {
		w.Add(plumbing.Hash(o.hash), uint64(o.offset), o.crc)
	}
	if err := w.OnFooter(plumbing.Hash(sum)); err != nil {
		return nil, err
	}
	found, err := w.Index()
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	_, err = idxfile.NewEncoder(&b).Encode(found)
	return b.Bytes(), err
}

// InsideWorkTree reports whether dir, which may be absent, lies in a git work
// tree. A .git may be a file: work trees and submodules have one.
func InsideWorkTree(dir string) (bool, error) {
	_, _, err := findRoot(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}
