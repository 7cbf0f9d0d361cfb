package template

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"mlvb/generator/files"
	"mlvb/generator/paths"
	"mlvb/generator/syntax"
)

// source says which file of the template a file of the project comes from.
type source struct {
	name string // in the template
	data []byte
	to   string // in the project
}

// sources lays the layers that apply over one another and leaves out what the
// manifest's file rules switch off. The result is sorted by path.
func (t *Template) sources(a Answers) ([]source, error) {
	c, err := t.contents()
	if err != nil {
		return nil, err
	}
	from := map[string]source{}
	for _, l := range t.Layers {
		if !l.When.Holds(a) {
			continue
		}
		if err := c.layOver(from, l); err != nil {
			return nil, err
		}
	}
	maps.DeleteFunc(from, func(to string, _ source) bool { return t.switchedOff(to, a) })
	list := make([]source, 0, len(from))
	clash := paths.NewClashes()
	for _, to := range slices.Sorted(maps.Keys(from)) {
		if other := clash.Add(to); other != "" {
			return nil, &syntax.Error{File: from[to].name, Msg: fmt.Sprintf("%q and %q can't be beside one another on every system", to, other)}
		}
		list = append(list, from[to])
	}
	return list, nil
}

func (t *Template) switchedOff(name string, a Answers) bool {
	return slices.ContainsFunc(t.Files, func(r FileRule) bool { return r.matches(name) && !r.When.Holds(a) })
}

// layOver adds the files of a layer, by their path in the project.
func (c contents) layOver(from map[string]source, l Layer) error {
	here := map[string]source{}
	first, last := c.below(l.From)
	for i := first; i < last; i++ {
		name := c.names[i]
		to := l.output(name)
		if err := files.CheckPath(to); err != nil {
			return &syntax.Error{File: name, Msg: err.Error()}
		}
		if other, twice := here[to]; twice {
			return &syntax.Error{File: name, Msg: fmt.Sprintf("makes the same file as %s", other.name)}
		}
		here[to] = source{name, c.data[i], to}
	}
	maps.Copy(from, here)
	return nil
}

// output is the path in the project of a file of the layer.
func (l Layer) output(name string) string {
	return path.Join(l.To, strings.TrimSuffix(name[len(l.From)+1:], templateSuffix))
}

func checkCount(list int) error {
	if list > files.MaxFiles {
		return &syntax.Error{File: ManifestFile, Msg: fmt.Sprintf("more than %d files", files.MaxFiles)}
	}
	return nil
}

// walkRegular visits the files below a folder, in the order of their paths. It
// refuses links, devices and the like: a template is what it holds.
func walkRegular(fsys fs.FS, dir string, visit func(name string) error) error {
	return fs.WalkDir(fsys, dir, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return readFault(name, err)
		case d.IsDir():
			return nil
		case !d.Type().IsRegular():
			return notRegular(name)
		}
		return visit(name)
	})
}

// readRegular reads a file, and refuses what is not one or is too large.
func readRegular(fsys fs.FS, name string) ([]byte, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, readFault(name, err)
	}
	defer f.Close()
	info, err := f.Stat()
	switch {
	case err != nil:
		return nil, readFault(name, err)
	case !info.Mode().IsRegular():
		return nil, notRegular(name)
	case info.Size() > files.MaxFile:
		return nil, &syntax.Error{File: name, Msg: errTooLarge.Error()}
	}
	content := make([]byte, info.Size())
	if _, err := io.ReadFull(f, content); err != nil {
		return nil, readFault(name, err)
	}
	return content, nil
}

func notRegular(name string) error {
	return &syntax.Error{File: name, Msg: "neither a file nor a folder: a template holds no links"}
}

func readFault(name string, err error) error {
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		err = pathErr.Err
	}
	return fmt.Errorf("read %s of the template: %w", name, err)
}
