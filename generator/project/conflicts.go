package project

import (
	"errors"
	"fmt"
	"io/fs"

	"mlvb/generator/files"
	"mlvb/generator/plan"
)

// conflictsFile lists what is still to be decided. It is committed with the
// project: whoever goes on with it needs the list.
const ConflictsFile = RecordDir + "/conflicts.json"

// readConflicts reads the list; there is none when nothing is to be decided.
func ReadConflicts(dir string) ([]plan.Conflict, error) {
	data, err := readRecordFile(dir, ConflictsFile, files.MaxArchive)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	conflicts, err := plan.ParseConflicts(data)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", ConflictsFile, err)
	}
	return conflicts, nil
}
