package generator

import "context"

// UndoResult is what [Undo] did.
type UndoResult struct {
	Command  string   // that was undone: update, set, add, adopt
	Paths    []string // that are as they were before it
	GitError error    // git's index could not be put back; a warning
}

// Undo takes the last update, set, add or adopt back, byte for byte. The error
// is a [*ProjectError] with ProjectNothingToUndo, or with ProjectChanged when
// files changed since.
func Undo(ctx context.Context, dir string) (UndoResult, error) { return undoLast(ctx, dir, nil) }
