package generator

import (
	"context"
	"errors"
)

var errNotYet = errors.New("not yet")

func (u *updating) nameSubpackages()                                                  {}
func (l Layout) relocate(f File) ([]byte, bool)                                       { return f.Content, true }
func (o UpdateOptions) adopt(ctx context.Context) (UpdateResult, error)               { return UpdateResult{}, errNotYet }
func (o AddOptions) run(ctx context.Context) (UpdateResult, error)                    { return UpdateResult{}, errNotYet }
func detectFramework(dir string) Framework                                            { return FrameworkNative }
