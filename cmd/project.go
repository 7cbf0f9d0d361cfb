package cmd

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"

	"mlvb/cmd/console"
	"mlvb/generator/project"
	"mlvb/generator/syntax"
	"mlvb/generator/template"
	"mlvb/templates"
)

// A projectFolder is a folder that mlvb made or took over.
type projectFolder struct {
	dir      string // from where the user stands
	record   project.Record
	recovery project.Recovery // what was told of it so far
}

// command is a command of mlvb for this project, to copy.
func (p projectFolder) command(name string) string {
	if p.dir == "." {
		return "mlvb " + name
	}
	return "mlvb " + name + " " + console.Quoted(p.dir)
}

// server is where the project has, or would have, a server of its own, from the
// project on.
func (p projectFolder) server() string {
	place, _ := p.record.Layout.Place("server")
	return place
}

// findProject finds the project that a folder lies in. The folder has to be
// there: one that is misspelt would name the project around it.
func findProject(c *console.Console, dir string, dryRun bool) (projectFolder, error) {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return projectFolder{}, console.Refuse(c.Say("project.noFolder", dir), c.Say("project.none.hint"))
	case err == nil && !info.IsDir():
		return projectFolder{}, console.Refuse(c.Say("target.is-file", dir), c.Say("project.none.hint"))
	}
	return projectAround(c, dir, dryRun)
}

// projectAround walks up from a path, which need not be there, to the project
// that it lies in. What a killed run left on the way is undone first, whether
// there is a record or not: the run may have been about to make one. A dry run
// refuses that.
func projectAround(c *console.Console, from string, dryRun bool) (projectFolder, error) {
	var p projectFolder
	at, err := filepath.Abs(from)
	if err != nil {
		return p, err
	}
	if info, err := os.Stat(at); err == nil && !info.IsDir() {
		at = filepath.Dir(at)
	}
	for {
		p.dir = console.Relative(at)
		if err := p.recover(c, dryRun); err != nil {
			return p, err
		}
		p.record, err = project.ReadRecord(p.dir)
		parent := filepath.Dir(at)
		switch {
		case errors.Is(err, fs.ErrNotExist) && parent != at:
			p.recovery.Aside = within(filepath.Base(at), p.recovery.Aside)
			at = parent
		case errors.Is(err, fs.ErrNotExist):
			return p, &project.Error{Reason: project.NotAProject, Dir: from}
		default:
			return p, recordFault(p.dir, err)
		}
	}
}

// within are paths in a folder, as paths from the folder around that one.
func within(name string, paths []string) []string {
	var list []string
	for _, p := range paths {
		list = append(list, path.Join(name, p))
	}
	return list
}

// recordFault says of a record that is not as mlvb wrote it that the project
// is broken.
func recordFault(dir string, err error) error {
	var fault *syntax.Error
	if !errors.As(err, &fault) {
		return err
	}
	return &project.Error{Reason: project.Broken, Dir: dir, Path: fault.File, Err: err}
}

// place is a path of the project as the user would type it.
func (p projectFolder) place(path string) string {
	return console.OneLine(console.Relative(filepath.Join(p.dir, filepath.FromSlash(path))))
}

// errOutside says that a path does not lie in the project.
var errOutside = errors.New("outside of the project")

// name is what the project's folder is called.
func (p projectFolder) name() string { return folderName(p.dir) }

// folderName is the name of the folder itself, for "." too.
func folderName(dir string) string {
	absolute, err := filepath.Abs(dir)
	if err != nil {
		return filepath.Base(dir)
	}
	return filepath.Base(absolute)
}

// shownFolder is a folder as a sentence has it: by its name, where the user stands in
// it or below it.
func shownFolder(dir string) string {
	if base := filepath.Base(dir); base == "." || base == ".." {
		return folderName(dir)
	}
	return dir
}

// A source is a template and where it came from.
type source struct {
	*template.Template
	folder string // empty for a built-in one
}

// templateOf loads the template to update the project from: the one that was
// named, else the folder or the built-in one that the project was made from.
func templateOf(c *console.Console, p projectFolder, named string) (source, error) {
	made := p.record.Template
	switch {
	case named != "":
	case made.Source != "":
		named = filepath.FromSlash(made.Source)
		if !filepath.IsAbs(named) {
			named = filepath.Join(p.dir, named)
		}
		if _, err := os.Stat(named); errors.Is(err, fs.ErrNotExist) {
			return source{}, console.Refuse(c.Say("project.templateGone", named), c.Say("project.templateHint"))
		}
	case !slices.Contains(templates.Names(), made.Name):
		return source{}, console.Refuse(c.Say("project.templateUnknown", made.Name), c.Say("project.templateHint"))
	default:
		named = made.Name
	}
	t, err := loadTemplate(c, named)
	return source{t, templateFolder(named)}, err
}
