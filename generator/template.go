package generator

import (
	"errors"
	"io/fs"
)

// Template is a folder with a manifest and the files it speaks of.
type Template struct {
	Manifest
	fsys fs.FS
}

// Load reads the manifest of the template in fsys and checks all of it.
// Faults in the manifest are of type [*SyntaxError].
func Load(fsys fs.FS) (*Template, error) { return nil, errors.ErrUnsupported }

// Digest returns the digest of the whole template: all files that the
// manifest's layers hold, and the manifest itself.
func (t *Template) Digest() (string, error) { return "", errors.ErrUnsupported }

// Render makes the files of a project. It is pure: the same template and
// answers give the same bytes, on every system. Faults in the template are of
// type [*SyntaxError].
func (t *Template) Render(a Answers) (Tree, error) { return nil, errors.ErrUnsupported }
