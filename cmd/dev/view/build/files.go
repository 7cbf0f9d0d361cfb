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
	largestFile = 8 << 20 // bytes; a package of a mini-program holds 2 MB
)

// files are the texts of a folder, read when they are asked for, and again
// only after forget.
type files struct {
	folder string
	names  []string          // in order
	known  map[string]bool   // the same
	folded map[string]string // names by themselves in lower case; nil: not asked for
	texts  map[string]string // by name
	large  map[string]bool   // too large to be read
}

func newFiles(folder string) *files {
	return &files{folder: folder, texts: map[string]string{}, large: map[string]bool{}}
}

// list looks which files there are.
func (f *files) list(ctx context.Context) error {
	f.names, f.known, f.folded = nil, map[string]bool{}, nil
	target, err := filepath.EvalSymlinks(f.folder)
	if err != nil {
		return err
	}
	if err := f.walk(ctx, "", []string{target}); err != nil {
		return err
	}
	slices.Sort(f.names)
	for _, name := range f.names {
		f.known[name] = true
	}
	return nil
}

// walk adds the files of a folder, the last of a chain of real folders, each
// in the one before or linked from there.
func (f *files) walk(ctx context.Context, under string, chain []string) error {
	entries, err := os.ReadDir(chain[len(chain)-1])
	switch {
	case len(chain) == 1 && err != nil:
		return err
	case err != nil:
		return nil // gone while it was read
	case len(f.names)+len(entries) > mostFiles:
		return fmt.Errorf("%d files", len(f.names)+len(entries))
	}
	for _, entry := range entries {
		if strings.HasPrefix(entry.Name(), ".") || entry.Name() == "node_modules" {
			continue
		}
		name := path.Join(under, entry.Name())
		target, kind := realFile(filepath.Join(chain[len(chain)-1], entry.Name()), entry.Type())
		switch {
		case kind == 0:
			f.names = append(f.names, name)
		case kind == fs.ModeDir && !slices.Contains(chain, target):
			if err := f.walk(ctx, name, append(chain[:len(chain):len(chain)], target)); err != nil {
				return err
			}
		}
	}
	return ctx.Err()
}

// realFile looks where a link leads, as pnpm has them in miniprogram_npm.
func realFile(file string, kind fs.FileMode) (string, fs.FileMode) {
	if kind != fs.ModeSymlink {
		return file, kind
	}
	target, err := filepath.EvalSymlinks(file)
	if err != nil {
		return file, fs.ModeIrregular
	}
	info, err := os.Stat(target)
	if err != nil {
		return file, fs.ModeIrregular
	}
	return target, info.Mode().Type()
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
	if name == "" || name == "." {
		clear(f.texts)
		clear(f.large)
	}
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
	if f.folded == nil {
		f.folded = map[string]string{}
		for _, known := range f.names {
			f.folded[strings.ToLower(known)] = known
		}
	}
	other, ok := f.folded[strings.ToLower(name)]
	return other, ok && other != name
}
