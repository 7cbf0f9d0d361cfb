package generator

import (
	"context"
	"maps"
	"path"
	"slices"

	"mlvb/generator/files"
	"mlvb/generator/filesystem"
	"mlvb/generator/git"
	"mlvb/generator/plan"
	"mlvb/generator/project"
	"mlvb/generator/template"
)

// StatusOptions is what [ReadStatus] needs.
type StatusOptions struct {
	Dir      string
	Template *template.Template // the newest; nil when it is not known
	Tool     string             // version of mlvb
}

// Status is how a project stands to its template.
type Status struct {
	Record    project.Record
	Newest    template.ID // zero when it is not known
	Available bool        // Newest is another template than the recorded one
	Base      BaseState   // recorded or lost; without it nothing is known of files
	Edited    []string    // files of the template that the user changed
	Removed   []string    // files of the template that the user removed
	Added     []string    // files and folders (with a slash) of the user's own in folders of the template, without ignored ones; none where Base is lost
	Conflicts []plan.Conflict
	Settled   []string          // paths among Conflicts that Resolve would clear
	NotJSON   []NotJSON         // files that ought to be JSON and are not
	RootMove  *project.RootMove // that the next update will follow; nil where the mini-program is where it was
	Undo      []string          // commands that [Undo] takes back, one after another, the first one first; none of another branch
}

// Drifted reports whether files of the template were changed or removed.
func (s Status) Drifted() bool { return len(s.Edited)+len(s.Removed) > 0 }

// ReadStatus compares a project with its record. It writes nothing.
// Errors are [*project.Error] and what the system says.
func ReadStatus(ctx context.Context, o StatusOptions) (Status, error) {
	v, err := readOverview(ctx, o.Dir, o.Tool, o.Template)
	if err != nil {
		return Status{}, err
	}
	defer v.folder.Close()
	v.Record.Layout = v.Layout
	s := Status{Record: v.Record, Base: BaseRecorded, Conflicts: v.Conflicts, RootMove: v.RootMove, NotJSON: notJSON(v.Base, v.ours)}
	s.Edited, s.Removed = v.drift()
	if v.BaseErr != nil {
		s.Base = BaseLost
	} else {
		s.Added = v.added()
	}
	if o.Template != nil {
		digest, err := o.Template.Digest()
		if err != nil {
			return s, err
		}
		s.Newest = template.ID{Name: o.Template.Name, Version: o.Template.Version, Digest: digest}
		s.Available = digest != v.Record.Template.Digest
	}
	for _, c := range v.Conflicts {
		if c.Settled(v.ours.File(c.Path), v.ours.File(c.Beside)) {
			s.Settled = append(s.Settled, c.Path)
		}
	}
	s.Undo, _ = v.folder.Undoable() // that it can't be read, undo tells
	return s, nil
}

// drift lists the files of the template that the user changed and removed.
func (v overview) drift() (edited, removed []string) {
	sparse := v.notCheckedOut()
	for _, f := range v.Base {
		ours := v.ours.File(f.Path)
		switch {
		case f.Merge == files.MergeOnce, sparse[f.Path] && v.ours.At(f.Path).Kind == filesystem.Absent:
		case ours == nil && v.ours.At(f.Path).Kind == filesystem.Absent:
			removed = append(removed, f.Path)
		case ours == nil || !ours.Same(&f):
			edited = append(edited, f.Path)
		}
	}
	return edited, removed
}

// added lists what lies beside the template's files, and in its folders.
func (v overview) added() []string {
	known := map[string]bool{".git": true, project.Dir: true}
	dirs := map[string]bool{}
	if !v.Layout.Only {
		dirs["."] = true
	}
	for _, f := range v.Base {
		known[f.Path] = true
		for dir := path.Dir(f.Path); dir != "."; dir = path.Dir(dir) {
			known[dir] = true
			if v.Layout.Holds(dir) {
				dirs[dir] = true
			}
		}
	}
	for _, c := range v.Conflicts {
		known[c.Path], known[c.Beside] = true, true
	}
	ignore := git.ParseIgnore(v.ignoreFiles(dirs))
	var list []string
	for dir := range dirs {
		for _, name := range v.ours.Names(dir) {
			name = path.Join(dir, name)
			if known[name] {
				continue
			}
			info, err := v.folder.Disk.Lstat(name)
			if err != nil || ignore.Ignores(name) || info.IsDir() && ignore.IgnoresFolder(name) {
				continue
			}
			if info.IsDir() {
				name += "/"
			}
			list = append(list, name)
		}
	}
	slices.Sort(list)
	return list
}

// ignoreFiles are the .gitignore files of the template as they are on disk.
func (v overview) ignoreFiles(dirs map[string]bool) files.Tree {
	var list files.Tree
	for _, dir := range slices.Sorted(maps.Keys(dirs)) {
		if f := v.ours.File(path.Join(dir, ".gitignore")); f != nil {
			list = append(list, *f)
		}
	}
	return list
}
