package generator

import (
	"context"
	"maps"
	"path"
	"slices"

	"mlvb/generator/files"
	"mlvb/generator/git"
	"mlvb/generator/plan"
	"mlvb/generator/project"
	"mlvb/generator/template"
	"mlvb/generator/txn"
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
	Undo      string            // command that [Undo] would take back; empty when there is none
}

// Drifted reports whether files of the template were changed or removed.
func (s Status) Drifted() bool { return len(s.Edited)+len(s.Removed) > 0 }

// ReadStatus compares a project with its record. It writes nothing.
// Errors are [*ProjectError] and what the system says.
func ReadStatus(ctx context.Context, o StatusOptions) (Status, error) {
	i, err := inspect(ctx, o.Dir)
	if err != nil {
		return Status{}, err
	}
	if template.Newer(i.record.Tool, o.Tool) {
		return Status{}, &project.Error{Reason: project.MadeByNewer, Dir: o.Dir, Version: i.record.Tool}
	}
	s := Status{Record: i.record, Base: BaseRecorded, Conflicts: i.conflicts, RootMove: i.rootMove}
	if i.baseErr != nil {
		s.Base = BaseLost
	}
	if o.Template != nil {
		digest, err := o.Template.Digest()
		if err != nil {
			return s, err
		}
		s.Newest = template.ID{Name: o.Template.Name, Version: o.Template.Version, Digest: digest}
		s.Available = digest != i.record.Template.Digest
		i.base = o.Template.SetMerges(i.base)
	}
	s.files(i)
	s.NotJSON = notJSON(i.base, i.sight)
	for _, c := range i.conflicts {
		if c.Settled(i.sight.File(c.Path), i.sight.File(c.Beside)) {
			s.Settled = append(s.Settled, c.Path)
		}
	}
	disk, err := txn.OpenDisk(o.Dir)
	if err != nil {
		return s, targetFault(o.Dir, err)
	}
	defer disk.Close()
	if last, err := txn.LastUndoable(disk); err == nil {
		s.Undo = last.Command
	}
	if s.Base == BaseRecorded {
		s.Added = i.added(disk)
	}
	return s, nil
}

func (s *Status) files(i inspection) {
	for _, f := range i.base {
		ours := i.sight.File(f.Path)
		switch {
		case f.Merge == files.MergeOnce:
		case ours == nil && i.sight.At(f.Path).Kind == txn.Absent:
			s.Removed = append(s.Removed, f.Path)
		case ours == nil || !ours.Same(&f):
			s.Edited = append(s.Edited, f.Path)
		}
	}
}

// added lists what lies beside the template's files, and in its folders.
func (i inspection) added(disk txn.Disk) []string {
	known := map[string]bool{".git": true, project.RecordDir: true}
	dirs := map[string]bool{}
	if !i.record.Layout.Only {
		dirs["."] = true
	}
	for _, f := range i.base {
		known[f.Path] = true
		for dir := path.Dir(f.Path); dir != "."; dir = path.Dir(dir) {
			known[dir] = true
			if i.record.Layout.Holds(dir) {
				dirs[dir] = true
			}
		}
	}
	for _, c := range i.conflicts {
		known[c.Path], known[c.Beside] = true, true
	}
	ignore := git.ParseIgnore(i.ignoreFiles(dirs))
	var list []string
	for dir := range dirs {
		for _, name := range i.sight.Names(dir) {
			name = path.Join(dir, name)
			if known[name] {
				continue
			}
			info, err := disk.Lstat(name)
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
func (i inspection) ignoreFiles(dirs map[string]bool) files.Tree {
	var list files.Tree
	for _, dir := range slices.Sorted(maps.Keys(dirs)) {
		if f := i.sight.File(path.Join(dir, ".gitignore")); f != nil {
			list = append(list, *f)
		}
	}
	return list
}
