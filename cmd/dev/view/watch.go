package view

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"
)

// quiet is how long nothing must happen before a build: editors write a file in
// several steps, and a checkout writes many.
const quiet = 20 * time.Millisecond

// errTooMany says that the system watches no more folders.
var errTooMany = errors.New("the system's limit of watched folders is reached")

// A watcher hears of the files in a folder and in those below it.
type watcher struct {
	folder string
	notify *fsnotify.Watcher
	known  map[string]bool // relevant files that are there, by path in the folder with slashes
	heard  map[string]bool // those that changed, are new or are gone, since the last report
}

// newWatcher hears of all that happens from now on. It needs to be closed.
func newWatcher(folder string) (*watcher, error) {
	folder, err := filepath.EvalSymlinks(folder) // a walk does not follow them
	if err != nil {
		return nil, err
	}
	notify, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, tooMany(err)
	}
	w := &watcher{folder, notify, map[string]bool{}, map[string]bool{}}
	if err := w.add(folder); err != nil {
		notify.Close()
		return nil, err
	}
	clear(w.heard) // what is there already is no news
	return w, nil
}

// run reports the files that changed, as paths in the folder with slashes, until
// ctx is done.
func (w *watcher) run(ctx context.Context, changed func(names []string)) error {
	timer := time.NewTimer(quiet)
	timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case e, open := <-w.notify.Events:
			if !open { // the view has ended
				return nil
			}
			if err := w.hear(e); err != nil {
				return err
			}
			if len(w.heard) > 0 {
				timer.Reset(quiet)
			}
		case err, open := <-w.notify.Errors:
			if !open {
				return nil
			}
			if !errors.Is(err, fsnotify.ErrEventOverflow) {
				return err
			}
			// Some events are lost, so anything may have changed.
			w.gone("")
			if err := w.add(w.folder); err != nil {
				return err
			}
			timer.Reset(quiet)
		case <-timer.C:
			names := slices.Sorted(maps.Keys(w.heard))
			clear(w.heard)
			changed(names)
		}
	}
}

func (w *watcher) hear(e fsnotify.Event) error {
	name, err := filepath.Rel(w.folder, e.Name)
	if err != nil || e.Op == fsnotify.Chmod { // indexers and virus scanners do that
		return nil
	}
	name = filepath.ToSlash(name)
	info, err := os.Lstat(e.Name)
	switch {
	case err != nil:
		w.gone(name)
		w.unwatch(e.Name)
	case !info.IsDir():
		w.there(name)
	case e.Has(fsnotify.Create):
		return w.add(e.Name)
	}
	return nil
}

// add watches a folder and those in it. What lies in there is news: it came
// before the folder was watched.
func (w *watcher) add(folder string) error {
	return filepath.WalkDir(folder, func(at string, d fs.DirEntry, err error) error {
		name, relErr := filepath.Rel(w.folder, at)
		switch {
		case err != nil || relErr != nil:
			return nil // it is gone again
		case !d.IsDir():
			w.there(filepath.ToSlash(name))
			return nil
		case name != "." && isForeign(d.Name()):
			return fs.SkipDir
		}
		err = tooMany(w.notify.Add(at))
		if name == "." || errors.Is(err, errTooMany) {
			return err
		}
		return nil // it is gone again, or not for this user
	})
}

func (w *watcher) there(name string) {
	if isRelevant(name) {
		w.known[name], w.heard[name] = true, true
	}
}

// gone is for a file or for a folder with all that was in it; "" is all.
func (w *watcher) gone(name string) {
	for known := range w.known {
		if name == "" || known == name || strings.HasPrefix(known, name+"/") {
			delete(w.known, known)
			w.heard[known] = true
		}
	}
}

// unwatch is for a folder that is gone. It may have been moved, and then the
// system would go on watching what is below it, under the old names.
func (w *watcher) unwatch(folder string) {
	if isRelevant(folder) {
		return
	}
	for _, watched := range w.notify.WatchList() {
		if watched == folder || strings.HasPrefix(watched, folder+string(filepath.Separator)) {
			_ = w.notify.Remove(watched) // the system may have been quicker
		}
	}
}

// isForeign says whether a folder holds nothing of the mini-program: packages
// before they are built into miniprogram_npm, and what tools keep.
func isForeign(folder string) bool {
	return folder == "node_modules" || strings.HasPrefix(folder, ".")
}

// isRelevant says whether a file makes a difference to a build or to its page;
// editors leave others beside. scss and its kind are not built, but their being
// there explains why a page has no styles.
func isRelevant(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".js", ".ts", ".json", ".wxml", ".wxss", ".wxs", ".scss", ".sass", ".less":
		return true
	}
	return mediaType(name) != ""
}

// tooMany tells the limit from other mistakes.
func tooMany(err error) error {
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EMFILE) || errors.Is(err, syscall.ENFILE) {
		return errTooMany
	}
	return err
}
