package generator

import (
	"context"
	"path"
	"slices"
	"strings"

	"mlvb/generator/files"
	"mlvb/generator/host"
	"mlvb/generator/project"
	"mlvb/generator/template"
	"mlvb/generator/wechat"
)

// keepOut is the layout of a project that is its own mini-program: there, what
// the template has beside that would be in the package. The base is such that
// packOptions.ignore is all that project.config.json takes from the template.
// Elsewhere the layout stays, and there is no base.
func (o UpdateOptions) keepOut(ctx context.Context, folder *project.Folder, l project.Layout, a template.Answers) (files.Tree, project.Layout, error) {
	root := ""
	for from, to := range l.Places {
		if to == "." {
			root = from
		}
	}
	if root == "" {
		return nil, l, nil
	}
	source, err := o.Template.Render(ctx, a)
	if err != nil {
		return nil, l, err
	}
	tree, err := l.Apply(source)
	if err != nil {
		return nil, l, err
	}
	l.Unpacked = host.Packed(".", append([]string{project.Dir + "/"}, topmost(folder, source, root)...))
	config, known := tree.Find(wechat.ProjectConfig)
	ours, err := folder.Look(ctx, []string{wechat.ProjectConfig})
	if err != nil || !known || ours.File(config.Path) == nil {
		return nil, l, err
	}
	config.Content = wechat.WithoutIgnored(config.Content, ours.File(config.Path).Content)
	return files.Tree{config}, l, nil
}

// topmost are the folders and files of a rendered template that lie beside the
// folder of its mini-program. A folder that has more than the template's is
// the user's: of that, each file is named.
func topmost(folder *project.Folder, tree files.Tree, root string) []string {
	var names []string
	for _, f := range tree {
		if strings.HasPrefix(f.Path, root+"/") || f.Path == wechat.ProjectConfig {
			continue
		}
		name, _, below := strings.Cut(f.Path, "/")
		if below && !shared(folder, tree, name) {
			name += "/"
		} else {
			name = f.Path
		}
		if strings.HasPrefix(name, ".") && !wechat.Packable(f.Path) {
			continue // such as .github: WeChat's compiler takes none of it
		}
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// shared reports whether a folder has files that are not of a tree.
func shared(folder *project.Folder, tree files.Tree, dir string) bool {
	entries, err := folder.Disk.ReadDir(dir)
	if err != nil {
		return false
	}
	for _, e := range entries {
		name := path.Join(dir, e.Name())
		_, ours := tree.Find(name)
		if !ours && (!e.IsDir() || !slices.ContainsFunc(tree, func(f files.File) bool { return strings.HasPrefix(f.Path, name+"/") })) {
			return true
		}
	}
	return false
}
