package generator

import (
	"context"
	"slices"

	"mlvb/generator/files"
	"mlvb/generator/git"
	"mlvb/generator/paths"
	"mlvb/generator/plan"
	"mlvb/generator/project"
	"mlvb/generator/txn"
)

// intoFolder makes a project in a folder that is there. It is an update without
// a base that keeps the few files that the folder may hold.
func (o Options) intoFolder(ctx context.Context, r Result, theirs files.Tree) (made Result, err error) {
	open := project.Open
	if o.DryRun {
		open = project.OpenToRead
	}
	folder, err := open(o.Dir, o.openDisk)
	if err != nil {
		return Result{}, err
	}
	defer folder.CloseInto(&made.Recovery)
	names, err := existingFiles(o.Dir, folder.Disk)
	if err != nil {
		return Result{}, err
	}
	next, err := o.next(r.Answers, theirs)
	if err != nil {
		return Result{}, err
	}
	r.Record = next.Record
	theirs = underUsersNames(theirs, names)
	ours, err := folder.Look(ctx, slices.Concat(names, theirs.Paths()))
	if err != nil {
		return Result{}, err
	}
	r.Plan = plan.Make(plan.Sides{Ours: ours, Theirs: theirs}, plan.Policy{KeepsExisting: isReadmeOrLicence})
	if err := checkCollisions(o.Dir, names, r.Plan); err != nil || o.DryRun {
		return r, err
	}
	changes, err := folder.Changes(r.Plan, project.State{}, next)
	if err != nil {
		return Result{}, err
	}
	if err := folder.CommitForGood(ctx, changes); err != nil {
		return Result{}, err
	}
	return o.addRepositoryInto(ctx, r, folder, ours, names, changes), nil
}

// underUsersNames puts the template's README and licence under the names that the
// user's own have, whatever their case.
func underUsersNames(theirs files.Tree, names []string) files.Tree {
	theirs = slices.Clone(theirs)
	for i, f := range theirs {
		for _, name := range names {
			if isReadmeOrLicence(f.Path) && paths.Fold(name) == paths.Fold(f.Path) {
				theirs[i].Path = name
			}
		}
	}
	theirs.Sort()
	return theirs
}

// checkCollisions refuses a plan that can't be carried out as it is.
func checkCollisions(dir string, names []string, steps plan.Plan) error {
	clash := paths.NewClashes()
	for _, name := range names {
		clash.Add(name)
	}
	for _, s := range steps {
		if s.Action == plan.ActionConflict || clash.Add(s.Path) != "" {
			return &project.TargetError{Reason: project.TargetCollides, Dir: dir, Path: s.Path}
		}
	}
	return nil
}

// addRepositoryInto makes the repository of a project in a folder that was
// there before. Where something was in it, the first commit is the user's.
func (o Options) addRepositoryInto(ctx context.Context, r Result, folder *project.Folder, ours files.Snapshot, names []string, made []txn.Change) Result {
	all := files.ByPath(r.Plan.Files())
	for _, c := range made {
		if all[c.Path] == nil {
			all[c.Path] = &files.File{Path: c.Path, Content: c.Content}
		}
	}
	for _, name := range names {
		if all[name] == nil {
			all[name] = ours.File(name)
		}
	}
	var written []git.File
	for _, f := range files.FromMap(all) {
		info, err := folder.Disk.Lstat(f.Path)
		if err != nil {
			r.Repository, r.GitError = git.Failed, err
			return r
		}
		written = append(written, git.File{File: f, Info: info})
	}
	return o.addRepository(ctx, r, folder.Disk, written, len(names) == 0)
}
