package generator

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"

	"mlvb/generator/txn"
)

// production is a project in the making.
type production struct {
	Options
	theirs  Tree   // what is rendered
	ours    Tree   // what is in the folder already
	archive []byte // of the base
	result  Result
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
	p := &production{Options: o}
	p.result.Repository = RepositoryNone
	p.result.Answers, p.result.Notices, err = o.Template.Resolve(filepath.Base(dir), o.Inputs...)
	if err != nil {
		return nil, err
	}
	if p.theirs, err = o.Template.Render(p.result.Answers); err != nil {
		return nil, err
	}
	return p, p.record()
}

func (p *production) record() error {
	source, err := relativeSource(p.Dir, p.Source)
	if err != nil {
		return err
	}
	digest, err := p.Template.Digest()
	if err != nil {
		return err
	}
	base := p.theirs.public()
	p.result.Record = Record{
		Schema:   recordSchema,
		Tool:     p.Tool,
		Template: TemplateID{Name: p.Template.Name, Version: p.Template.Version, Digest: digest, Source: source},
		Base:     base.Digest(),
		Answers:  p.result.Answers.recorded(),
	}
	p.archive, err = base.pack()
	return err
}

// beside makes a project where there is nothing yet.
func (p *production) beside(ctx context.Context) error {
	p.result.Plan = NewPlan(nil, nil, p.theirs)
	if p.DryRun {
		return nil
	}
	parent, name, err := p.openParent()
	if err != nil {
		return err
	}
	defer parent.Close()
	files := p.files()
	return txn.Create(parent, name, func(stage txn.Disk) error {
		if _, err := txn.WriteTree(ctx, stage, entries(files)); err != nil {
			return err
		}
		p.addRepository(stage.Name(), files)
		return ctx.Err()
	})
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
		return p.planInto(disk)
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
	if err := folder.Commit(ctx, p.changes()); err != nil {
		return err
	}
	p.addRepositoryInto(disk)
	return nil
}

// planInto plans what becomes of a folder that is there.
func (p *production) planInto(disk txn.Disk) error {
	left, err := txn.Interrupted(disk)
	if err != nil {
		return err
	}
	if left {
		return &TargetError{Reason: TargetInterrupted, Dir: p.Dir}
	}
	if p.ours, err = readTarget(p.Dir, disk); err != nil {
		return err
	}
	p.result.Plan = NewPlan(nil, p.ours, keepOwn(p.ours, p.theirs))
	return checkCollisions(p.Dir, p.ours, p.result.Plan)
}

// files are all files of the project: what was in the folder, what the plan
// makes of it, and the record.
func (p *production) files() Tree {
	files := map[string]File{}
	for _, f := range p.ours {
		files[f.Path] = f
	}
	for _, s := range p.result.Plan {
		if s.Writes() {
			files[s.Path] = s.File
		}
	}
	for _, f := range p.result.Record.files(p.archive) {
		files[f.Path] = f
	}
	t := slices.Collect(maps.Values(files))
	Tree(t).sort()
	return t
}

// changes are what the plan does to the folder, and the record after that.
func (p *production) changes() []txn.Change {
	var changes []txn.Change
	for _, s := range p.result.Plan {
		switch {
		case s.Writes():
			changes = append(changes, txn.Change{Entry: s.File.entry(), Was: s.was()})
		case s.Action == ActionRemove:
			changes = append(changes, txn.Change{Entry: txn.Entry{Path: s.Path}, Remove: true, Was: s.was()})
		}
	}
	for _, f := range p.result.Record.files(p.archive) {
		changes = append(changes, txn.Change{Entry: f.entry()})
	}
	return changes
}

// was is what the path held when the plan was made.
func (s Step) was() *txn.Entry {
	if s.Was == nil {
		return nil
	}
	e := s.Was.entry()
	return &e
}

func (f File) entry() txn.Entry { return txn.Entry{Path: f.Path, Content: f.Content, Mode: f.mode()} }

func entries(files Tree) []txn.Entry {
	list := make([]txn.Entry, len(files))
	for i, f := range files {
		list[i] = f.entry()
	}
	return list
}

// Recover undoes what a killed run left in the project in dir. It reports
// whether there was anything to undo. Commands call it before they read a
// project. The error is a [*TargetError] when another run is at work there.
func Recover(dir string) (bool, error) {
	disk, err := txn.OpenDisk(dir)
	if err != nil {
		return false, targetFault(dir, err)
	}
	defer disk.Close()
	folder, err := txn.Open(disk)
	if err != nil {
		return false, targetFault(dir, err)
	}
	return folder.Recovered(), folder.Close()
}
