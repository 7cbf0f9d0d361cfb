package generator

import (
	"io/fs"
	"maps"
	"slices"
)

// Template is a folder with a manifest and the files it speaks of.
type Template struct {
	Manifest
	fsys fs.FS
}

// Load reads the manifest of the template in fsys and checks all of it.
// Faults in the manifest are of type [*SyntaxError]; where there is none, the
// error is fs.ErrNotExist.
func Load(fsys fs.FS) (*Template, error) {
	if info, err := fs.Lstat(fsys, ManifestFile); err == nil && !info.Mode().IsRegular() {
		return nil, notRegular(ManifestFile)
	}
	data, err := readRegular(fsys, ManifestFile)
	if err != nil {
		return nil, err
	}
	manifest, err := readManifest(fsys, data)
	if err != nil {
		return nil, err
	}
	return &Template{Manifest: manifest, fsys: fsys}, nil
}

// Digest returns the hex SHA-256 of the template: its manifest and all files
// of its layers, whatever the answers.
func (t *Template) Digest() (string, error) {
	names := map[string]bool{ManifestFile: true}
	for _, l := range t.Layers {
		err := walkRegular(t.fsys, l.From, func(name string) error {
			names[name] = true
			return nil
		})
		if err != nil {
			return "", err
		}
	}
	d := newDigest()
	for _, name := range slices.Sorted(maps.Keys(names)) {
		content, err := readRegular(t.fsys, name)
		if err != nil {
			return "", err
		}
		d.add(name, false, content)
	}
	return d.sum(), nil
}
