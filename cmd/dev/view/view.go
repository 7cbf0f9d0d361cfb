// Package view shows a mini-program in a browser: it builds the mini-program,
// serves it with the client that runs it there, builds again after every save
// and tells the pages.
//
// Goals: ready within a second, a save on the page within half of one, and no
// Node; it goes on whatever is in the mini-program's files. All that it serves
// comes from memory, but for pictures and the like.
//
// It knows no ports, no command line, and does not check who asks: package guard
// does. It is for development: what it shows is like WeChat, not WeChat.
package view

import (
	"context"
	"crypto/rand"
	"errors"
	"io/fs"
	"path/filepath"

	"golang.org/x/sync/errgroup"

	"mlvb/cmd/dev/view/build"
	"mlvb/cmd/dev/view/client"
	"mlvb/cmd/dev/view/npm"
	"mlvb/cmd/dev/view/wxml"
)

// Options of a view.
type Options struct {
	Project  string            // folder of project.config.json, or of app.json
	Language string            // of the client's words: en or zh-CN
	Packages npm.Packages      // what npm.Find returned
	CacheDir string            // for what takes long to make: the compiler's machine code, the client's bundle; "" none
	FLVPort  int               // where the relay has FLV over HTTP; 0: 8000
	Moved    map[string]string // hosts with port that the mini-program asks, and where their server is instead; nil: none
	Say      func(key string, args ...any) string
	Report   func(build.Failure) // hears of the failures of each build, but of a warning only once while it stays; nil: nobody
}

// A View builds and serves one mini-program.
type View struct {
	options Options
	project build.Project
	token   string
	client  bundle
	shell   []byte // HTML
	phone   []byte // HTML
	forward forwarder
	builder builder
	builds  *builds
	ended   <-chan struct{}

	warnings map[string]bool // of the last build

	watcher  *watcher
	watchErr error
}

// A builder makes builds of what it was not told to forget, and of what it has
// not seen yet.
type builder interface {
	Forget(names ...string)
	Build(ctx context.Context) (*build.App, error)
}

// Open builds the mini-program once. What the view holds is let go when ctx is
// done. An error is a sentence for the user.
func Open(ctx context.Context, o Options) (*View, error) {
	project, err := filepath.Abs(o.Project)
	if err != nil {
		return nil, err
	}
	p, err := build.Open(project, o.Say)
	if err != nil {
		return nil, err
	}
	v := newView(ctx, o, p)
	// From here on no save is missed, though it is heard of only in Watch.
	v.watcher, v.watchErr = newWatcher(p.Folder)
	if v.watchErr == nil {
		context.AfterFunc(ctx, func() { _ = v.watcher.notify.Close() })
	}
	var both errgroup.Group
	both.Go(func() error { return v.bundle(client.Files()) })
	both.Go(func() error {
		compiler, err := wxml.New(ctx, o.Packages[npm.Compiler], cacheFolder(o, "wxml"))
		if err != nil {
			return err
		}
		context.AfterFunc(ctx, func() { _ = compiler.Close(context.WithoutCancel(ctx)) })
		v.builder = build.New(build.Options{Folder: p.Folder, Prefix: p.Prefix, AppID: p.AppID, Compiler: compiler, Say: o.Say})
		return v.build(ctx, nil)
	})
	if err := both.Wait(); err != nil {
		return nil, err
	}
	return v, nil
}

func newView(ctx context.Context, o Options, p build.Project) *View {
	if o.Report == nil {
		o.Report = func(build.Failure) {}
	}
	return &View{
		options: o, project: p, token: rand.Text(), forward: newForwarder(p.AppID, o.Moved),
		builds: &builds{listeners: map[chan event]struct{}{}}, ended: ctx.Done(),
	}
}

// bundle makes the client and its pages.
func (v *View) bundle(sources fs.FS) error {
	var err error
	v.client, err = recipe{sources, v.options.Packages, v.options.Language}.cachedBundle(cacheFolder(v.options, "client"))
	if err != nil {
		return err
	}
	shell, err := fs.ReadFile(sources, "shell/index.html")
	if err != nil {
		return err
	}
	phone, err := fs.ReadFile(sources, "runtime/phone.html")
	v.shell, v.phone = v.fill(shell), v.fill(phone)
	return err
}

// build makes a build and passes it on. names are the files that changed since
// the last one.
func (v *View) build(ctx context.Context, names []string) error {
	v.builder.Forget(names...)
	app, err := v.builder.Build(ctx)
	if err != nil {
		return err
	}
	v.report(app.Failures)
	return v.builds.take(app, names)
}

// report leaves out warnings that were there before: somebody who saves wants to
// know what stops the page.
func (v *View) report(failures []build.Failure) {
	before := v.warnings
	v.warnings = map[string]bool{}
	for _, f := range failures {
		text := f.String()
		if f.Severity == build.Warning {
			v.warnings[text] = true
		}
		if !before[text] {
			v.options.Report(f)
		}
	}
}

// Watch builds again after saves, until ctx is done. Where the system can't
// watch the folder, it says so at once; the view goes on with the build it has.
func (v *View) Watch(ctx context.Context) error {
	if errors.Is(v.watchErr, errTooMany) {
		return errors.New(v.options.Say("view.watchLimit", v.project.Folder))
	}
	err := v.watchErr
	if err == nil {
		err = v.watcher.run(ctx, func(names []string) {
			if err := v.build(ctx, names); err != nil && ctx.Err() == nil {
				v.options.Report(build.Failure{Message: err.Error()})
			}
		})
	}
	if err != nil {
		return errors.New(v.options.Say("view.noWatch", v.project.Folder, err))
	}
	return nil
}

func cacheFolder(o Options, name string) string {
	if o.CacheDir == "" {
		return ""
	}
	return filepath.Join(o.CacheDir, name)
}
