package build

import (
	"maps"
	"slices"
	"strings"
)

// visit reads what a page or component says of itself, and visits the
// components that it uses.
func (r *run) visit(unit string, page bool) {
	if r.configs[unit] != nil {
		return
	}
	config := map[string]any{}
	r.configs[unit] = config
	d := r.unitDocument(unit, page)
	if object, ok := d.object(); ok {
		maps.Copy(config, object)
	}
	r.checkRenderer(d, unit+".json")
	components := r.using(d, unit+".json")
	config["usingComponents"] = components
	r.readGenerics(unit, d)
	for _, tag := range slices.Sorted(maps.Keys(components)) {
		r.use(unit, components[tag])
	}
}

// unitDocument is the JSON file of a page or component, whose other files have
// to be there too.
func (r *run) unitDocument(unit string, page bool) *document {
	script, there := r.files.script(unit + ".js")
	r.graph.need(unit, unit+".json", script, unit+".wxml", unit+".wxss")
	if !there {
		r.fail(failure(script, r.absent(script)))
	}
	if !r.files.has(unit + ".wxml") {
		r.fail(failure(unit+".wxml", r.absent(unit+".wxml")))
	}
	if page && !r.files.has(unit+".json") {
		return &document{lenient: -1}
	}
	return r.document(unit + ".json")
}

// use notes that a unit needs a component, if that is one of the project.
func (r *run) use(unit, reference string) {
	if component, ours := strings.CutPrefix(reference, "/"); ours {
		r.graph.need(unit, component)
		r.visit(component, false)
	}
}

// using are the components that a JSON file names, by tag: paths from the root
// with a slash, or addresses of what only WeChat has.
func (r *run) using(d *document, file string) map[string]string {
	found := map[string]string{}
	named := d.root.in("usingComponents")
	if named == nil {
		return found
	}
	for _, tag := range slices.Sorted(maps.Keys(named.members)) {
		member := named.members[tag]
		if reference, ok := r.component(d, file, tag, member); ok {
			found[tag] = reference
		}
	}
	return found
}

// component looks for one, in its place and as a folder with an index.
func (r *run) component(d *document, file, tag string, named *value) (reference string, ok bool) {
	reference = r.unaliased(named.text())
	if r.isForeign(reference) {
		if r.once(reference) {
			r.fail(warning(file, r.options.Say("build.foreign", tag, reference)).at(d.text, named.at))
		}
		return foreignAddress(reference), true
	}
	candidates := places(file, reference)
	for _, place := range candidates {
		for _, path := range []string{place, place + "/index"} {
			if _, script := r.files.script(path + ".js"); script || r.files.has(path+".json") {
				return "/" + path, true
			}
		}
	}
	message := r.options.Say("build.noComponent", tag, candidates[0])
	if other, there := r.files.otherCase(candidates[0] + ".json"); there {
		message = r.options.Say("build.case", candidates[0], strings.TrimSuffix(other, ".json"))
	} else if r.isUnbuilt(file, reference) {
		message = r.options.Say("build.npm", reference)
	}
	r.fail(failure(file, message).at(d.text, named.at))
	return "", false
}

// isForeign reports whether a component is one that only WeChat has: of a
// plugin, or of a library that app.json names in useExtendedLib.
func (r *run) isForeign(reference string) bool {
	if strings.Contains(reference, "://") {
		return true
	}
	libraries, _ := r.app["useExtendedLib"].(map[string]any)
	_, weui := libraries["weui"]
	return weui && strings.HasPrefix(reference, "weui-miniprogram/")
}

// foreignAddress makes one address of those of libraries and of plugins.
func foreignAddress(reference string) string {
	if strings.Contains(reference, "://") {
		return reference
	}
	return "dynamicLib://" + reference
}

// readGenerics makes paths from the root of the components that stand in where
// a page names none.
func (r *run) readGenerics(unit string, d *document) {
	generics := d.root.in("componentGenerics")
	if generics == nil {
		return
	}
	made := map[string]any{}
	for _, name := range slices.Sorted(maps.Keys(generics.members)) {
		made[name] = true
		if standIn := generics.members[name].in("default"); standIn != nil {
			if reference, ok := r.component(d, unit+".json", name, standIn); ok {
				made[name] = map[string]any{"default": reference}
				r.use(unit, reference)
			}
		}
	}
	r.configs[unit]["componentGenerics"] = made
}

// shareComponents gives pages and components those of app.json that their
// templates may name; one that is broken then stops no page that does without.
func (r *run) shareComponents() {
	for _, unit := range r.units() {
		own, _ := r.configs[unit]["usingComponents"].(map[string]string)
		for tag, reference := range r.shared {
			if own[tag] != "" || reference == "/"+unit || !r.names(unit, tag) {
				continue
			}
			own[tag] = reference
			r.use(unit, reference)
		}
	}
}

// names reports whether a word is in the templates of a unit.
func (r *run) names(unit, word string) bool {
	for file := range r.templatesOf(unit) {
		if text, _ := r.files.read(file); strings.Contains(text, word) {
			return true
		}
	}
	return false
}
