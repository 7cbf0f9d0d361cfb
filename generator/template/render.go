package template

import (
	"context"
	"runtime"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
	"golang.org/x/sync/errgroup"

	"mlvb/generator/files"
)

// templateSuffix marks the files of a template that hold actions.
const templateSuffix = ".tmpl"

// Render makes the files of a project. It is pure: the same template and
// answers give the same bytes, on every system. Faults in the template are of
// type [*syntax.Error]; the end of the context ends it.
func (t *Template) Render(ctx context.Context, a Answers) (files.Tree, error) {
	sources, err := t.sources(a)
	if err != nil {
		return nil, err
	}
	tree := make(files.Tree, len(sources))
	acts := newActions(ctx)
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, s := range sources {
		group.Go(func() (err error) {
			tree[i], err = t.render(s, a, acts)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	tree.Sort()
	if tree, err = t.addSecrets(tree, a); err != nil {
		return nil, err
	}
	return tree, tree.CheckSize()
}

// render makes one file.
func (t *Template) render(s source, a Answers, acts actions) (files.File, error) {
	content := s.data
	if strings.HasSuffix(s.name, templateSuffix) {
		var err error
		if content, err = acts.render(s.name, string(content), a.Values); err != nil {
			return files.File{}, err
		}
	}
	f := files.File{Path: s.to, Content: content, Merge: files.GuessMerge(s.to, content)}
	for _, rule := range t.Files {
		if !rule.matches(s.to) {
			continue
		}
		f.Executable = f.Executable || rule.Executable
		if rule.Merge != "" {
			f.Merge = rule.Merge
		}
	}
	return f, nil
}

// SetMerges says of each file of a tree how it merges, as far as the manifest
// has rules for it, and returns the tree.
func (t *Template) SetMerges(tree files.Tree) files.Tree {
	for i, f := range tree {
		for _, rule := range t.Files {
			if rule.Merge != "" && rule.matches(f.Path) {
				tree[i].Merge = rule.Merge
			}
		}
	}
	return tree
}

// matches reports whether the rule speaks of a path.
func (r FileRule) matches(name string) bool {
	return doublestar.MatchUnvalidated(r.Glob, name)
}
