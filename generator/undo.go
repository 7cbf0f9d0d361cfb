package generator

import (
	"context"
	"slices"

	"mlvb/generator/git"
	"mlvb/generator/project"
	"mlvb/generator/wechat"
)

// UndoOptions is what [Undo] needs.
type UndoOptions struct {
	Dir   string
	Aside bool // put aside what changed since, rather than refuse

	openDisk project.OpenDisk // for tests; nil is txn.OpenDisk
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
// The error is a [*project.Error] with NothingToUndo, with
// AsBefore, or with ChangedSince when files changed since.
func Undo(ctx context.Context, o UndoOptions) (UndoResult, error) {
	folder, err := project.Open(o.Dir, o.openDisk)
	if err != nil {
		return UndoResult{}, err
	}
	defer folder.Close()
	if folder.Recovered {
		return UndoResult{Recovered: true}, nil
	}
	last, err := folder.Undo(ctx, o.Aside)
	if err != nil {
		return UndoResult{}, err
	}
	r := UndoResult{Command: last.Command, Paths: slices.Sorted(slices.Values(last.Paths)), Aside: last.Aside}
	r.DevTools = wechat.DevToolsFiles(r.Paths)
	if before, ok := last.Attached[indexBefore]; ok {
		r.GitError = git.HideConflicts(o.Dir, git.Shown{Before: before, After: last.Attached[indexAfter]})
	}
	return r, nil
}
