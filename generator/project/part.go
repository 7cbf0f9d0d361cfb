package project

import (
	"bytes"
	"slices"

	"mlvb/generator/files"
	"mlvb/generator/merge"
	"mlvb/generator/plan"
	"mlvb/generator/wechat"
)

// In a mini-program that the template was added to, only a part of two files is
// the template's: of app.json the entries of its sub-packages, and of
// project.config.json what it keeps out of the package. The base holds these
// parts alone, for all else in the files changes as their owner likes. To compare
// and to merge, each part is expanded to a whole file: the user's own, with the
// template's part in it.

// expansion makes a whole file of the user's file and a part. Parts are those of
// all sides. It is not ok where one of them can't be read.
type expansion func(ours, part *files.File, parts []*files.File) (content []byte, ok bool)

// expansions are the files of which parts are the template's, by path.
func (l Layout) expansions() map[string]expansion {
	if !l.Only {
		return nil
	}
	all := map[string]expansion{wechat.ProjectConfig: expandConfig}
	if _, app := l.App(); app != "" && !l.Compiled {
		all[app] = l.expandApp
	}
	return all
}

// ExpandBase expands the parts in a base.
func (l Layout) ExpandBase(base files.Tree, ours files.Snapshot) files.Tree {
	for name, expand := range l.expansions() {
		i, ok := base.Index(name)
		if !ok {
			continue
		}
		if content, ok := expand(ours.File(name), &base[i], []*files.File{&base[i]}); ok {
			base[i].Content = content
		}
	}
	return base
}

// ExpandSides expands the parts in base and theirs, if both can be. Shrink
// turns one of the expanded files back into its part, and leaves other files
// as they are.
func (l Layout) ExpandSides(s plan.Sides, ours files.Snapshot) (expanded plan.Sides, shrink func(files.File) files.File) {
	var parts, wholes []files.File
	s.Theirs = l.keepConfig(s)
	for name, expand := range l.expansions() {
		var sides []*files.File
		for _, tree := range []files.Tree{s.Base, s.Theirs} {
			if i, ok := tree.Index(name); ok {
				sides = append(sides, &tree[i])
			}
		}
		expandedTo := make([][]byte, len(sides))
		readable := true
		for i, part := range sides {
			content, ok := expand(ours.File(name), part, sides)
			expandedTo[i], readable = content, readable && ok
		}
		for i, part := range sides {
			if readable {
				parts = append(parts, *part)
				part.Content = expandedTo[i]
				wholes = append(wholes, *part)
			}
		}
	}
	return s, func(f files.File) files.File {
		for i, whole := range wholes {
			if f.Path == whole.Path && bytes.Equal(f.Content, whole.Content) {
				return parts[i]
			}
		}
		return f
	}
}

// keepConfig is theirs with the part of project.config.json that base has, where
// nothing is kept out of the package any more: the file is not the template's
// to remove.
func (l Layout) keepConfig(s plan.Sides) files.Tree {
	_, had := s.Base.Index(wechat.ProjectConfig)
	_, has := s.Theirs.Index(wechat.ProjectConfig)
	if !l.Only || !had || has {
		return s.Theirs
	}
	theirs := append(slices.Clone(s.Theirs), files.File{Path: wechat.ProjectConfig, Content: wechat.OnlyIgnored(nil), Merge: files.MergeJSON})
	theirs.Sort()
	return theirs
}

// expandApp is the user's app.json with the template's entries as a part has
// them.
func (l Layout) expandApp(ours, part *files.File, _ []*files.File) ([]byte, bool) {
	if ours == nil {
		return nil, false
	}
	key, _, err := wechat.Subpackages(ours.Content)
	if err != nil {
		return nil, false
	}
	here := map[string]string{}
	for _, root := range l.roots() {
		here[root] = root
	}
	theirs, ok := wechat.OnlySubpackages(part.Content, here, "", key)
	if !ok {
		return nil, false
	}
	mine, _ := wechat.OnlySubpackages(ours.Content, here, "", key)
	result, err := merge.JSON(mine, ours.Content, theirs, wechat.MergeRules(ours.Path))
	return result.Merged, err == nil && len(result.Conflicts) == 0
}

// expandConfig is the user's project.config.json with what a part keeps out of
// the package.
func expandConfig(ours, part *files.File, parts []*files.File) ([]byte, bool) {
	if ours == nil {
		return nil, false
	}
	var known []wechat.PackRule
	for _, p := range parts {
		known = append(known, wechat.Ignored(p.Content)...)
	}
	return wechat.WithIgnored(ours.Content, known, wechat.Ignored(part.Content))
}
