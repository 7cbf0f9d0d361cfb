// Package template reads templates: the manifest, the answers to its questions,
// and the rendering of its files with these answers.
//
// Rendering is pure: the same template and answers give the same bytes. A
// template runs no code and sees nothing but its answers. Where the files go,
// and what happens to files that are there, is none of this package's business.
package template

import (
	"fmt"
	"io/fs"
	"maps"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"mlvb/generator/files"
	"mlvb/generator/syntax"
)

// Template is a folder with a manifest and the files it speaks of.
type Template struct {
	Manifest

	// What takes long is done once, when it is first needed.
	contents func() (contents, error) // all files of all layers
	digest   func() (string, error)
}

// Load reads the manifest of the template in fsys and checks all of it.
// Faults in the manifest are of type [*syntax.Error]; where there is none, the
// error is fs.ErrNotExist.
func Load(fsys fs.FS) (*Template, error) {
	if info, err := fs.Lstat(fsys, ManifestFile); err == nil && !info.Mode().IsRegular() {
		return nil, notRegular(ManifestFile)
	}
	data, err := readRegular(fsys, ManifestFile)
	if err != nil {
		return nil, err
	}
	m, err := readManifest(fsys, data)
	if err != nil {
		return nil, err
	}
	t := &Template{Manifest: m}
	t.contents = sync.OnceValues(func() (contents, error) { return readLayers(fsys, m.Layers) })
	t.digest = sync.OnceValues(func() (string, error) {
		c, err := t.contents()
		if err != nil {
			return "", err
		}
		return c.digest(data), nil
	})
	return t, nil
}

// Digest returns the hex SHA-256 of the template: its manifest and all files
// of its layers, whatever the answers.
func (t *Template) Digest() (string, error) { return t.digest() }

// contents is the files of a template, sorted by name.
type contents struct {
	names []string
	data  [][]byte
}

// readLayers reads all files of the layers.
func readLayers(fsys fs.FS, layers []Layer) (contents, error) {
	found := map[string]bool{}
	for _, l := range layers {
		err := walkRegular(fsys, l.From, func(name string) error {
			found[name] = true
			return checkCount(len(found))
		})
		if err != nil {
			return contents{}, err
		}
	}
	c := contents{names: slices.Sorted(maps.Keys(found)), data: make([][]byte, len(found))}
	var total atomic.Int64
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, name := range c.names {
		group.Go(func() (err error) {
			c.data[i], err = readRegular(fsys, name)
			if total.Add(int64(len(c.data[i]))) > files.MaxTree {
				return &syntax.Error{File: ManifestFile, Msg: fmt.Sprintf("the template is larger than %d MiB", files.MaxTree>>20)}
			}
			return err
		})
	}
	return c, group.Wait()
}

// digest hashes the manifest and the files.
func (c contents) digest(manifest []byte) string {
	h := files.NewHasher()
	h.Add(ManifestFile, false, manifest)
	for i, name := range c.names {
		h.Add(name, false, c.data[i])
	}
	return h.Hex()
}

// below returns the numbers of the files in a folder: from, and up to but
// without to.
func (c contents) below(dir string) (from, to int) {
	from, _ = slices.BinarySearch(c.names, dir+"/")
	to, _ = slices.BinarySearch(c.names, dir+"0") // the character after the slash
	return from, to
}
