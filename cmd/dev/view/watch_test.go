package view

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/fsnotify/fsnotify"

	"mlvb/cmd/dev/view/build"
)

// watch starts to watch a folder with these files in it, and returns the reports.
func watch(t *testing.T, files ...string) (*watcher, <-chan []string) {
	t.Helper()
	folder := t.TempDir()
	for _, name := range files {
		write(t, filepath.Join(folder, name), "1")
	}
	w, err := newWatcher(folder)
	must(t, err)
	ctx, cancel := until(t)
	reports, ended := make(chan []string, 100), make(chan error)
	go func() { ended <- w.run(ctx, func(names []string) { reports <- names }) }()
	t.Cleanup(func() {
		cancel()
		must(t, <-ended)
		must(t, w.notify.Close())
	})
	return w, reports
}

// await waits until all these files were reported, alone or with others that
// changed before.
func await(t *testing.T, reports <-chan []string, want ...string) {
	t.Helper()
	foreign := regexp.MustCompile(`node_modules|\.git|\.idea|\.txt|~`)
	for len(want) > 0 {
		names := <-reports
		if slices.ContainsFunc(names, foreign.MatchString) {
			t.Errorf("reports %q", names)
		}
		want = slices.DeleteFunc(want, func(name string) bool { return slices.Contains(names, name) })
	}
}

func TestSavesAreNoticed(t *testing.T) {
	w, reports := watch(t, "app.json", "a.wxss", "pages/a/a.js", "old/b.wxml", "old/deep/c.wxs", "node_modules/x/x.js", ".git/x.js")
	in := func(name string) string { return filepath.Join(w.folder, filepath.FromSlash(name)) }
	save := func(names ...string) {
		for _, name := range names {
			write(t, in(name), "2")
		}
	}
	for _, step := range []struct {
		does string
		do   func()
		want string
	}{
		{"a file is written", func() { save("pages/a/a.js") }, "pages/a/a.js"},
		{"an editor replaces it", func() { save("a.wxss~"); must(t, os.Rename(in("a.wxss~"), in("a.wxss"))) }, "a.wxss"},
		{"it is removed", func() { must(t, os.Remove(in("a.wxss"))) }, "a.wxss"},
		{"a link takes its place", func() { must(t, os.Symlink("app.json", in("a.wxss"))) }, "a.wxss"},
		{"a new folder has files", func() { save("pages/b/deep/b.js", "pages/b/b.png") }, "pages/b/deep/b.js pages/b/b.png"},
		{"they are written", func() { save("pages/b/deep/b.js") }, "pages/b/deep/b.js"},
		{"a folder is renamed", func() { must(t, os.Rename(in("old"), in("new"))) }, "old/b.wxml old/deep/c.wxs new/b.wxml new/deep/c.wxs"},
		{"a file in it is written", func() { save("new/deep/c.wxs") }, "new/deep/c.wxs"},
		{"it is removed", func() { must(t, os.RemoveAll(in("new"))) }, "new/b.wxml new/deep/c.wxs"},
		{"it comes back", func() { save("new/deep/c.wxs") }, "new/deep/c.wxs"},
		{"foreign files are written", func() { save("node_modules/x/x.js", ".git/x.js", "notes.txt", ".idea/y.json", "app.json") }, "app.json"},
	} {
		step.do()
		t.Log(step.does)
		await(t, reports, strings.Fields(step.want)...)
	}
}

func TestWatchingByALink(t *testing.T) {
	target, link := t.TempDir(), filepath.Join(t.TempDir(), "link")
	write(t, filepath.Join(target, "app.js"), "")
	must(t, os.Symlink(target, link))
	w, err := newWatcher(link)
	must(t, err)
	defer w.notify.Close()
	if !w.known["app.js"] {
		t.Errorf("knows %v", w.known)
	}
}

// TestLostEvents has the system say that it dropped some: anything may have
// changed.
func TestLostEvents(t *testing.T) {
	w, reports := watch(t, "app.js", "pages/a.wxml")
	w.notify.Errors <- fsnotify.ErrEventOverflow
	await(t, reports, "app.js", "pages/a.wxml")
}

func TestTooManyFolders(t *testing.T) {
	for _, err := range []error{syscall.ENOSPC, &os.SyscallError{Syscall: "inotify_init1", Err: syscall.EMFILE}} {
		v := &View{options: Options{Say: say}, watchErr: tooMany(err), project: build.Project{Folder: "/app"}}
		if got := v.Watch(t.Context()); got == nil || got.Error() != "view.watchLimit [/app]" {
			t.Errorf("%v: %v", err, got)
		}
	}
	v := &View{options: Options{Say: say}, watchErr: tooMany(errors.New("odd"))}
	if got := v.Watch(t.Context()); got == nil || got.Error() != "view.noWatch [ odd]" {
		t.Error(got)
	}
}

// say says which words it was asked for.
func say(key string, args ...any) string { return fmt.Sprint(key, " ", args) }
