package generator

import (
	"context"
	"errors"
	"io/fs"

	"mlvb/generator/files"
	"mlvb/generator/plan"
	"mlvb/generator/project"
)

// BaseState tells where the base of the merges came from.
type BaseState string

// The states of the base.
const (
	BaseRecorded BaseState = "recorded" // .mlvb/base.tar.gz
	BaseRendered BaseState = "rendered" // that was broken; the same template made it anew
	BaseLost     BaseState = "lost"     // that was broken: the user's files stay, new ones are added
	BaseNone     BaseState = "none"     // add and adopt have none
)

// mergeBase is what the merges begin with, and where it came from.
type mergeBase struct {
	tree  files.Tree
	state BaseState
}

// findBase is the recorded base. Where that is broken, the template renders it
// anew, if it is the one that the record names.
func (o UpdateOptions) findBase(ctx context.Context, state project.State) (mergeBase, error) {
	digest, err := o.Template.Digest()
	if err != nil {
		return mergeBase{}, err
	}
	sameTemplate := digest == state.Record.Template.Digest
	switch {
	case errors.Is(state.BaseErr, fs.ErrPermission):
		return mergeBase{}, state.BaseErr
	case state.BaseErr == nil:
		return mergeBase{o.Template.SetMerges(state.Base), BaseRecorded}, nil
	case !sameTemplate && o.Conflicts == "" && project.BaseInGit(o.Dir):
		return mergeBase{}, &project.Error{Reason: project.BaseLost, Dir: o.Dir, Path: project.BaseFile, Err: state.BaseErr}
	case !sameTemplate:
		return mergeBase{nil, BaseLost}, nil
	}
	a, err := o.recordedAnswers(state)
	if err != nil {
		return mergeBase{}, err
	}
	tree, err := o.render(ctx, a, state.Layout)
	return mergeBase{tree.WithoutSecrets(), BaseRendered}, err
}

// userWins reports whether the user's files stay as they are where they have no
// base. Without one, edits can't be told from the template's changes.
func (b mergeBase) userWins(style plan.Style) bool {
	return b.state == BaseLost && (style == "" || style == plan.Ours)
}
