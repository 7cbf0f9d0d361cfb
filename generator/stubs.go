package generator

import (
	"context"
	"errors"

	"mlvb/generator/txn"
)

var errNotYet = errors.New("not yet")

const (
	commandUpdate = "update"
	commandSet    = "set"
)

func (o UpdateOptions) run(ctx context.Context, command string) (UpdateResult, error) { return UpdateResult{}, errNotYet }
func (o UpdateOptions) adopt(ctx context.Context) (UpdateResult, error)               { return UpdateResult{}, errNotYet }
func (o StatusOptions) read(ctx context.Context) (Status, error)                      { return Status{}, errNotYet }
func userChanges(ctx context.Context, dir string, paths []string) ([]FileDiff, error) { return nil, errNotYet }
func (o ResolveOptions) run(ctx context.Context) (ResolveResult, error)               { return ResolveResult{}, errNotYet }
func undoLast(ctx context.Context, dir string, open func(string) (txn.Disk, error)) (UndoResult, error) { return UndoResult{}, errNotYet }
func (o AddOptions) run(ctx context.Context) (UpdateResult, error)                    { return UpdateResult{}, errNotYet }
func detectFramework(dir string) Framework                                            { return FrameworkNative }
func (s Step) diff() (FileDiff, bool)                                                 { return FileDiff{}, false }
func (m *Manifest) recall(r Record) Input                                             { return nil }
