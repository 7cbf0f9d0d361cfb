package generator

import (
	"mlvb/generator/filesystem"
	"mlvb/generator/project"
	"mlvb/generator/txn"
)

// Recover undoes what a killed run left in dir, whether that is a project by now
// or not: the run may have been about to make the record, or to remove it. Where
// nothing is left it writes nothing. Commands call it before they read the
// record. The error is a [*project.TargetError] when another run is at work
// there.
func Recover(dir string) (project.Recovery, error) {
	disk, err := filesystem.OpenDisk(dir)
	if err != nil {
		return project.Recovery{}, project.TargetFault(dir, err)
	}
	left, err := txn.Littered(disk)
	if closeErr := disk.Close(); err == nil {
		err = closeErr
	}
	if err != nil || !left {
		return project.Recovery{}, project.TargetFault(dir, err)
	}
	folder, err := project.Open(dir, nil)
	if err != nil {
		return project.Recovery{}, err
	}
	var r project.Recovery
	folder.CloseInto(&r)
	return r, nil
}

// CheckWhole refuses to go by what is in dir while it is half of a change. The
// error is that of [project.OpenToRead]: another run is at work there, or one was
// killed. It writes nothing, which is what a dry run needs.
func CheckWhole(dir string) error {
	folder, err := project.OpenToRead(dir, nil)
	if err != nil {
		return err
	}
	return project.TargetFault(dir, folder.Close())
}
