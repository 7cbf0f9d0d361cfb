package generator

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"

	"mlvb/generator/paths"
	"mlvb/generator/project"
	"mlvb/generator/template"
	"mlvb/generator/wechat"
)

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
// Errors are those of [Update], and [*wechat.PlaceError].
func Add(ctx context.Context, o AddOptions) (r UpdateResult, err error) {
	folder, err := o.open()
	if err != nil {
		return UpdateResult{}, err
	}
	defer folder.CloseInto(&r.Recovery)
	if err := folder.CheckNoProject(); err != nil {
		return UpdateResult{}, err
	}
	part, err := o.plannedPart(ctx)
	if err != nil {
		return UpdateResult{}, err
	}
	if err := part.checkFree(folder); err != nil {
		return UpdateResult{}, err
	}
	inputs := append(slices.Clone(o.Inputs), part.known)
	answers, notices, err := o.resolve(part.layout, project.Record{}, inputs...)
	if err != nil {
		return UpdateResult{}, err
	}
	r, err = o.merge(ctx, folder, merging{command: commandAdd, layout: part.layout, base: mergeBase{nil, BaseNone}, answers: answers})
	r.Notices = notices
	return r, err
}

// part is what is added to a mini-program, and where.
type part struct {
	known  template.Input // answers that the mini-program gives by what it is
	app    string         // the template's app.json
	layout project.Layout
}

// plannedPart finds out what is added, and where it goes.
func (o AddOptions) plannedPart(ctx context.Context) (part, error) {
	framework := wechat.DetectFramework(o.Dir)
	alone := o.Component || framework != wechat.FrameworkNative
	m := wechat.MiniProgram{Root: "."}
	if !alone {
		var err error
		if m, err = wechat.ReadMiniProgram(o.Dir); err != nil {
			return part{}, project.ConfigFault(o.Dir, err)
		}
	}
	known := o.knownAnswers(m, o.Server)
	app, folder, err := o.findPackage(ctx, append(slices.Clone(o.Inputs), known))
	if err != nil {
		return part{}, err
	}
	places := map[string]string{}
	if alone {
		component := o.Template.Add.Component
		place := path.Join(framework.ComponentFolder(o.Dir), path.Base(component))
		places[path.Join(folder, component)], err = m.Place(cmp.Or(o.Into, place))
	} else {
		err = placePackage(places, m, app, folder, o.Into)
	}
	if err != nil {
		return part{}, err
	}
	layout := project.Layout{Only: true, Places: places}
	if o.Server {
		layout = layout.With(o.Template.Add.Server)
	}
	return part{known, app, layout}, nil
}

// placePackage places the sub-package in a folder of the template, and its
// entry in app.json.
func placePackage(places map[string]string, m wechat.MiniProgram, app, folder, into string) error {
	root, _ := paths.Below(path.Dir(app), folder)
	into, err := m.PlacePackage(cmp.Or(into, root))
	if err != nil {
		return err
	}
	places[folder] = path.Join(m.Root, into)
	places[app] = path.Join(m.Root, wechat.AppConfig)
	return nil
}

// checkFree refuses to add to what is there.
func (p part) checkFree(folder *project.Folder) error {
	for from, to := range p.layout.Places {
		if from == p.app {
			continue
		}
		if err := checkFree(folder, to); err != nil {
			return err
		}
	}
	return nil
}

// checkFree refuses a path at which there is a file, or a folder with something
// in it.
func checkFree(folder *project.Folder, name string) error {
	if _, err := folder.Disk.Lstat(name); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if entries, err := folder.Disk.ReadDir(name); err == nil && len(entries) == 0 {
		return nil
	}
	return &project.Error{Reason: project.Taken, Dir: folder.Dir, Path: name}
}

// knownAnswers are the answers that a mini-program gives by what it is.
func (o UpdateOptions) knownAnswers(m wechat.MiniProgram, server bool) template.Input {
	in := template.Input{}
	if !server {
		maps.Copy(in, o.Template.Add.NoServer)
	}
	for name, value := range map[string]string{o.Template.Add.AppID: m.AppID, o.Template.Add.Title: m.Title} {
		q, ok := o.Template.Question(name)
		if !ok || value == "" {
			continue
		}
		if _, _, err := q.Accept(value, template.NewAnswers("")); err == nil {
			in[name] = value
		}
	}
	return in
}

// findPackage renders the template where it has its files, to find the live
// sub-package. Which questions matter is not known before.
func (o UpdateOptions) findPackage(ctx context.Context, inputs []template.Input) (app, folder string, err error) {
	a, err := o.optionalAnswers(inputs...)
	if err != nil {
		return "", "", err
	}
	tree, err := o.Template.Render(ctx, a)
	if err != nil {
		return "", "", err
	}
	return wechat.FindPackage(tree)
}
