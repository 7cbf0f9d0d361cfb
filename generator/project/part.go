package project

import (
	"bytes"

	"mlvb/generator/files"
	"mlvb/generator/merge"
	"mlvb/generator/plan"
	"mlvb/generator/wechat"
)

// In a mini-program that the template was added to, only a part of app.json is
// the template's: the entries of its sub-packages. The base holds that part
// alone, for all else in the file changes as its owner likes. To compare and to
// merge, each part is expanded to a whole file: the user's own, with the
// template's entries in it.

// ExpandBase expands the part in a base.
func (l Layout) ExpandBase(base files.Tree, ours files.Snapshot) files.Tree {
	app, ok := l.partOf(base)
	if !ok {
		return base
	}
	if whole, ok := l.expand(ours.File(base[app].Path), &base[app]); ok {
		base[app] = whole
	}
	return base
}

// ExpandSides expands the parts in base and theirs, if both can be. Shrink
// turns one of the expanded files back into its part, and leaves other files
// as they are.
func (l Layout) ExpandSides(s plan.Sides, ours files.Snapshot) (expanded plan.Sides, shrink func(files.File) files.File) {
	same := func(f files.File) files.File { return f }
	inTheirs, ok := l.partOf(s.Theirs)
	if !ok {
		return s, same
	}
	here := ours.File(s.Theirs[inTheirs].Path)
	parts, wholes := []*files.File{&s.Theirs[inTheirs]}, []files.File{}
	if inBase, ok := l.partOf(s.Base); ok {
		parts = append(parts, &s.Base[inBase])
	}
	originals := make([]files.File, len(parts))
	for i, part := range parts {
		whole, ok := l.expand(here, part)
		if !ok {
			return s, same
		}
		originals[i], wholes = *part, append(wholes, whole)
	}
	for i, part := range parts {
		*part = wholes[i]
	}
	return s, func(f files.File) files.File {
		for i, whole := range wholes {
			if f.Path == whole.Path && bytes.Equal(f.Content, whole.Content) {
				return originals[i]
			}
		}
		return f
	}
}

// partOf finds the file of a tree that is a part only.
func (l Layout) partOf(t files.Tree) (i int, ok bool) {
	_, app := l.App()
	if !l.Only || app == "" {
		return 0, false
	}
	return t.Index(app)
}

// expand is the user's file with the template's entries as a part has them. It
// is not ok where one of them can't be read.
func (l Layout) expand(ours, part *files.File) (files.File, bool) {
	if ours == nil {
		return files.File{}, false
	}
	key, _, err := wechat.Subpackages(ours.Content)
	if err != nil {
		return files.File{}, false
	}
	here := map[string]string{}
	for _, root := range l.roots() {
		here[root] = root
	}
	theirs, ok := wechat.OnlySubpackages(part.Content, here, key)
	if !ok {
		return files.File{}, false
	}
	mine, _ := wechat.OnlySubpackages(ours.Content, here, key)
	result, err := merge.JSON(mine, ours.Content, theirs, wechat.MergeRules(ours.Path))
	whole := *part
	whole.Content = result.Merged
	return whole, err == nil && len(result.Conflicts) == 0
}
