package generator

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/filemode"
	"github.com/go-git/go-git/v5/plumbing/format/idxfile"
	"github.com/go-git/go-git/v5/plumbing/format/index"

	"mlvb/generator/txn"
)

// Repository is what became of a project's git repository.
type Repository string

// What became of a project's git repository.
const (
	RepositoryNone      Repository = "none"      // not asked for
	RepositoryCommitted Repository = "committed" // branch main with one commit
	RepositoryStaged    Repository = "staged"    // all is staged; no commit, no identity is configured or files of the user's are in it
	RepositoryInside    Repository = "inside"    // the project lies in a work tree already; nothing was done
	RepositoryFailed    Repository = "failed"    // see Result.GitError; the project stands
)

// Git is how to make a project's repository.
type Git struct {
	Message string                          // of the first commit
	Home    string                          // the user's home folder, for ~/.gitconfig
	Getenv  func(key string) (string, bool) // GIT_AUTHOR_NAME and the like; os.LookupEnv
}

// addRepository makes the git repository of a project whose files are in disk.
// When that fails the project stands without.
func (p *production) addRepository(ctx context.Context, disk txn.Disk, files []writtenFile, commit bool) {
	if p.Git == nil {
		return
	}
	inside, err := InsideWorkTree(p.Dir)
	if inside {
		p.result.Repository = RepositoryInside
		return
	}
	if err == nil {
		err = txn.Create(disk, ".git", func(stage txn.Disk) error {
			repository, became, err := p.Git.repository(tracked(files), commit, p.Dir, p.Now)
			if err != nil {
				return err
			}
			p.result.Repository = became
			_, err = txn.WriteTree(ctx, stage, repository)
			return err
		})
	}
	if err != nil {
		p.result.Repository, p.result.GitError = RepositoryFailed, err
	}
}

// addRepositoryInto makes the repository of a project in a folder that was
// there before. What was in it is the user's to commit.
func (p *production) addRepositoryInto(ctx context.Context, disk txn.Disk, record Tree) {
	made := slices.Concat(p.result.Plan.files(), record)
	kept := slices.DeleteFunc(slices.Clone(p.ours), func(own File) bool {
		return slices.ContainsFunc(made, func(f File) bool { return f.Path == own.Path })
	})
	var files []writtenFile
	for _, f := range slices.Concat(made, kept) {
		info, err := disk.Lstat(f.Path)
		if err != nil {
			p.result.Repository, p.result.GitError = RepositoryFailed, err
			return
		}
		files = append(files, writtenFile{f, info})
	}
	p.addRepository(ctx, disk, files, len(p.ours) == 0)
}

// tracked are the files that git keeps, sorted by path: without those that hold
// secrets or are ignored.
func tracked(files []writtenFile) []gitFile {
	slices.SortFunc(files, func(a, b writtenFile) int { return strings.Compare(a.Path, b.Path) })
	ignore := newGitIgnore(files)
	kept := make([]gitFile, 0, len(files))
	for _, f := range files {
		if !f.Secret && !ignore.ignores(f.Path) {
			kept = append(kept, gitFile{writtenFile: f})
		}
	}
	return kept
}

// mode is the file's mode as trees and the index have it.
func (f gitFile) mode() filemode.FileMode {
	if f.Executable {
		return filemode.Executable
	}
	return filemode.Regular
}

// encodeIndex stages files.
func encodeIndex(files []gitFile) ([]byte, error) {
	staged := index.Index{Version: 2, Entries: make([]*index.Entry, len(files))}
	for i, f := range files {
		stat := statOf(f.info)
		staged.Entries[i] = &index.Entry{
			Name: f.Path, Hash: plumbing.Hash(f.blob), Mode: f.mode(),
			Size: uint32(f.info.Size()), ModifiedAt: f.info.ModTime(),
			CreatedAt: stat.changed, Dev: stat.dev, Inode: stat.inode, UID: stat.uid, GID: stat.gid,
		}
	}
	var b bytes.Buffer
	err := index.NewEncoder(&b).Encode(&staged)
	return b.Bytes(), err
}

// encodeIdx writes what finds objects in a pack.
func encodeIdx(objects []gitObject, sum gitHash) ([]byte, error) {
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
	dir, err := filepath.Abs(dir)
	if err != nil {
		return false, err
	}
	for {
		switch _, err := os.Lstat(filepath.Join(dir, ".git")); {
		case err == nil:
			return true, nil
		case !errors.Is(err, fs.ErrNotExist):
			return false, err
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return false, nil
		}
		dir = parent
	}
}
