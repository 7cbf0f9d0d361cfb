package generator

import (
	"context"
	"path"

	"mlvb/generator/project"
	"mlvb/generator/template"
	"mlvb/generator/wechat"
)

// Adopt makes a project of mlvb of a mini-program that looks like one: its files that equal the
// template's are managed from then on, missing ones are added. Those that
// differ are left alone, as edits of the user's, unless Conflicts asks for
// something else. Answers that nobody gives are those that the files tell. Errors are those of [Update].
func Adopt(ctx context.Context, o UpdateOptions) (UpdateResult, error) {
	u := &updating{UpdateOptions: o, command: commandAdopt}
	return u.run(ctx, func() error { return u.loadAdopted(ctx) })
}

// loadAdopted finds out where the mini-program is, and what it was made with.
func (u *updating) loadAdopted(ctx context.Context) error {
	if err := u.loadNew(); err != nil {
		return err
	}
	m, err := wechat.ReadMiniProgram(u.Dir)
	if err != nil {
		return project.ConfigFault(u.Dir, err)
	}
	u.Inputs = append(append([]template.Input{}, u.Inputs...), u.known(m, true))
	app, _, err := u.findPackage()
	if err != nil {
		return err
	}
	if root := path.Dir(app); root != m.Root && root != "." {
		u.layout = project.Layout{Places: map[string]string{root: m.Root}}
	}
	return u.infer(ctx)
}
