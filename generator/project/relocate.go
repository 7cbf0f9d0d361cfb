package project

import (
	"bytes"
	"maps"
	"path"
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
		return wechat.OnlySubpackages(f.Content, roots, "")
	}
	content := f.Content
	for _, from := range slices.Sorted(maps.Keys(roots)) {
		if to := roots[from]; from != to {
			content = bytes.ReplaceAll(content, []byte("/"+from+"/"), []byte("/"+to+"/"))
		}
	}
	return content, true
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
