package view

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"

	"mlvb/cmd/dev/view/npm"
)

// cachedBundle returns the bundle of an earlier run where nothing has changed
// since. The folder holds one; it is a cache, so what can't be read is made anew
// and what can't be written is made anew the next time. "" keeps none.
func (r recipe) cachedBundle(folder string) (bundle, error) {
	if folder == "" {
		return r.bundle()
	}
	key, err := r.key()
	if err != nil {
		return bundle{}, err
	}
	name := filepath.Join(folder, key+".zip")
	if b, err := readBundle(name); err == nil {
		return b, nil
	}
	b, err := r.bundle()
	if err != nil {
		return bundle{}, err
	}
	if archive, err := b.archive(); err == nil && os.MkdirAll(folder, 0o755) == nil {
		removeBundles(folder)
		_ = os.WriteFile(name, archive, 0o644)
	}
	return b, nil
}

// key is another one where anything differs that goes into a bundle: sources,
// packages, language, and this program with its version of esbuild.
func (r recipe) key() (string, error) {
	all := sha256.New()
	if info, ok := debug.ReadBuildInfo(); ok {
		fmt.Fprintln(all, info)
	}
	fmt.Fprintln(all, r.language)
	for _, name := range slices.Sorted(maps.Keys(r.packages)) {
		if name != npm.Compiler {
			fmt.Fprintln(all, name, len(r.packages[name]))
			all.Write(r.packages[name])
		}
	}
	err := fs.WalkDir(r.sources, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(r.sources, name)
		fmt.Fprintln(all, name, len(text))
		all.Write(text)
		return err
	})
	return hex.EncodeToString(all.Sum(nil)[:16]), err
}

// archive packs without compressing, to be read quickly. The check sums in it
// tell a file that was not written to its end.
func (b bundle) archive() ([]byte, error) {
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	for _, name := range slices.Sorted(maps.Keys(b.files)) {
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err == nil {
			_, err = w.Write(b.files[name])
		}
		if err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return packed.Bytes(), err
}

func readBundle(name string) (bundle, error) {
	z, err := zip.OpenReader(name)
	if err != nil {
		return bundle{}, err
	}
	defer z.Close()
	b := bundle{files: map[string][]byte{}}
	for _, f := range z.File {
		if b.files[f.Name], err = contentOf(f); err != nil {
			return bundle{}, err
		}
	}
	if len(b.files) == 0 {
		return bundle{}, errors.New("an empty bundle")
	}
	b.version = versionOf(b.files)
	return b, nil
}

func contentOf(f *zip.File) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}

func removeBundles(folder string) {
	old, _ := filepath.Glob(filepath.Join(folder, "*.zip"))
	for _, name := range old {
		_ = os.Remove(name)
	}
}
