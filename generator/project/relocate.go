package project

import (
	"bytes"
	"maps"
	"path"
	"regexp"
	"slices"

	"mlvb/generator/files"
	"mlvb/generator/paths"
	"mlvb/generator/wechat"
)

// relocate returns the contents of a file of the template for a project that
// has only parts of it, under other paths. It is not ok if nothing is left.
//
// Of app.json that is the list of the sub-packages that are there. Elsewhere a
// page is named by its path from the mini-program's root on.
func (l Layout) relocate(f files.File) ([]byte, bool) {
	if !l.Only || f.IsBinary() {
		return f.Content, true
	}
	roots := l.roots()
	if _, placed := l.Places[f.Path]; placed && path.Base(f.Path) == wechat.AppConfig {
		return wechat.OnlySubpackages(f.Content, roots, l.Name, "")
	}
	content := f.Content
	for _, from := range slices.Sorted(maps.Keys(roots)) {
		if to := roots[from]; from != to {
			content = bytes.ReplaceAll(content, []byte("/"+from+"/"), []byte("/"+to+"/"))
		}
	}
	if path.Ext(f.Path) == ".md" {
		content = l.relocateLinks(f.Path, content)
	}
	return content, true
}

// relocateLinks is a document whose links, and the paths that it names in
// backquotes, lead to where the template's files are.
func (l Layout) relocateLinks(name string, content []byte) []byte {
	here, _ := l.Place(name)
	content = regexp.MustCompile(`\]\([^)#:?]+`).ReplaceAllFunc(content, func(link []byte) []byte {
		target := path.Join(path.Dir(name), string(link[2:]))
		to, placed := l.Place(target)
		if !placed || to == target && here == name {
			return link
		}
		return append([]byte("]("), paths.Between(path.Dir(here), to)...)
	})
	for from, to := range l.Places {
		if from != to && path.Ext(from) == "" {
			content = bytes.ReplaceAll(content, []byte("`"+from+"/"), []byte("`"+to+"/"))
		}
	}
	return content
}

// settle gives the pages of the sub-packages, whose app.json is the template's,
// the settings that the mini-program makes necessary.
func (l Layout) settle(rendered, placed files.Tree) files.Tree {
	app, _ := l.App()
	if len(l.Settings) == 0 || app == "" {
		return placed
	}
	file, _ := rendered.Find(app)
	_, packages, _ := wechat.Subpackages(file.Content)
	for _, p := range packages {
		for _, page := range p.Pages {
			to, ok := l.Place(path.Join(path.Dir(app), p.Root, page) + ".json")
			if i, found := placed.Index(to); ok && found {
				placed[i].Content = wechat.WithSettings(placed[i].Content, l.Settings)
			}
		}
	}
	return placed
}

// keepOut adds to project.config.json what is not to be in the mini-program's
// package. Where that file is not the template's, it has nothing else.
func (l Layout) keepOut(placed files.Tree) files.Tree {
	if len(l.Unpacked) == 0 {
		return placed
	}
	rules := packRules(l.Unpacked)
	if i := slices.IndexFunc(placed, func(f files.File) bool { return f.Path == wechat.ProjectConfig }); i >= 0 {
		if content, ok := wechat.WithIgnored(placed[i].Content, nil, rules); ok {
			placed[i].Content = content
		}
		return placed
	}
	return append(placed, files.File{Path: wechat.ProjectConfig, Content: wechat.OnlyIgnored(rules), Merge: files.MergeJSON})
}

// packRules are the rules that keep files and folders out of a package.
func packRules(names []string) []wechat.PackRule {
	rules := make([]wechat.PackRule, len(names))
	for i, name := range names {
		rules[i] = wechat.PackRuleOf(name)
	}
	return rules
}

// roots are the folders within the mini-program that are placed, by their
// path in the template's.
func (l Layout) roots() map[string]string {
	roots := map[string]string{}
	app, place := l.App()
	if app == "" {
		return roots
	}
	for from, to := range l.Places {
		old, oldOK := paths.Below(path.Dir(app), from)
		now, nowOK := paths.Below(path.Dir(place), to)
		if from != app && oldOK && nowOK {
			roots[old] = now
		}
	}
	return roots
}
