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

	openDisk project.OpenDisk // for tests; nil is filesystem.OpenDisk
}

// UndoResult is what [Undo] did.
type UndoResult struct {
	Command  string   // that was undone: update, set, add, adopt, resolve; empty where a killed run was undone, and nothing else
	Paths    []string // that are as they were before it, sorted
	Aside    []string // where the user's versions are that were in their place
	DevTools []string // of Paths, those that WeChat DevTools may write back
	GitError error    // git's index could not be put back; a warning
	Next     []string // the commands that can be undone after that one, the next one first

	Recovery project.Recovery // set where Undo failed, too
}

// Undo takes the last update, set, add or adopt back, byte for byte, and the
// conflicts that it showed in git's index. What settled its conflicts goes with
// it; what the user wrote to settle them is put aside.
//
// The error is a [*project.Error] with NothingToUndo, with
// AsBefore, with NotHere, or with ChangedSince when files changed since.
func Undo(ctx context.Context, o UndoOptions) (r UndoResult, err error) {
	folder, err := project.Open(o.Dir, o.openDisk)
	if err != nil {
		return UndoResult{}, err
	}
	defer folder.CloseInto(&r.Recovery)
	if folder.Recovery().Done {
		return UndoResult{}, nil // that one was the last
	}
	// Git's index goes first: a killed undo can be run again, but once it is done
	// nothing remembers the index.
	last, err := folder.CheckUndo(o.Aside)
	if err != nil {
		return UndoResult{}, err
	}
	shown := git.Shown{Before: last.Attached[indexBefore], After: last.Attached[indexAfter]}
	gitErr := hideConflicts(o.Dir, shown)
	if last, err = folder.Undo(ctx, o.Aside); err != nil {
		_ = hideConflicts(o.Dir, git.Shown{Before: shown.After, After: shown.Before}) // shows them again
		return UndoResult{}, err
	}
	r = UndoResult{Command: last.Command, Paths: slices.Sorted(slices.Values(last.Paths)), Aside: last.Aside, GitError: gitErr}
	r.DevTools = wechat.DevToolsFiles(r.Paths)
	r.Next, _ = folder.Undoable() // what was undone is undone, whatever is left after it
	return r, nil
}

// hideConflicts puts git's index back to what it was before conflicts were shown
// in it, if any were.
func hideConflicts(dir string, shown git.Shown) error {
	if shown.Before == nil {
		return nil
	}
	return git.HideConflicts(dir, shown)
}
