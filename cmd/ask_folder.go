package cmd

import (
	"errors"
	"strings"

	"charm.land/huh/v2"

	"mlvb/generator"
	"mlvb/generator/project"
	"mlvb/generator/template"
)

// A folder is where the form keeps the folder of the project. Defaults that
// are made of its name follow it.
type folder struct {
	dir   *string
	soFar *template.SoFar
	moved []func() // show the answers so far in the fields that have them
}

func (f *folder) field(c *console) huh.Field {
	return huh.NewInput().
		Title(c.say("ask.folder")).
		Description(c.say("ask.folderHint")).
		Validate(func(typed string) error {
			if typed = strings.TrimSpace(typed); typed == "" {
				return errors.New(c.say("new.noFolder"))
			}
			return c.refusal(generator.CheckTarget(typed))
		}).
		Accessor(f)
}

// Get returns the folder.
func (f *folder) Get() string { return *f.dir }

// Set keeps the folder, and the answers that still are what they were by default.
func (f *folder) Set(typed string) {
	dir := strings.TrimSpace(typed)
	if dir == *f.dir {
		return
	}
	*f.dir = dir
	if start, err := generator.StartAnswers(dir, project.Record{}); err == nil {
		f.soFar.Restart(start)
	}
	for _, show := range f.moved {
		show()
	}
}
