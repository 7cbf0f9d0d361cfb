package project

import (
	"slices"

	"mlvb/generator/files"
	"mlvb/generator/merge"
	"mlvb/generator/txn"
	"mlvb/generator/wechat"
)

// WrittenBack finds the files in which another program took the last command's
// changes back: WeChat DevTools has its files in memory, and writes the old copy
// over the new one, perhaps with a setting of its own changed meanwhile. It
// returns the bases that these files are to be merged from anew, by path. Where
// that can't be told, there are none.
//
// Base is what the last command rendered; ours is what is on disk.
func (f *Folder) WrittenBack(base files.Tree, ours files.Snapshot) map[string]*files.File {
	last, err := txn.LastUndoable(f.Disk)
	if err != nil {
		return nil
	}
	archive, err := last.Was(BaseFile)
	if err != nil || archive == nil {
		return nil
	}
	var before files.Tree
	found := map[string]*files.File{}
	for _, name := range wechat.DevToolsFiles(last.Paths) {
		was, err := last.Was(name)
		now := ours.File(name)
		if err != nil || was == nil || now == nil {
			continue
		}
		if before == nil {
			if before, err = files.Unpack(archive.Content); err != nil {
				return nil
			}
		}
		old, known := before.Find(name)
		rendered, still := base.Find(name)
		if known && still && tookBack(name, old.Content, was.Content, rendered.Content, now.Content) {
			found[name] = &old
		}
	}
	return found
}

// tookBack reports whether all that a merge of old, was and rendered changed in
// a JSON file is as it was before, in what the file is now. Values that are
// DevTools' to set tell nothing: it may have set them anew.
func tookBack(name string, old, was, rendered, now []byte) bool {
	rules := wechat.MergeRules(name)
	result, err := merge.JSON(old, was, rendered, rules)
	if err != nil {
		return false
	}
	made, err := merge.JSON(was, was, result.Merged, rules)
	if err != nil {
		return false
	}
	again, err := merge.JSON(was, now, result.Merged, rules)
	if err != nil {
		return false
	}
	missing := changedPaths(again)
	reverted := 0
	for _, at := range changedPaths(made) {
		switch {
		case slices.Contains(missing, at):
			reverted++
		case !slices.ContainsFunc(again.Kept, func(kept merge.Path) bool { return kept.String() == at }):
			return false
		}
	}
	return reverted > 0
}

func changedPaths(r merge.JSONResult) []string {
	list := make([]string, len(r.Changes))
	for i, c := range r.Changes {
		list[i] = c.Path.String()
	}
	return list
}
