package generator

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"
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

// makeRepository makes a git repository of dir, which holds the files: branch
// main, everything staged that the files' own .gitignore lets through and,
// where commit is asked for and an identity is configured, one commit. A
// failure leaves no repository behind.
func (g *Git) makeRepository(dir string, files Tree, commit bool, now time.Time) (Repository, error) {
	became, err := g.fillRepository(dir, tracked(files), commit, now)
	if err != nil {
		return RepositoryFailed, errors.Join(err, os.RemoveAll(filepath.Join(dir, ".git")))
	}
	return became, nil
}

func (g *Git) fillRepository(dir string, files Tree, commit bool, now time.Time) (Repository, error) {
	r, err := initRepository(dir)
	if err != nil {
		return RepositoryFailed, err
	}
	if err := r.stage(files); err != nil {
		return RepositoryFailed, err
	}
	who, known := g.identity()
	if !commit || !known {
		return RepositoryStaged, r.save()
	}
	return RepositoryCommitted, r.commit(g.Message, who, now)
}

// insideWorkTree reports whether dir, which may be absent, lies in a git work
// tree. A .git may be a file: work trees and submodules have one.
func insideWorkTree(dir string) (bool, error) {
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
