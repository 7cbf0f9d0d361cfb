package project

import (
	"mlvb/generator/files"
	"mlvb/generator/txn"
	"mlvb/generator/wechat"
)

// WrittenBack finds the files that the last command changed and that another
// program, which had the old ones in memory, put back as they were: WeChat
// DevTools does that. It returns the bases that these files are to be merged
// from anew, by path. Where that can't be told, there are none.
func (f *Folder) WrittenBack(ours files.Snapshot) map[string]*files.File {
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
		if err != nil || was == nil || now == nil || !now.Same(&files.File{Content: was.Content, Merge: files.MergeJSON}) {
			continue
		}
		if before == nil {
			if before, err = files.Unpack(archive.Content); err != nil {
				return nil
			}
		}
		if base, ok := before.Find(name); ok {
			found[name] = &base
		}
	}
	return found
}
