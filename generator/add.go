package generator

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"path"
	"slices"

	"mlvb/generator/paths"
	"mlvb/generator/project"
	"mlvb/generator/template"
	"mlvb/generator/txn"
	"mlvb/generator/wechat"
)

// liveComponent is the folder of the component within the live sub-package. It
// needs nothing beside it.
const liveComponent = "components/mlvb-live-room"

// AddOptions is what [Add] needs.
type AddOptions struct {
	UpdateOptions        // Inputs without an appid take the mini-program's own; only what shows in the part is asked for
	Into          string // folder within the mini-program; empty is where the template has it
	Server        bool   // a server beside it
	Component     bool   // the component's folder alone, Into within Dir; always so for sources of Taro and uni-app
}

// Add adds the template's live sub-package to a mini-program that mlvb did not
// make, so that update works on it from then on: the sub-package's folder, its
// entry in app.json, and a server where asked. Nothing else is touched.
// Errors are those of [Update], and [*PlaceError].
func Add(ctx context.Context, o AddOptions) (UpdateResult, error) {
	u := &updating{UpdateOptions: o.UpdateOptions, command: commandAdd}
	return u.run(ctx, func() error { return o.load(u) })
}

// load finds out where things go.
func (o AddOptions) load(u *updating) error {
	if err := u.loadNew(); err != nil {
		return err
	}
	framework := wechat.DetectFramework(o.Dir)
	alone := o.Component || framework != wechat.FrameworkNative
	m := wechat.MiniProgram{Root: "."}
	if !alone {
		var err error
		if m, err = wechat.ReadMiniProgram(o.Dir); err != nil {
			return project.ConfigFault(o.Dir, err)
		}
	}
	u.Inputs = append(append([]template.Input{}, u.Inputs...), u.known(m, o.Server))
	app, folder, err := u.findPackage()
	if err != nil {
		return err
	}
	places := map[string]string{}
	if alone {
		into, err := m.Place(cmp.Or(o.Into, path.Join(framework.ComponentFolder(o.Dir), path.Base(liveComponent))))
		if err != nil {
			return err
		}
		places[path.Join(folder, liveComponent)] = into
	} else {
		root, _ := paths.Below(path.Dir(app), folder)
		into, err := m.PlacePackage(cmp.Or(o.Into, root))
		if err != nil {
			return err
		}
		places[folder] = path.Join(m.Root, into)
		places[app] = path.Join(m.Root, wechat.AppConfig)
	}
	if s := u.Template.Secrets; o.Server && s != nil {
		places[path.Dir(s.To)] = path.Dir(s.To)
	}
	u.layout = project.Layout{Only: true, Places: places}
	return u.checkFree(app)
}

// checkFree refuses to add to folders that are there.
func (u *updating) checkFree(app string) error {
	for from, to := range u.layout.Places {
		if from == app {
			continue
		}
		if entries, err := u.disk.ReadDir(to); errors.Is(err, fs.ErrNotExist) || err == nil && len(entries) == 0 {
			continue
		}
		return &project.Error{Reason: project.Taken, Dir: u.Dir, Path: to}
	}
	return nil
}

// known are the answers that a mini-program gives by what it is.
func (u *updating) known(m wechat.MiniProgram, server bool) template.Input {
	tells := map[string]string{"appid": m.AppID, "title": m.Title}
	if !server {
		tells["server"] = "none"
	}
	in := template.Input{}
	for name, value := range tells {
		if q, ok := u.Template.Question(name); ok && value != "" {
			if _, _, err := q.Accept(value, template.NewAnswers("")); err == nil {
				in[name] = value
			}
		}
	}
	return in
}

// findPackage renders the template where it has its files, to find the live
// sub-package. Which questions matter is not known before.
func (u *updating) findPackage() (app, folder string, err error) {
	a, err := u.optional(u.Inputs)
	if err != nil {
		return "", "", err
	}
	tree, err := u.Template.Render(a)
	if err != nil {
		return "", "", err
	}
	return wechat.FindPackage(tree)
}

// optional settles the answers as far as nobody has to give them.
func (u *updating) optional(inputs []template.Input) (template.Answers, error) {
	optional := slices.DeleteFunc(slices.Clone(u.Template.Questions), func(q template.Question) bool { return q.Required })
	a, _, err := u.settle(optional, inputs)
	return a, err
}

// loadNew refuses a folder that is a project already.
func (u *updating) loadNew() error {
	u.result.Base = BaseNone
	at, err := txn.Look(u.disk, project.RecordFile)
	if err != nil {
		return targetFault(u.Dir, err)
	}
	if at != nil {
		return &project.Error{Reason: project.AlreadyAProject, Dir: u.Dir, Path: project.RecordFile}
	}
	u.digest, err = u.Template.Digest()
	return err
}
