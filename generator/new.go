package generator

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"slices"

	"mlvb/generator/files"
	"mlvb/generator/git"
	"mlvb/generator/plan"
	"mlvb/generator/project"
	"mlvb/generator/template"
	"mlvb/generator/txn"
)

// production is a project in the making.
type production struct {
	Options
	theirs files.Tree // what is rendered
	ours   files.Tree // what is in the folder already
	result Result

	recording chan recording // holds one
}

// prepare does all that needs no target: Resolve, Render and the record.
func (o Options) prepare() (*production, error) {
	dir, err := filepath.Abs(o.Dir)
	if err != nil {
		return nil, err
	}
	if o.openDisk == nil {
		o.openDisk = txn.OpenDisk
	}
	p := &production{Options: o, recording: make(chan recording, 1)}
	p.result.Repository = git.None
	p.result.Answers, p.result.Notices, err = o.Template.Resolve(filepath.Base(dir), o.Inputs...)
	if err != nil {
		return nil, err
	}
	if p.theirs, err = o.Template.Render(p.result.Answers); err != nil {
		return nil, err
	}
	go func() { p.recording <- p.makeRecord() }() // while the files are written
	return p, nil
}

// recording is a record in the making.
type recording struct {
	record  project.Record
	archive []byte // of the base
	err     error
}

func (p *production) makeRecord() recording {
	source, sourceErr := project.RelativeSource(p.Dir, p.Source)
	digest, digestErr := p.Template.Digest()
	base := p.theirs.WithoutSecrets()
	archive, packErr := base.Pack()
	return recording{
		record: project.Record{
			Schema:   project.RecordSchema,
			Tool:     p.Tool,
			Template: template.ID{Name: p.Template.Name, Version: p.Template.Version, Digest: digest, Source: source},
			Base:     base.Digest(),
			Answers:  p.result.Answers.Recorded(),
		},
		archive: archive,
		err:     errors.Join(sourceErr, digestErr, packErr),
	}
}

// record waits for the record and returns its files.
func (p *production) record() (files.Tree, error) {
	r := <-p.recording
	p.recording <- r // for whoever asks again
	p.result.Record = r.record
	return r.record.Files(r.archive), r.err
}

// beside makes a project where there is nothing yet.
func (p *production) beside(ctx context.Context) error {
	p.result.Plan = plan.Make(plan.Sides{Theirs: p.theirs}, plan.Policy{})
	if p.DryRun {
		_, err := p.record()
		return err
	}
	parent, name, err := p.openParent()
	if err != nil {
		return err
	}
	defer parent.Close()
	return txn.Create(parent, name, func(stage txn.Disk) error {
		files, err := writeFiles(ctx, stage, p.result.Plan.Files())
		if err != nil {
			return err
		}
		record, err := p.record()
		if err != nil {
			return err
		}
		recorded, err := writeFiles(ctx, stage, record)
		if err != nil {
			return err
		}
		p.addRepository(ctx, stage, append(files, recorded...), true)
		return ctx.Err()
	})
}

// writeFiles writes files that are sorted by path.
func writeFiles(ctx context.Context, d txn.Disk, list files.Tree) ([]git.File, error) {
	infos, err := txn.WriteTree(ctx, d, files.Entries(list))
	written := make([]git.File, len(list))
	for i, f := range list {
		written[i] = git.File{File: f, Info: infos[i]}
	}
	return written, err
}

// openParent opens the nearest folder above the target that is there, and
// returns the way from it to the target.
func (p *production) openParent() (txn.Disk, string, error) {
	dir, err := filepath.Abs(p.Dir)
	if err != nil {
		return nil, "", err
	}
	for parent := filepath.Dir(dir); ; parent = filepath.Dir(parent) {
		disk, err := p.openDisk(parent)
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

// into makes a project in a folder that is there.
func (p *production) into(ctx context.Context) error {
	disk, err := p.openDisk(p.Dir)
	if err != nil {
		return err
	}
	defer disk.Close()
	if p.DryRun {
		_, err := p.record()
		return errors.Join(err, p.planInto(disk))
	}
	folder, err := txn.Open(disk)
	if err != nil {
		return err
	}
	defer folder.Close()
	p.result.Recovered = folder.Recovered()
	if err := p.planInto(disk); err != nil {
		return err
	}
	record, err := p.record()
	if err != nil {
		return err
	}
	if err := folder.Commit(ctx, append(p.result.Plan.Changes(), files.Additions(record)...)); err != nil {
		return err
	}
	p.addRepositoryInto(ctx, disk, record)
	return nil
}

// planInto plans what becomes of a folder that is there.
func (p *production) planInto(disk txn.Disk) error {
	left, err := txn.Interrupted(disk)
	if err != nil {
		return err
	}
	if left {
		return &project.TargetError{Reason: project.TargetInterrupted, Dir: p.Dir}
	}
	if p.ours, err = readTarget(p.Dir, disk); err != nil {
		return err
	}
	p.result.Plan = planTarget(p.ours, p.theirs)
	return checkCollisions(p.Dir, p.ours, p.result.Plan)
}

// addRepository makes the git repository of a project whose files are in disk.
// When that fails the project stands without.
func (p *production) addRepository(ctx context.Context, disk txn.Disk, files []git.File, commit bool) {
	if p.Git != nil {
		p.result.Repository, p.result.GitError = p.Git.Init(ctx, disk, p.Dir, files, commit)
	}
}

// addRepositoryInto makes the repository of a project in a folder that was
// there before. What was in it is the user's to commit.
func (p *production) addRepositoryInto(ctx context.Context, disk txn.Disk, record files.Tree) {
	made := slices.Concat(p.result.Plan.Files(), record)
	kept := slices.DeleteFunc(slices.Clone(p.ours), func(own files.File) bool {
		return slices.ContainsFunc(made, func(f files.File) bool { return f.Path == own.Path })
	})
	var files []git.File
	for _, f := range slices.Concat(made, kept) {
		info, err := disk.Lstat(f.Path)
		if err != nil {
			p.result.Repository, p.result.GitError = git.Failed, err
			return
		}
		files = append(files, git.File{File: f, Info: info})
	}
	p.addRepository(ctx, disk, files, len(p.ours) == 0)
}
