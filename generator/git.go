package generator

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

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

// addRepository makes the project's repository in the stage that the project
// is made in. When that fails the project stands without.
func (p *production) addRepository(stage string, files Tree) {
	if p.Git == nil || p.isInside() {
		return
	}
	gitDir := filepath.Join(stage, ".git")
	p.became(p.Git.makeRepository(stage, gitDir, files, true, p.Now))
	if p.result.GitError != nil {
		p.result.GitError = errors.Join(p.result.GitError, os.RemoveAll(gitDir))
	}
}

// addRepositoryInto makes the repository of a project in a folder that was
// there before. What was in it is the user's to commit.
func (p *production) addRepositoryInto(disk txn.Disk) {
	if p.Git == nil || p.isInside() {
		return
	}
	var became Repository
	err := txn.Create(disk, ".git", func(stage txn.Disk) (err error) {
		became, err = p.Git.makeRepository(p.Dir, stage.Name(), p.files(), len(p.ours) == 0, p.Now)
		return err
	})
	p.became(became, err)
}

func (p *production) isInside() bool {
	inside, err := insideWorkTree(p.Dir)
	if err != nil || inside {
		p.became(RepositoryInside, err)
	}
	return err != nil || inside
}

func (p *production) became(r Repository, err error) {
	p.result.Repository, p.result.GitError = r, err
	if err != nil {
		p.result.Repository = RepositoryFailed
	}
}

// makeRepository makes gitDir the git repository of dir, which holds the
// files: branch main, everything staged that the files' own .gitignore lets
// through and, where commit is asked for and an identity is configured, one
// commit.
func (g *Git) makeRepository(dir, gitDir string, files Tree, commit bool, now time.Time) (Repository, error) {
	r, err := initRepository(gitDir)
	if err != nil {
		return RepositoryFailed, err
	}
	if err := r.stage(dir, tracked(files)); err != nil {
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
