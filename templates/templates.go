// Package templates holds the templates that are built into mlvb: folders of
// real files that read like the project they make, beside a template.yaml.
//
// It imports nothing of mlvb: the command hands [FS] to the engine as an fs.FS,
// just as it hands over a folder of the user's.
package templates

import (
	"embed"
	"io/fs"
)

// Default is the name of the template that is used when none is asked for.
const Default = "live"

//go:embed all:live
var embedded embed.FS

// Names lists the built-in templates, in alphabetical order.
func Names() []string { return []string{Default} }

// FS returns the built-in template with that name, rooted at its template.yaml.
// The error is fs.ErrNotExist when there is none.
func FS(name string) (fs.FS, error) {
	if _, err := fs.Stat(embedded, name); err != nil {
		return nil, err
	}
	return fs.Sub(embedded, name)
}
