package project

import (
	"errors"
	"io/fs"

	"mlvb/generator/files"
	"mlvb/generator/plan"
)

// ConflictsFile lists what is still to be decided. It is committed with the
// project: whoever goes on with it needs the list.
const ConflictsFile = Dir + "/conflicts.json"

// readConflicts reads the list; there is no file when nothing is to be decided.
// The error is an [*Error].
func readConflicts(dir string) ([]plan.Conflict, error) {
	data, err := readRecordFile(dir, ConflictsFile, files.MaxArchive)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	fault := &Error{Reason: Broken, Dir: dir, Path: ConflictsFile, Err: err}
	if err != nil {
		return nil, fault
	}
	conflicts, err := plan.ParseConflicts(data)
	switch {
	case errors.Is(err, plan.ErrNewerConflicts):
		return nil, &Error{Reason: MadeByNewer, Dir: dir, Path: ConflictsFile}
	case err != nil:
		fault.Err = readFault(ConflictsFile, err)
		return nil, fault
	}
	return conflicts, nil
}
