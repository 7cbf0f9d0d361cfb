package generator

import (
	"context"
	"errors"

	"mlvb/generator/txn"
)

var errNotYet = errors.New("not yet")

func (u *updating) nameSubpackages()                                                  {}
func (u *updating) showConflicts() error                                              { return nil }
func (l Layout) relocate(f File) ([]byte, bool)                                       { return f.Content, true }
func (o UpdateOptions) adopt(ctx context.Context) (UpdateResult, error)               { return UpdateResult{}, errNotYet }
func (o StatusOptions) read(ctx context.Context) (Status, error)                      { return Status{}, errNotYet }
func userChanges(ctx context.Context, dir string, paths []string) ([]FileDiff, error) { return nil, errNotYet }
func (o ResolveOptions) run(ctx context.Context) (ResolveResult, error)               { return ResolveResult{}, errNotYet }
func undoLast(ctx context.Context, dir string, open func(string) (txn.Disk, error)) (UndoResult, error) { return UndoResult{}, errNotYet }
func (o AddOptions) run(ctx context.Context) (UpdateResult, error)                    { return UpdateResult{}, errNotYet }
func detectFramework(dir string) Framework                                            { return FrameworkNative }
func (s Step) diff() (FileDiff, bool)                                                 { return FileDiff{}, false }
