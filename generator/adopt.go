package generator

import (
	"context"
	"path"
	"slices"

	"mlvb/generator/project"
	"mlvb/generator/wechat"
)

// Adopt makes a project of mlvb of a mini-program that looks like one: files
// that equal the template's are managed from then on, missing ones are added.
// Those that differ stay as edits of the user's, unless Conflicts asks for
// something else. Answers that nobody gives are those that the files tell.
// Errors are those of [Update].
func Adopt(ctx context.Context, o UpdateOptions) (r UpdateResult, err error) {
	folder, err := o.open()
	if err != nil {
		return UpdateResult{}, err
	}
	defer folder.CloseInto(&r.Recovery)
	if err := folder.CheckNoProject(); err != nil {
		return UpdateResult{}, err
	}
	m, err := wechat.ReadMiniProgram(o.Dir)
	if err != nil {
		return UpdateResult{}, project.ConfigFault(o.Dir, err)
	}
	inputs := append(slices.Clone(o.Inputs), o.knownAnswers(m, true))
	rendered, err := o.findPackage(ctx, inputs)
	if err != nil {
		return UpdateResult{}, err
	}
	var layout project.Layout
	if root := path.Dir(rendered.app); root != m.Root && root != "." {
		layout = project.Layout{Places: map[string]string{root: m.Root}}
	}
	found, err := inference{o, folder, layout, inputs}.run(ctx)
	if err != nil {
		return UpdateResult{}, err
	}
	inputs = append(inputs, found.answers)
	answers, notices, err := o.resolve(layout, found.record(), inputs...)
	if err != nil {
		return UpdateResult{}, err
	}
	base, layout, err := o.keepOut(ctx, folder, layout, answers)
	if err != nil {
		return UpdateResult{}, err
	}
	r, err = o.merge(ctx, folder, merging{
		command: commandAdopt, layout: layout, base: mergeBase{base, BaseNone}, answers: answers, userWins: o.Conflicts == "",
	})
	r.Notices = notices
	return r, err
}
