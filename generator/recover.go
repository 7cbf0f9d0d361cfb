package generator

import (
	"mlvb/generator/project"
	"mlvb/generator/txn"
)

// Recover undoes what a killed run left in the project in dir. It reports
// whether there was anything to undo; otherwise it writes nothing. Commands that
// only look at a project call it first: the others do it by themselves. The
// error is a [*project.TargetError] when another run is at work there.
func Recover(dir string) (bool, error) {
	disk, err := txn.OpenDisk(dir)
	if err != nil {
		return false, project.TargetFault(dir, err)
	}
	defer disk.Close()
	if left, err := txn.Littered(disk); err != nil || !left {
		return false, project.TargetFault(dir, err)
	}
	folder, err := txn.Open(disk)
	if err != nil {
		return false, project.TargetFault(dir, err)
	}
	return folder.Recovered(), folder.Close()
}
