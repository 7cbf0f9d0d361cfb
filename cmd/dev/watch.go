package dev

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// quiet is how long nothing may change before a change is told: editors write a
// file in several steps, and a checkout writes many.
const quiet = 60 * time.Millisecond

// watchServer tells of changes in the folder of the project's server: of one
// file of several that changed together, by its path in the folder. It ends with
// the context.
func watchServer(ctx context.Context, folder string) (<-chan string, error) {
	notify, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	w := serverWatch{notify, folder, make(chan string, 1)}
	if err := w.add(folder, func(string) {}); err != nil {
		_ = notify.Close() // the reason why it can't be watched is the one to tell
		return nil, err
	}
	go func() {
		defer notify.Close()
		w.gather(ctx)
	}()
	return w.changes, nil
}

type serverWatch struct {
	notify  *fsnotify.Watcher
	folder  string
	changes chan string
}

// gather waits for a pause after each change. One that nobody has heard of
// stands for the next, too.
func (w serverWatch) gather(ctx context.Context) {
	pause := time.NewTimer(quiet)
	defer pause.Stop()
	changed := ""
	note := func(path string) {
		if name, err := filepath.Rel(w.folder, path); err == nil && isServed(filepath.ToSlash(name)) {
			changed = filepath.ToSlash(name)
			pause.Reset(quiet)
		}
	}
	for {
		select {
		case <-ctx.Done():
			return
		case _, ok := <-w.notify.Errors: // of single events that were lost: the next one tells
			if !ok {
				return
			}
		case event := <-w.notify.Events:
			if info, err := os.Lstat(event.Name); err == nil && info.IsDir() {
				_ = w.add(event.Name, note) // a folder that is gone again changes nothing
			} else if event.Op != fsnotify.Chmod {
				note(event.Name)
			}
		case <-pause.C:
			w.tell(changed)
			changed = ""
		}
	}
}

func (w serverWatch) tell(changed string) {
	if changed == "" {
		return
	}
	select {
	case w.changes <- changed:
	default:
	}
}

// add watches a folder and those in it. Found gets the files that are there
// already: nobody tells of those.
func (w serverWatch) add(folder string, found func(path string)) error {
	return filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil && path == folder:
			return err
		case err != nil:
			return nil
		case !entry.IsDir():
			found(path)
			return nil
		case path != w.folder && (entry.Name() == "node_modules" || strings.HasPrefix(entry.Name(), ".")):
			return fs.SkipDir
		}
		return w.notify.Add(path)
	})
}

// isServed reports whether a file is part of a server: its sources, without
// tests, and its settings.
func isServed(name string) bool {
	base := name[strings.LastIndex(name, "/")+1:]
	switch {
	case base == ".env", base == "defaults.env", base == "go.mod", base == "go.sum":
		return true
	case strings.HasSuffix(base, "_test.go"), strings.Contains(base, ".test."), strings.HasPrefix(base, "."):
		return false
	}
	return slices.Contains([]string{".go", ".js", ".mjs", ".cjs", ".json", ".ts"}, filepath.Ext(base))
}
