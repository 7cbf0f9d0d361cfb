package generator

import (
	"context"
	"fmt"

	"mlvb/generator/files"
	"mlvb/generator/plan"
	"mlvb/generator/project"
	"mlvb/generator/txn"
)

// inspection is a project that is only looked at.
type inspection struct {
	record    project.Record
	base      files.Tree // nil where it is broken
	baseErr   error
	conflicts []plan.Conflict
	rootMove  *project.RootMove
	sight     files.Snapshot
}

// inspect reads a project whose commands are not interrupted.
func inspect(ctx context.Context, dir string) (inspection, error) {
	var i inspection
	disk, err := txn.OpenDisk(dir)
	if err != nil {
		return i, targetFault(dir, err)
	}
	defer disk.Close()
	u := updating{UpdateOptions: UpdateOptions{Dir: dir}, disk: disk}
	if err := u.checkWhole(); err != nil {
		return i, err
	}
	if i.record, err = openRecord(dir, ""); err != nil {
		return i, err
	}
	if i.conflicts, err = openConflicts(dir); err != nil {
		return i, err
	}
	i.base, i.baseErr = baseOf(dir, i.record)
	i.rootMove = project.Follow(dir, disk, &i.record, i.base, i.conflicts)
	if i.sight, err = see(ctx, disk, i.conflicts, i.base); err != nil {
		return i, err
	}
	for n, f := range i.base {
		if !i.record.Layout.IsPart(f.Path) {
			continue
		}
		ours := i.sight.File(f.Path)
		if ours == nil {
			continue
		}
		if whole, ok := i.record.Layout.Whole(ours, &f); ok {
			i.base[n] = whole
		}
	}
	return i, nil
}

// baseOf reads the base that belongs to a record.
func baseOf(dir string, r project.Record) (files.Tree, error) {
	base, err := project.ReadBase(dir)
	if err != nil {
		return nil, err
	}
	if base.Digest() != r.Base {
		return nil, fmt.Errorf("read %s: it does not belong to the record beside it", project.BaseFile)
	}
	return base, nil
}

// brokenBase refuses what needs a base.
func brokenBase(dir string, err error) error {
	return &project.Error{Reason: project.Broken, Dir: dir, Path: project.BaseFile, Err: err}
}
