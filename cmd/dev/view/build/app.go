package build

import (
	"maps"
	"path"
	"slices"
	"strings"
)

const (
	appFile   = "app.json"
	tabBarOwn = "custom-tab-bar/index" // where a tab bar that the app draws itself has to be
)

// readApp follows app.json to every page and component.
func (r *run) readApp() {
	r.app, r.theme, r.pages, r.shared = map[string]any{}, map[string]any{}, []string{}, map[string]string{}
	app := r.document(appFile)
	r.graph.need(theApp, appFile)
	if object, ok := app.object(); ok {
		r.app = object
	}
	r.readTheme(app.root.in("themeLocation").text())
	r.readPages(app)
	r.aliases = aliasesOf(app.root.in("resolveAlias"))
	r.shared = r.using(app, appFile)
	r.checkRenderer(app, appFile)
	for _, reference := range slices.Sorted(maps.Values(r.shared)) {
		if component, ours := strings.CutPrefix(reference, "/"); ours {
			r.visit(component, false)
		}
	}
	for _, page := range r.pages {
		r.visit(page, true)
	}
	r.readTabBar(app)
}

// checkRenderer says once that Skyline is not here.
func (r *run) checkRenderer(d *document, file string) {
	renderer := d.root.in("renderer")
	if renderer.text() == "skyline" && r.once("skyline") {
		r.fail(warning(file, r.options.Say("build.skyline")).at(d.text, renderer.at))
	}
}

// once reports whether it is asked for the first time in a build.
func (r *run) once(what string) bool {
	before := r.said[what]
	r.said[what] = true
	return !before
}

func (r *run) readTheme(file string) {
	if file == "" {
		return
	}
	file = resolve(appFile, "/"+file)
	r.graph.need(theApp, file)
	if theme, ok := r.document(file).object(); ok {
		r.theme = theme
	}
}

// readPages collects the pages of the app and of its sub-packages, those that
// are there.
func (r *run) readPages(app *document) {
	r.addPages(app, "", app.root.in("pages"))
	packages := app.root.in("subpackages")
	if packages == nil {
		packages = app.root.in("subPackages")
	}
	for _, one := range packages.list() {
		r.addPages(app, one.in("root").text(), one.in("pages"))
	}
	if entry := app.root.in("entryPagePath").text(); slices.Contains(r.pages, entry) {
		others := slices.DeleteFunc(slices.Clone(r.pages), func(page string) bool { return page == entry })
		r.pages = append([]string{entry}, others...)
	}
	if _, ok := app.object(); ok && len(r.pages) == 0 {
		r.fail(failure(appFile, r.options.Say("build.noPages")))
	}
}

func (r *run) addPages(app *document, root string, pages *value) {
	for _, item := range pages.list() {
		page := path.Join(strings.Trim(root, "/"), strings.Trim(item.text(), "/"))
		script, there := r.files.script(page + ".js")
		switch {
		case item.text() == "" || slices.Contains(r.pages, page):
		case there:
			r.pages = append(r.pages, page)
		default:
			missing := failure(appFile, r.absent(script)).at(app.text, item.at)
			missing.Pages = []string{} // of a page that is not there none depends
			r.fail(missing)
		}
	}
}

// readTabBar visits the tab bar that an app draws itself, which stands on the
// pages of its tabs.
func (r *run) readTabBar(app *document) {
	bar := app.root.in("tabBar")
	if !bar.in("custom").isTrue() {
		return
	}
	if script, there := r.files.script(tabBarOwn + ".js"); !there {
		r.fail(warning(appFile, r.absent(script)).at(app.text, bar.in("custom").at))
		return
	}
	r.visit(tabBarOwn, false)
	for _, tab := range bar.in("list").list() {
		r.graph.need(strings.Trim(tab.in("pagePath").text(), "/"), tabBarOwn)
	}
}

// document reads a JSON file; one that is not there or is none is empty.
func (r *run) document(file string) *document {
	text, ok := r.files.read(file)
	if !ok {
		r.fail(failure(file, r.absent(file)))
		return &document{lenient: -1}
	}
	d := r.documents[file]
	if d == nil || d.text != text {
		d = parse(text)
		r.documents[file] = d
	}
	_, isObject := d.object()
	switch {
	case d.err != nil:
		r.fail(failure(file, r.options.Say("build.json", d.err)).at(text, d.errAt))
	case !isObject:
		r.fail(failure(file, r.options.Say("build.jsonObject")))
	case d.lenient >= 0:
		r.fail(warning(file, r.options.Say("build.jsonComment")).at(text, d.lenient))
	}
	return d
}
