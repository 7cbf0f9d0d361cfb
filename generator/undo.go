package generator

import (
	"context"
	"slices"

	"mlvb/generator/txn"
)

// UndoOptions is what [Undo] needs.
type UndoOptions struct {
	Dir   string
	Aside bool // put aside what changed since, rather than refuse

	openDisk func(dir string) (txn.Disk, error) // for tests; nil is txn.OpenDisk
}

// UndoResult is what [Undo] did.
type UndoResult struct {
	Recovered bool     // a killed run was undone, and nothing else: that one was the last
	Command   string   // that was undone: update, set, add, adopt, resolve
	Paths     []string // that are as they were before it, sorted
	Aside     []string // where the user's versions are that were in their place
	DevTools  []string // of Paths, those that WeChat DevTools may write back
	GitError  error    // git's index could not be put back; a warning
}

// Undo takes the last update, set, add or adopt back, byte for byte, and the
// conflicts that it showed in git's index. What settled its conflicts goes with
// it; what the user wrote to settle them is put aside.
//
// The error is a [*ProjectError] with ProjectNothingToUndo, with
// ProjectAsBefore, or with ProjectChanged when files changed since.
func Undo(ctx context.Context, o UndoOptions) (UndoResult, error) {
	if o.openDisk == nil {
		o.openDisk = txn.OpenDisk
	}
	disk, err := o.openDisk(o.Dir)
	if err != nil {
		return UndoResult{}, targetFault(o.Dir, err)
	}
	defer disk.Close()
	folder, err := txn.Open(disk)
	if err != nil {
		return UndoResult{}, targetFault(o.Dir, err)
	}
	defer folder.Close()
	if folder.Recovered() {
		return UndoResult{Recovered: true}, nil
	}
	last, err := folder.Undo(ctx, o.Aside)
	if err != nil {
		return UndoResult{}, projectFault(o.Dir, err)
	}
	r := UndoResult{Command: last.Command, Paths: slices.Sorted(slices.Values(last.Paths)), Aside: last.Aside}
	r.DevTools = devToolsFiles(r.Paths)
	if index, ok := last.Attached[savedIndex]; ok {
		r.GitError = hideConflicts(o.Dir, index)
	}
	return r, nil
}
