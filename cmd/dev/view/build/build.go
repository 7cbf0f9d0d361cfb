// Package build turns the folder of a mini-program into what the browser view
// runs: scripts as CommonJS, templates as JavaScript functions, style sheets
// with their imports, and all that is wrong, each with its place and the pages
// that it stops.
//
// It takes every mini-program that WeChat's own compilers take. It does not
// check whether the phone would accept it for upload, does not minify, and
// does not turn WXSS into CSS, which the browser does.
//
// A build keeps what it read and made, and makes again only what changed.
package build

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"mlvb/cmd/dev/view/wxml"
)

// Options of a Builder.
type Options struct {
	Folder   string // of the mini-program, the one of app.json
	Prefix   string // of paths in failures: from the project's folder to it, empty or with a slash at its end
	AppID    string
	Compiler *wxml.Compiler                       // of templates
	Say      func(key string, args ...any) string // finds the words for what is wrong
}

// App is a mini-program as the browser view needs it.
type App struct {
	Revision  string                    `json:"revision"` // another one for every build
	AppID     string                    `json:"appid"`
	Root      string                    `json:"root"` // prefix of paths in failures
	App       map[string]any            `json:"app"`  // app.json
	Theme     map[string]any            `json:"theme"`
	Pages     []string                  `json:"pages"`     // the first one is where the app begins
	Configs   map[string]map[string]any `json:"configs"`   // of pages and components by path; usingComponents are paths from the root
	Modules   map[string]string         `json:"modules"`   // CommonJS by path, also of TypeScript, whose paths end with .js
	Templates string                    `json:"templates"` // an expression: the templates as functions by path
	Styles    []Sheet                   `json:"styles"`    // in the order in which they apply
	Failures  []Failure                 `json:"failures"`
}

// A Builder builds one mini-program, again and again. It is not for several
// goroutines at once.
type Builder struct {
	options   Options
	files     *files
	documents map[string]*document
	scripts   *scripts
	templates *templates
	styles    *styles
	started   string
	count     int
}

// New makes a Builder. It reads nothing yet.
func New(options Options) *Builder {
	return &Builder{
		options:   options,
		files:     newFiles(options.Folder),
		documents: map[string]*document{},
		scripts:   newScripts(),
		templates: newTemplates(options.Compiler),
		styles:    newStyles(),
		started:   strconv.FormatInt(time.Now().UnixMilli(), 36),
	}
}

// Forget makes the next build read files again, which changed, are new or are
// gone; for a folder all in it. Names are paths in the folder of the
// mini-program, with slashes.
func (b *Builder) Forget(names ...string) {
	for _, name := range names {
		b.files.forget(name)
	}
}

// Build builds the mini-program as it is now. What is wrong in it is no error,
// but a failure of the App; an error means that the folder can't be read.
func (b *Builder) Build(ctx context.Context) (*App, error) {
	if err := b.files.list(ctx); err != nil {
		return nil, fmt.Errorf("%s", b.options.Say("build.folder", b.options.Folder, err))
	}
	run := &run{Builder: b, ctx: ctx, graph: graph{}, configs: map[string]map[string]any{}, said: map[string]bool{}}
	app := run.build()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	b.count++
	app.Revision = fmt.Sprintf("%s.%d", b.started, b.count)
	app.AppID, app.Root = b.options.AppID, b.options.Prefix
	return app, nil
}

// A run is one build.
type run struct {
	*Builder
	ctx      context.Context
	graph    graph
	app      map[string]any
	theme    map[string]any
	pages    []string
	configs  map[string]map[string]any
	shared   map[string]string // components of app.json, by tag, as using has them
	aliases  []alias
	failures []Failure
	said     map[string]bool // warnings that one is enough of
}

func (r *run) build() *App {
	r.readApp()
	modules := r.compileScripts()
	code := r.compileTemplates()
	r.shareComponents()
	sheets := r.inlineStyles()
	return &App{
		App: r.app, Theme: r.theme, Pages: r.pages, Configs: r.configs,
		Modules: modules, Templates: code, Styles: sheets, Failures: r.concluded(),
	}
}

// units are the pages and components, by path.
func (r *run) units() []string {
	return slices.Sorted(maps.Keys(r.configs))
}
