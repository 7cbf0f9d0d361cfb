// Package npm finds the packages of npm that the browser view stands on:
// WeChat's component framework, its template compiler, and a player of live
// streams. Neither npm nor Node is needed.
//
// They are looked for in the binary (releases are built with them inside), in
// the project's node_modules and in the user's cache. What is nowhere is fetched
// once, from the registry that npm's own settings name, and kept in the cache.
// Every byte is pinned: a file counts only with the digest that is noted here,
// and a download is not even unpacked before it has the one that its publisher
// gave it.
//
// It is no package manager: it resolves no versions, installs nothing into
// projects, and knows no scopes.
package npm

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// Packages holds what is needed of the packages, by their names as modules
// import them: one file each, JavaScript, or WebAssembly for the template
// compiler.
type Packages map[string][]byte

// Compiler names the package that holds WeChat's template compiler, as
// WebAssembly. The others are JavaScript.
const Compiler = "glass-easel-template-compiler"

// Options say where to look.
type Options struct {
	Project  string                                    // its folder; "" none
	CacheDir string                                    // for what was fetched; made where it is missing; "" none
	Home     string                                    // the user's home folder, for .npmrc; "" none
	Env      func(name string) (value string, ok bool) // the environment
	Progress func(name string, done, total int64)      // hears of a download, in bytes; total is 0 while unknown. nil: nobody
}

// Find returns all packages. What it can neither find nor fetch is a
// *FetchError. A cache that can't be written is no error: the next run fetches
// again.
func Find(ctx context.Context, o Options) (Packages, error) {
	return finder{o, embedded(), pins()}.find(ctx)
}

// A finder looks for what is pinned.
type finder struct {
	Options
	embedded fs.FS // packages in the binary, by folder
	pins     []pin
}

func (f finder) find(ctx context.Context) (Packages, error) {
	found := Packages{}
	var missing []pin
	for _, p := range f.pins {
		if files := f.look(p); files != nil {
			found[p.name] = files[p.module]
		} else {
			missing = append(missing, p)
		}
	}
	if len(missing) == 0 {
		return found, nil
	}
	source, err := newRegistry(f.Options)
	if err != nil {
		return nil, &FetchError{Package: missing[0].String(), CacheDir: f.CacheDir, Err: err}
	}
	defer source.close()
	for _, p := range missing {
		files, err := source.fetch(ctx, p)
		if err != nil {
			return nil, &FetchError{Package: p.String(), Registry: source.host(), CacheDir: f.CacheDir, Err: err}
		}
		f.keep(p, files)
		found[p.name] = files[p.module]
	}
	return found, nil
}

// look returns a package's files from the first place that has all of them as
// they were published, or nil.
func (f finder) look(p pin) map[string][]byte {
	if files := p.read(f.embedded, p.folder()); files != nil {
		return files
	}
	if f.Project != "" {
		if files := p.read(os.DirFS(filepath.Join(f.Project, "node_modules")), p.name); files != nil {
			return files
		}
	}
	if f.CacheDir == "" {
		return nil
	}
	return p.read(os.DirFS(f.CacheDir), p.folder())
}

// keep writes a package into the cache.
func (f finder) keep(p pin, files map[string][]byte) {
	if f.CacheDir == "" {
		return
	}
	for name, content := range files {
		if writeFile(filepath.Join(f.CacheDir, p.folder(), filepath.FromSlash(name)), content) != nil {
			return
		}
	}
}

// writeFile makes the file and its folder. Nobody sees it half written: two runs
// may write the same one at once.
func writeFile(path string, content []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	part, err := os.CreateTemp(filepath.Dir(path), ".part-*")
	if err != nil {
		return err
	}
	defer os.Remove(part.Name())
	_, err = part.Write(content)
	if err = errors.Join(err, part.Close()); err != nil {
		return err
	}
	return os.Rename(part.Name(), path)
}
