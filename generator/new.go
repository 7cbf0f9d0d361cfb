package generator

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"sync"

	"mlvb/generator/files"
	"mlvb/generator/filesystem"
	"mlvb/generator/git"
	"mlvb/generator/plan"
	"mlvb/generator/project"
	"mlvb/generator/template"
	"mlvb/generator/txn"
)

// Options is what [New] needs.
type Options struct {
	Template *template.Template
	Source   string           // folder that the template came from; empty for a built-in one
	Inputs   []template.Input // answers, in the order of precedence
	Dir      string           // of the project; absent or nearly empty
	Tool     string           // version of mlvb, for the record
	Git      *git.Options     // nil makes no repository
	DryRun   bool             // plan only, write nothing

	openDisk project.OpenDisk // for tests; nil is filesystem.OpenDisk
}

// Result is what [New] did, or would do in a dry run.
type Result struct {
	Answers    template.Answers
	Notices    []template.Notice
	Plan       plan.Plan
	Record     project.Record
	Repository git.Outcome
	GitError   error            // why Repository is git.Failed
	Recovery   project.Recovery // set where New failed, too
}

// New makes a project in Options.Dir, all of it or nothing. The folder may be
// absent, or hold what a fresh repository holds: .git, README*, LICENSE*,
// .gitignore and .gitattributes.
//
// Errors are those of [template.Manifest.Resolve] and [template.Template.Render],
// [*project.TargetError], and what the system says of a file that can't be
// written.
func New(ctx context.Context, o Options) (Result, error) {
	exists, err := targetExists(o.Dir)
	if err != nil {
		return Result{}, err
	}
	r := Result{Repository: git.None}
	start, err := StartAnswers(o.Dir, project.Record{})
	if err != nil {
		return Result{}, err
	}
	if r.Answers, r.Notices, err = o.Template.Resolve(start, o.Inputs...); err != nil {
		return Result{}, err
	}
	theirs, err := o.Template.Render(ctx, r.Answers)
	if err != nil {
		return Result{}, err
	}
	if exists {
		r, err = o.intoFolder(ctx, r, theirs)
	} else {
		r, err = o.besideTarget(ctx, r, theirs)
	}
	return r, project.TargetFault(o.Dir, err)
}

// next is what the project will remember.
func (o Options) next(a template.Answers, theirs files.Tree) (project.Next, error) {
	record, err := project.NewRecord(o.Dir, o.Source, o.Tool, o.Template, a, project.Layout{})
	if err != nil {
		return project.Next{}, err
	}
	return project.State{}.Next(record, theirs.WithoutSecrets(), nil), nil
}

// memory is what the project remembers, and its files in .mlvb.
type memory struct {
	record project.Record
	files  files.Tree
}

// besideTarget makes a project where there is nothing yet: it writes a folder
// beside the target, which takes the target's name when all went well.
func (o Options) besideTarget(ctx context.Context, r Result, theirs files.Tree) (Result, error) {
	r.Plan = plan.Make(plan.Sides{Ours: files.Snapshot{}, Theirs: theirs}, plan.Policy{})
	if o.DryRun {
		next, err := o.next(r.Answers, theirs)
		r.Record = next.Record
		return r, err
	}
	remember := sync.OnceValues(func() (memory, error) {
		next, err := o.next(r.Answers, theirs)
		if err != nil {
			return memory{}, err
		}
		tree, err := next.Files()
		return memory{next.Record, tree}, err
	})
	go func() { _, _ = remember() }() // packs the base while the files are written
	parent, name, err := openParent(o.Dir, o.openDisk)
	if err != nil {
		return Result{}, err
	}
	defer parent.Close()
	err = txn.Create(parent, name, func(stage filesystem.Disk) error {
		written, err := writeFiles(ctx, stage, r.Plan.Files())
		if err != nil {
			return err
		}
		memory, err := remember()
		if err != nil {
			return err
		}
		r.Record = memory.record
		recorded, err := writeFiles(ctx, stage, memory.files)
		if err != nil {
			return err
		}
		r = o.addRepository(ctx, r, stage, append(written, recorded...), true)
		return ctx.Err()
	})
	if err != nil {
		return Result{}, err
	}
	return r, nil
}

// addRepository makes the git repository of a project whose files are in disk.
// When that fails the project stands without.
func (o Options) addRepository(ctx context.Context, r Result, disk filesystem.Disk, written []git.File, commit bool) Result {
	if o.Git != nil {
		r.Repository, r.GitError = o.Git.Init(ctx, disk, o.Dir, written, commit)
	}
	return r
}

// writeFiles writes files that are sorted by path into an empty folder.
func writeFiles(ctx context.Context, disk filesystem.Disk, tree files.Tree) ([]git.File, error) {
	infos, err := filesystem.WriteTree(ctx, disk, tree.Entries())
	written := make([]git.File, len(tree))
	for i, f := range tree {
		written[i] = git.File{File: f, Info: infos[i]}
	}
	return written, err
}

// openParent opens the nearest folder above dir that is there, and returns the
// way from it to dir.
func openParent(dir string, open project.OpenDisk) (filesystem.Disk, string, error) {
	if open == nil {
		open = filesystem.OpenDisk
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, "", err
	}
	for parent := filepath.Dir(dir); ; parent = filepath.Dir(parent) {
		disk, err := open(parent)
		if errors.Is(err, fs.ErrNotExist) && parent != filepath.Dir(parent) {
			continue
		}
		if err != nil {
			return nil, "", err
		}
		name, err := filepath.Rel(parent, dir)
		return disk, filepath.ToSlash(name), err
	}
}
