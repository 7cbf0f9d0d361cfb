package generator

import (
	"context"
	"io/fs"
	"maps"
	"slices"
	"sync"

	"mlvb/generator/parallel"
)

// Template is a folder with a manifest and the files it speaks of.
type Template struct {
	Manifest
	fsys     fs.FS
	contents *sync.Map // of files that were read, by name: what is rendered is what the digest is of
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
	return &Template{Manifest: manifest, fsys: fsys, contents: &sync.Map{}}, nil
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
	sorted := slices.Sorted(maps.Keys(names))
	contents := make([][]byte, len(sorted))
	err := parallel.Do(context.Background(), len(sorted), func(i int) (err error) {
		contents[i], err = t.read(sorted[i])
		return err
	})
	if err != nil {
		return "", err
	}
	d := newDigest()
	for i, name := range sorted {
		d.add(name, false, contents[i])
	}
	return d.sum(), nil
}

// read returns the contents of a file, which nobody may change.
func (t *Template) read(name string) ([]byte, error) {
	if content, ok := t.contents.Load(name); ok {
		return content.([]byte), nil
	}
	content, err := readRegular(t.fsys, name)
	if err != nil {
		return nil, err
	}
	t.contents.Store(name, content)
	return content, nil
}
