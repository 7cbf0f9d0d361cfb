package generator

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"os"
	"path"

	"mlvb/generator/git"
	"mlvb/generator/host"
	"mlvb/generator/paths"
	"mlvb/generator/project"
	"mlvb/generator/template"
	"mlvb/generator/wechat"
)

// openFiles opens a folder to be looked at; no link leads out of it.
func openFiles(dir string) (*os.Root, error) {
	root, err := os.OpenRoot(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &project.Error{Reason: project.NotAProject, Dir: dir}
	}
	return root, project.TargetFault(dir, err)
}

// find finds the mini-program to add to.
func (o AddOptions) find(here fs.FS, framework wechat.Framework) (host.Found, error) {
	if framework != wechat.FrameworkNative {
		return host.FindCompiled(here, framework), nil
	}
	found, err := host.Find(here, o.Root, git.Ignored(o.Dir))
	var unknown *host.RootError
	if errors.As(err, &unknown) {
		unknown.Dir = o.Dir
	}
	return found, project.ConfigFault(o.Dir, err)
}

// rendering is the template's live sub-package, rendered where the template has
// it; its Root is a path of the template.
type rendering struct {
	wechat.Subpackage
	app  string // the template's app.json
	size int64  // of what is packed, in bytes
}

// inApp is the sub-package's folder from the mini-program's root on.
func (r rendering) inApp() string {
	root, _ := paths.Below(path.Dir(r.app), r.Root)
	return root
}

// findPackage renders the template where it has its files, to find the live
// sub-package. Which questions matter is not known before.
func (o UpdateOptions) findPackage(ctx context.Context, inputs []template.Input) (rendering, error) {
	var r rendering
	a, err := o.optionalAnswers(inputs...)
	if err != nil {
		return r, err
	}
	tree, err := o.Template.Render(ctx, a)
	if err != nil {
		return r, err
	}
	if r.app, r.Subpackage, err = wechat.FindPackage(tree); err != nil {
		return r, err
	}
	for _, f := range tree {
		if inside, ok := paths.Below(r.Root, f.Path); ok && wechat.Packable(inside) {
			r.size += int64(len(f.Content))
		}
	}
	return r, nil
}

// foresee tells what adding the sub-package, whose Root is where it goes by now,
// comes to.
func (r rendering) foresee(here fs.FS, found host.Found, framework wechat.Framework, beside []string) host.Foresight {
	foresight := host.Foresee(here, found, host.Part{
		Framework: framework, Name: r.Name, Size: r.size, Beside: beside,
	})
	if framework != wechat.FrameworkNative {
		sub := r.Subpackage
		sub.Name = cmp.Or(foresight.Name, r.Name)
		foresight.Register = host.Register(here, framework, found.Root, sub)
	}
	return foresight
}
