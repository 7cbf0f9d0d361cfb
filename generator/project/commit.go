package project

import (
	"context"
	"errors"

	"mlvb/generator/txn"
)

// Commit makes the changes, all of them or none, and keeps what undo needs
// under the name of a command. No changes are no commit: what undo has stays.
func (f *Folder) Commit(ctx context.Context, command string, changes []txn.Change) error {
	if len(changes) == 0 {
		return nil
	}
	return TargetFault(f.Dir, f.held.CommitUndoable(ctx, command, changes))
}

// CommitForGood is [Folder.Commit] for what undo can't take back.
func (f *Folder) CommitForGood(ctx context.Context, changes []txn.Change) error {
	return TargetFault(f.Dir, f.held.Commit(ctx, changes))
}

// CommitJoined is [Folder.Commit] for what completes the last command: undo
// takes both back at once.
func (f *Folder) CommitJoined(ctx context.Context, command string, changes []txn.Change) error {
	if len(changes) == 0 {
		return nil
	}
	return TargetFault(f.Dir, f.held.CommitJoined(ctx, command, changes))
}

// Attach keeps a content with the last commit, by a name; undo gets it back.
func (f *Folder) Attach(name string, content []byte) error {
	return TargetFault(f.Dir, f.held.Attach(name, content))
}

// Undoable lists the commands that [Folder.Undo] takes back when it is called
// again and again, the first one first.
func (f *Folder) Undoable() ([]string, error) {
	list, err := txn.UndoableHere(f.Disk)
	if err != nil {
		return nil, TargetFault(f.Dir, err)
	}
	var commands []string
	for _, u := range list {
		commands = append(commands, u.Command)
	}
	return commands, nil
}

// Undo takes the last commit back. What was changed since is put aside where
// aside says so, else the error, an [*Error], names it.
func (f *Folder) Undo(ctx context.Context, aside bool) (*txn.Undoable, error) {
	last, err := f.held.Undo(ctx, aside)
	return last, f.undoFault(err)
}

// CheckUndo tells what [Folder.Undo] would take back, or why it would refuse.
func (f *Folder) CheckUndo(aside bool) (*txn.Undoable, error) {
	last, err := f.held.CheckUndo(aside)
	return last, f.undoFault(err)
}

func (f *Folder) undoFault(err error) error {
	var later *txn.LaterChangesError
	switch {
	case errors.Is(err, txn.ErrNothingToUndo):
		return &Error{Reason: NothingToUndo, Dir: f.Dir}
	case errors.Is(err, txn.ErrAsBefore):
		return &Error{Reason: AsBefore, Dir: f.Dir}
	case errors.Is(err, txn.ErrNotHere):
		return &Error{Reason: NotHere, Dir: f.Dir}
	case errors.As(err, &later):
		return &Error{Reason: ChangedSince, Dir: f.Dir, Paths: later.Paths}
	}
	return TargetFault(f.Dir, err)
}
