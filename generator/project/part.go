package project

import (
	"mlvb/generator/files"
	"mlvb/generator/merge"
	"mlvb/generator/wechat"
)

// isPart reports whether only a part of a file is the template's: the entries
// of its sub-packages in the app.json of a mini-program that it was added to.
// The base holds that part alone, for all else in the file changes as its
// owner likes; what is compared and merged are whole files, see whole.
func (l Layout) IsPart(name string) bool {
	_, app := l.App()
	return l.Only && app == name
}

// whole is the user's file with the template's part as that of another version.
// It is not ok where one of them can't be read.
func (l Layout) Whole(ours, part *files.File) (files.File, bool) {
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
