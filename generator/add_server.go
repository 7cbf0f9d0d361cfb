package generator

import (
	"maps"
	"path"
	"slices"

	"mlvb/generator/files"
	"mlvb/generator/paths"
	"mlvb/generator/project"
)

// docsAside is where documents go whose places in the template are taken.
const docsAside = "docs/mlvb"

// placeServer is a layout with a server beside the mini-program: its folder, the
// first of what belongs to it, where it was asked for, and each document where
// there is none yet. The error is a [*project.Error] where something is in the way.
func (o UpdateOptions) placeServer(folder *project.Folder, l project.Layout) (project.Layout, error) {
	places := map[string]string{}
	for i, name := range o.Template.Add.Server {
		if _, placed := l.Place(name); placed {
			continue
		}
		to := name
		if i == 0 && o.ServerDir != "" {
			to = path.Clean(o.ServerDir)
			if files.CheckPath(to) != nil || paths.Within(to, placesOf(l)) {
				return l, &project.Error{Reason: project.BadServerDir, Dir: folder.Dir, Version: o.ServerDir}
			}
		}
		if path.Ext(name) != "" && checkFree(folder, to) != nil {
			to = path.Join(docsAside, path.Base(name))
		}
		if err := checkFree(folder, to); err != nil {
			return l, &project.Error{Reason: project.ServerTaken, Dir: folder.Dir, Path: to}
		}
		places[name] = to
	}
	return l.With(places), nil
}

// placesOf are the files and folders of a layout.
func placesOf(l project.Layout) []string { return slices.Collect(maps.Values(l.Places)) }
