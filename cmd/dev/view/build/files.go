package build

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

const (
	mostFiles   = 50_000
	deepest     = 40      // folders below each other, also by way of links in a circle
	largestFile = 8 << 20 // bytes; a package of a mini-program holds 2 MB
)

// files are the texts of a folder, read when they are asked for, and again
// only after forget.
type files struct {
	folder string
	names  []string          // in order
	known  map[string]bool   // the same
	texts  map[string]string // by name
	large  map[string]bool   // too large to be read
}

func newFiles(folder string) *files {
	return &files{folder: folder, texts: map[string]string{}, large: map[string]bool{}}
}

// list looks which files there are.
func (f *files) list(ctx context.Context) error {
	f.names, f.known = nil, map[string]bool{}
	if err := f.walk(ctx, "", 0); err != nil {
		return err
	}
	slices.Sort(f.names)
	for _, name := range f.names {
		f.known[name] = true
	}
	return nil
}

func (f *files) walk(ctx context.Context, under string, depth int) error {
	entries, err := os.ReadDir(f.path(under))
	switch {
	case depth == 0 && err != nil:
		return err
	case err != nil || depth > deepest:
		return nil // gone while it was read, or a link to a folder above
	case len(f.names)+len(entries) > mostFiles:
		return fmt.Errorf("%d files", len(f.names)+len(entries))
	}
	for _, entry := range entries {
		if strings.HasPrefix(entry.Name(), ".") || entry.Name() == "node_modules" {
			continue
		}
		name := path.Join(under, entry.Name())
		switch f.kind(name, entry) {
		case fs.ModeDir:
			if err := f.walk(ctx, name, depth+1); err != nil {
				return err
			}
		case 0:
			f.names = append(f.names, name)
		}
	}
	return ctx.Err()
}

// kind also looks where a link leads, as pnpm has them in miniprogram_npm.
func (f *files) kind(name string, entry fs.DirEntry) fs.FileMode {
	if entry.Type() != fs.ModeSymlink {
		return entry.Type()
	}
	info, err := os.Stat(f.path(name))
	if err != nil {
		return fs.ModeIrregular
	}
	return info.Mode().Type()
}

func (f *files) path(name string) string {
	return filepath.Join(f.folder, filepath.FromSlash(name))
}

func (f *files) has(name string) bool { return f.known[name] }

// read returns the text of a file, without a byte order mark.
func (f *files) read(name string) (string, bool) {
	if !f.known[name] {
		return "", false
	}
	text, ok := f.texts[name]
	if !ok && !f.large[name] {
		text, ok = f.load(name)
	}
	return text, ok
}

func (f *files) load(name string) (string, bool) {
	file, err := os.Open(f.path(name))
	if err != nil {
		return "", false
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, largestFile+1))
	if err != nil {
		return "", false
	}
	if len(data) > largestFile {
		f.large[name] = true
		return "", false
	}
	f.texts[name] = strings.TrimPrefix(string(data), "\ufeff")
	return f.texts[name], true
}

func (f *files) forget(name string) {
	delete(f.texts, name)
	delete(f.large, name)
	for known := range f.texts {
		if strings.HasPrefix(known, name+"/") {
			delete(f.texts, known)
		}
	}
}

// script is the file of a module: the path with .js, or .ts when there is one
// beside it, from which the other was made.
func (f *files) script(name string) (string, bool) {
	plain := strings.TrimSuffix(name, ".js")
	for _, file := range []string{plain + ".ts", plain + ".js"} {
		if f.has(file) {
			return file, true
		}
	}
	return plain + ".js", false
}

// otherCase finds a file whose name differs in upper and lower case alone. Such
// a one is the same on macOS and Windows, and another one on the phone.
func (f *files) otherCase(name string) (string, bool) {
	for _, known := range f.names {
		if strings.EqualFold(known, name) {
			return known, true
		}
	}
	return "", false
}
