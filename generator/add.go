package generator

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"

	"mlvb/generator/host"
	"mlvb/generator/paths"
	"mlvb/generator/project"
	"mlvb/generator/template"
	"mlvb/generator/wechat"
)

// AddOptions is what [Add] needs.
type AddOptions struct {
	UpdateOptions        // Inputs without an appid take the mini-program's own; only what shows in the part is asked for
	Root          string // folder of the mini-program's app.json; empty looks for it
	Into          string // folder within the mini-program; empty is where the template has it, or one like it that is free
	Server        bool   // a server beside it
	Component     bool   // the component's folder alone, Into within Dir
}

// Add adds the template's live sub-package to a mini-program that mlvb did not
// make, so that update works on it from then on: the sub-package's folder, its
// entry in app.json, and a server where asked. Where the project itself is the
// mini-program, project.config.json keeps what does not belong there out of its
// package. Nothing else is touched. What the mini-program hands down to its
// pages is looked at first: the result's Foresight tells.
// Errors are those of [Update], [*wechat.PlaceError] and [*host.RootError].
func Add(ctx context.Context, o AddOptions) (r UpdateResult, err error) {
	folder, err := o.open()
	if err != nil {
		return UpdateResult{}, err
	}
	defer folder.CloseInto(&r.Recovery)
	if err := folder.CheckNoProject(); err != nil {
		return UpdateResult{}, err
	}
	part, err := o.plannedPart(ctx, folder)
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
	r.Notices, r.Foresight = notices, part.foresight
	return r, err
}

// part is what is added to a mini-program, and where.
type part struct {
	known     template.Input // answers that the mini-program gives by what it is
	app       string         // the template's app.json
	layout    project.Layout
	foresight *host.Foresight // nil for a component alone
}

// plannedPart finds out what is added, and where it goes.
func (o AddOptions) plannedPart(ctx context.Context, folder *project.Folder) (part, error) {
	here, err := openFiles(o.Dir)
	if err != nil {
		return part{}, err
	}
	defer here.Close()
	framework := wechat.DetectFramework(here.FS())
	if o.Component {
		return o.plannedComponent(ctx, here.FS(), framework)
	}
	found, err := o.find(here.FS(), framework)
	if err != nil {
		return part{}, err
	}
	p := part{known: o.knownAnswers(found.MiniProgram, o.Server)}
	rendered, err := o.findPackage(ctx, append(slices.Clone(o.Inputs), p.known))
	if err != nil {
		return part{}, err
	}
	p.app = rendered.app
	usual := framework.PackageFolder(rendered.inApp())
	into, err := o.placeInto(folder, found.MiniProgram, usual)
	if err != nil {
		return part{}, err
	}
	p.layout = project.Layout{Only: true, Compiled: framework != wechat.FrameworkNative, Places: map[string]string{
		rendered.Root: path.Join(found.Root, into),
		rendered.app:  path.Join(found.Root, wechat.AppConfig),
	}}
	if o.Server {
		if p.layout, err = o.placeServer(folder, p.layout); err != nil {
			return part{}, err
		}
	}
	rendered.Root = into
	foresight := rendered.foresee(here.FS(), found, framework, beside(p.layout, rendered.app))
	if into != usual && o.Into == "" {
		foresight.Package = into
	}
	p.layout.Name, p.layout.Settings, p.layout.Unpacked = foresight.Name, host.Settings(foresight.Inherited), foresight.Ignored
	p.foresight = &foresight
	return p, nil
}

// plannedComponent is the part that is the component alone.
func (o AddOptions) plannedComponent(ctx context.Context, here fs.FS, framework wechat.Framework) (part, error) {
	m := wechat.MiniProgram{Root: "."}
	p := part{known: o.knownAnswers(m, o.Server), layout: project.Layout{Only: true}}
	rendered, err := o.findPackage(ctx, append(slices.Clone(o.Inputs), p.known))
	if err != nil {
		return part{}, err
	}
	component := o.Template.Add.Component
	place := path.Join(framework.ComponentFolder(here), path.Base(component))
	into, err := m.Place(cmp.Or(o.Into, place))
	p.app, p.layout.Places = rendered.app, map[string]string{path.Join(rendered.Root, component): into}
	return p, err
}

// placeInto is the folder of the sub-package, from the mini-program's root on:
// the one that was asked for, else the usual one or one like it that is free.
func (o AddOptions) placeInto(folder *project.Folder, m wechat.MiniProgram, root string) (string, error) {
	if o.Into != "" {
		return m.PlacePackage(o.Into)
	}
	if _, err := folder.Disk.Lstat(path.Join(m.Root, root, o.Template.Add.Component)); o.Template.Add.Component != "" && err == nil {
		return "", &project.Error{Reason: project.AddedBefore, Dir: folder.Dir, Path: path.Join(m.Root, root)}
	}
	free, ok := host.FreeRoot(m, root, func(name string) bool { return checkFree(folder, path.Join(m.Root, name)) != nil })
	if !ok {
		return m.PlacePackage(root)
	}
	return free, nil
}

// beside are the files and folders of a layout that are not of the mini-program,
// and those that mlvb keeps.
func beside(l project.Layout, app string) []string {
	list := []string{project.Dir + "/"}
	for _, name := range slices.Sorted(maps.Keys(l.Places)) {
		if _, inApp := paths.Below(path.Dir(app), name); inApp {
			continue
		}
		place := l.Places[name]
		if path.Ext(name) == "" {
			place += "/"
		}
		list = append(list, place)
	}
	return list
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
	for name, value := range map[string]string{o.Template.Add.AppID: m.AppID, o.Template.Add.Title: m.App.Window.Title} {
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
