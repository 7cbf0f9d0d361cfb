package generator

import (
	"context"
	"slices"

	"mlvb/generator/txn"
)

// UndoResult is what [Undo] did.
type UndoResult struct {
	Command  string   // that was undone: update, set, add, adopt, resolve
	Paths    []string // that are as they were before it, sorted
	GitError error    // git's index could not be put back; a warning
}

// Undo takes the last update, set, add, adopt or resolve back, byte for byte,
// and the conflicts that it showed in git's index. The error is a
// [*ProjectError] with ProjectNothingToUndo, or with ProjectChanged when files
// changed since.
func Undo(ctx context.Context, dir string) (UndoResult, error) {
	return undoOn(ctx, dir, txn.OpenDisk)
}

func undoOn(ctx context.Context, dir string, openDisk func(string) (txn.Disk, error)) (UndoResult, error) {
	disk, err := openDisk(dir)
	if err != nil {
		return UndoResult{}, targetFault(dir, err)
	}
	defer disk.Close()
	folder, err := txn.Open(disk)
	if err != nil {
		return UndoResult{}, targetFault(dir, err)
	}
	defer folder.Close()
	index, err := txn.Look(disk, savedIndex)
	if err != nil {
		return UndoResult{}, targetFault(dir, err)
	}
	last, err := folder.Undo(ctx)
	if err != nil {
		return UndoResult{}, projectFault(dir, err)
	}
	r := UndoResult{Command: last.Command, Paths: slices.Sorted(slices.Values(last.Paths))}
	if index != nil {
		r.GitError = hideConflicts(dir, index.Content)
	}
	return r, nil
}
