package prompt

import (
	"errors"
	"strings"

	"charm.land/huh/v2"

	"mlvb/generator"
	"mlvb/generator/project"
)

// A folder is where the form keeps the folder of the project. Defaults that
// are made of its name follow it.
type folder struct {
	form  Form
	dir   string
	moved []func() // show the answers so far in the fields that have them
}

func (f *folder) field() huh.Field {
	c := f.form.Console
	return huh.NewInput().
		Title(c.Say("ask.folder")).
		Description(c.Say("ask.folderHint")).
		Validate(func(typed string) error {
			if typed = strings.TrimSpace(typed); typed == "" {
				return errors.New(c.Say("new.noFolder"))
			}
			return f.form.refusal(generator.CheckTarget(typed))
		}).
		Accessor(f)
}

// Get returns the folder.
func (f *folder) Get() string { return f.dir }

// Set keeps the folder, and the answers that still are what they were by default.
func (f *folder) Set(typed string) {
	dir := strings.TrimSpace(typed)
	if dir == f.dir {
		return
	}
	f.dir = dir
	if start, err := generator.StartAnswers(dir, project.Record{}); err == nil {
		f.form.SoFar.Restart(start)
	}
	for _, show := range f.moved {
		show()
	}
}
