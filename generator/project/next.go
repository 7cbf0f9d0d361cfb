package project

import (
	"bytes"
	"errors"
	"path/filepath"

	"mlvb/generator/files"
	"mlvb/generator/filesystem"
	"mlvb/generator/plan"
	"mlvb/generator/template"
	"mlvb/generator/txn"
)

// Next is what a project is to remember once a plan is carried out.
type Next struct {
	Record    Record
	Base      files.Tree      // of the next merge
	Conflicts []plan.Conflict // that are left for somebody to settle
}

// NewRecord returns the record of a project that a template is rendered into
// with these answers. Source is the folder of the template, empty for a built-in
// one; tool is the version of mlvb.
func NewRecord(dir, source, tool string, t *template.Template, a template.Answers, l Layout) (Record, error) {
	digest, err := t.Digest()
	if err != nil {
		return Record{}, err
	}
	source, err = relativeSource(dir, source)
	return Record{
		Tool:     tool,
		Template: template.ID{Name: t.Name, Version: t.Version, Digest: digest, Source: source},
		Answers:  a.Recorded(),
		Layout:   l,
	}, err
}

// Next is what comes after this state. A record that says nothing new keeps the
// version of mlvb that wrote it, so that a command without an effect changes no
// file.
func (s State) Next(r Record, base files.Tree, conflicts []plan.Conflict) Next {
	r.Schema, r.Base = recordSchema, base.Digest()
	if s.Record.Schema != 0 && r.sameBut(s.Record) {
		r.Tool = s.Record.Tool
	}
	return Next{Record: r, Base: base, Conflicts: conflicts}
}

// Files are the files of .mlvb, in the order in which they are written: the
// record last, since it is what makes a folder a project.
func (n Next) Files() ([]files.File, error) {
	archive, err := n.Base.Pack()
	if err != nil {
		return nil, err
	}
	list, err := n.smallFiles()
	if err != nil {
		return nil, err
	}
	last := len(list) - 1
	return append(list[:last:last], files.File{Path: BaseFile, Content: archive}, list[last]), nil
}

// smallFiles are all files but the base.
func (n Next) smallFiles() ([]files.File, error) {
	const ignored = "# mlvb's own work in progress\n/txn/\n/undo/\n"
	const attributes = "base.tar.gz binary\nproject.yaml -merge\n"
	var list []files.File
	if len(n.Conflicts) > 0 {
		content, err := plan.FormatConflicts(n.Conflicts)
		if err != nil {
			return nil, err
		}
		list = append(list, files.File{Path: ConflictsFile, Content: content})
	}
	return append(list,
		files.File{Path: attributeFile, Content: []byte(attributes)},
		files.File{Path: ignoreFile, Content: []byte(ignored)},
		files.File{Path: RecordFile, Content: n.Record.format()},
	), nil
}

// files are those that differ, or can differ, from what the state s left.
func (n Next) files(s State) ([]files.File, error) {
	if s.BaseErr == nil && s.Record.Base == n.Record.Base {
		return n.smallFiles() // packing takes the most time of all
	}
	return n.Files()
}

// Changes are what a plan, and the memory of it, change in the folder.
func (f *Folder) Changes(p plan.Plan, s State, n Next) ([]txn.Change, error) {
	list := p.Changes()
	if len(n.Conflicts) == 0 {
		settled, err := f.removal(ConflictsFile)
		if err != nil {
			return nil, err
		}
		list = append(list, settled...)
	}
	remembered, err := n.files(s)
	if err != nil {
		return nil, err
	}
	for _, file := range remembered {
		c, err := f.change(file)
		if err != nil {
			return nil, err
		}
		list = append(list, c...)
	}
	if len(list) > 0 {
		list = append(p.Witnesses(), list...) // the record stays last
	}
	return list, nil
}

// removal is the change that removes a file, if it is there.
func (f *Folder) removal(name string) ([]txn.Change, error) {
	was, err := txn.Look(f.Disk, name)
	if err != nil || was == nil {
		return nil, TargetFault(f.Dir, err)
	}
	return []txn.Change{{Entry: filesystem.Entry{Path: name}, Remove: true, Was: was}}, nil
}

// change is what puts a file of .mlvb in place; none where it is there. The
// user may have added lines to the two that git reads.
func (f *Folder) change(file files.File) ([]txn.Change, error) {
	was, err := txn.Look(f.Disk, file.Path)
	if err != nil {
		return nil, TargetFault(f.Dir, err)
	}
	e := file.Entry()
	if was == nil {
		return []txn.Change{{Entry: e}}, nil
	}
	if file.Path == ignoreFile || file.Path == attributeFile || bytes.Equal(was.Content, file.Content) {
		return nil, nil
	}
	e.Mode, e.Exact = was.Mode, true
	return []txn.Change{{Entry: e, Was: was}}, nil
}

// relativeSource names the folder of a template from the project on, or by its
// full path where there is no way from one to the other.
func relativeSource(dir, source string) (string, error) {
	if source == "" {
		return "", nil
	}
	from, errFrom := filepath.Abs(dir)
	to, errTo := filepath.Abs(source)
	if err := errors.Join(errFrom, errTo); err != nil {
		return "", err
	}
	if relative, err := filepath.Rel(from, to); err == nil {
		to = relative
	}
	return filepath.ToSlash(to), nil
}
