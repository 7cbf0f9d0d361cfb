package npm

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

func TestFindFetchesOnceAndKeeps(t *testing.T) {
	p, archive := published(t, map[string]string{"dist/player.js": "play()", "LICENSE": "MIT", "README.md": "long"})
	r := startRegistry(t, serve(archive))
	var heard []int64
	f := r.finder(t, p)
	f.Progress = func(name string, done, total int64) {
		if name != "player" || total != int64(len(archive)) {
			t.Errorf("progress of %q: %d of %d", name, done, total)
		}
		heard = append(heard, done)
	}
	for range 2 {
		found, err := f.find(t.Context())
		if err != nil || string(found["player"]) != "play()" {
			t.Fatalf("%q, %v", found["player"], err)
		}
	}
	if asked := r.asked(); len(asked) != 1 || asked[0] != "/npm/player/-/player-1.2.3.tgz" {
		t.Errorf("asked for %q", asked)
	}
	if len(heard) == 0 || heard[len(heard)-1] != int64(len(archive)) {
		t.Errorf("progress %v, want up to %d", heard, len(archive))
	}
	if kept := filesIn(t, f.CacheDir); kept != "player-1.2.3/LICENSE player-1.2.3/dist/player.js" {
		t.Errorf("kept %s", kept)
	}
}

func TestACorruptCacheIsFetchedAnew(t *testing.T) {
	p, archive := published(t, map[string]string{"dist/player.js": "play()", "LICENSE": "MIT"})
	for _, damage := range []string{"", "pla", "alert(1)"} {
		r := startRegistry(t, serve(archive))
		f := r.finder(t, p)
		file := filepath.Join(f.CacheDir, "player-1.2.3", "dist", "player.js")
		write(t, file, damage)
		write(t, filepath.Join(f.CacheDir, "player-1.2.3", "LICENSE"), "MIT")
		found, err := f.find(t.Context())
		if err != nil || string(found["player"]) != "play()" || len(r.asked()) != 1 {
			t.Errorf("damaged to %q: %q, %v, asked %q", damage, found["player"], err, r.asked())
		}
		if text, err := os.ReadFile(file); err != nil || string(text) != "play()" {
			t.Errorf("the cache has %q, %v", text, err)
		}
	}
}

func TestACacheThatCannotBeWrittenIsNoFailure(t *testing.T) {
	p, archive := published(t, map[string]string{"dist/player.js": "play()"})
	f := startRegistry(t, serve(archive)).finder(t, p)
	write(t, f.CacheDir, "a file where the folder should be")
	if found, err := f.find(t.Context()); err != nil || string(found["player"]) != "play()" {
		t.Errorf("%q, %v", found["player"], err)
	}
}

func TestWhatIsThereIsNotFetched(t *testing.T) {
	p, _ := published(t, map[string]string{"dist/player.js": "play()", "LICENSE": "MIT"})
	project := t.TempDir()
	write(t, filepath.Join(project, "node_modules", "player", "dist", "player.js"), "play()")
	write(t, filepath.Join(project, "node_modules", "player", "LICENSE"), "MIT")
	inside := fstest.MapFS{"player-1.2.3/dist/player.js": {Data: []byte("play()")}, "player-1.2.3/LICENSE": {Data: []byte("MIT")}}
	for name, change := range map[string]func(*finder){
		"node_modules": func(f *finder) { f.Project = project },
		"binary":       func(f *finder) { f.embedded = inside },
	} {
		r := startRegistry(t, serve(nil))
		f := r.finder(t, p)
		change(&f)
		found, err := f.find(t.Context())
		if err != nil || string(found["player"]) != "play()" || len(r.asked()) != 0 {
			t.Errorf("%s: %q, %v, asked %q", name, found["player"], err, r.asked())
		}
	}
}

// TestModulesOfOthersAreNotRun has node_modules with another version, and with
// the pinned one where somebody put something in.
func TestModulesOfOthersAreNotRun(t *testing.T) {
	p, archive := published(t, map[string]string{"dist/player.js": "play()", "LICENSE": "MIT"})
	for _, module := range []string{"play() // 1.2.4", "play(); steal()"} {
		f := startRegistry(t, serve(archive)).finder(t, p)
		f.Project = t.TempDir()
		write(t, filepath.Join(f.Project, "node_modules", "player", "dist", "player.js"), module)
		write(t, filepath.Join(f.Project, "node_modules", "player", "LICENSE"), "MIT")
		if found, err := f.find(t.Context()); err != nil || string(found["player"]) != "play()" {
			t.Errorf("%q beside: %q, %v", module, found["player"], err)
		}
	}
}

func TestWhatDoesNotArriveWholeCountsForNothing(t *testing.T) {
	p, archive := published(t, map[string]string{"dist/player.js": "play()"})
	_, other := published(t, map[string]string{"dist/player.js": "steal()"})
	for name, answer := range map[string]struct {
		handler http.HandlerFunc
		says    string
	}{
		"another archive": {serve(other), "not what was published"},
		"a part of it":    {serve(archive[:len(archive)/2]), "not what was published"},
		"broken off": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "1000")
			_, _ = w.Write(archive[:10])
		}, "unexpected EOF"},
		"no such package": {http.NotFound, "404 Not Found"},
		"a login page":    {serve([]byte("<html>")), "not what was published"},
		"no login":        {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusUnauthorized) }, "401 Unauthorized"},
	} {
		r := startRegistry(t, answer.handler)
		f := r.finder(t, p)
		found, err := f.find(t.Context())
		var failed *FetchError
		if !errors.As(err, &failed) || found != nil {
			t.Fatalf("%s: %v, %v", name, found, err)
		}
		if failed.Package != "player 1.2.3" || failed.Registry != r.server.URL || !strings.Contains(err.Error(), answer.says) {
			t.Errorf("%s: %v", name, err)
		}
		if kept := filesIn(t, f.CacheDir); kept != "" {
			t.Errorf("%s: kept %s", name, kept)
		}
	}
}

func TestArchiveThatLacksFiles(t *testing.T) {
	p, archive := published(t, map[string]string{"dist/player.js": "play()"})
	p.digests["LICENSE"] = hexDigest([]byte("MIT"))
	if _, err := p.unpack(archive); err == nil || !strings.Contains(err.Error(), "missing in the archive") {
		t.Error(err)
	}
}

func TestFetchingEndsWithItsContext(t *testing.T) {
	p, archive := published(t, map[string]string{"dist/player.js": "play()"})
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	f := startRegistry(t, func(w http.ResponseWriter, r *http.Request) {
		defer close(ended)
		_, _ = w.Write(archive[:10])
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done()
	}).finder(t, p)
	f.Progress = func(string, int64, int64) { cancel() }
	if _, err := f.find(ctx); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	<-ended
}

func TestPinsAreThoseOfTheLockFile(t *testing.T) {
	text, err := os.ReadFile("../../../../testdata/e2e/package-lock.json")
	if err != nil {
		t.Fatal(err)
	}
	var lock struct {
		Packages map[string]struct{ Version, Integrity string }
	}
	if err := json.Unmarshal(text, &lock); err != nil {
		t.Fatal(err)
	}
	for _, p := range pins() {
		locked := lock.Packages["node_modules/"+p.name]
		if locked.Version != p.version || locked.Integrity != "sha512-"+p.integrity {
			t.Errorf("%s is %+v in package-lock.json", p, locked)
		}
		if p.digests[p.module] == "" || p.digests["LICENSE"] == "" {
			t.Errorf("%s has no digest for %s or LICENSE", p, p.module)
		}
	}
}

func TestExplain(t *testing.T) {
	e := &FetchError{Package: "player 1.2.3", Registry: "https://npm.example", CacheDir: "/cache", Err: fs.ErrInvalid}
	text, hint := e.Explain(keys{})
	if text != "packages.fetch [player 1.2.3 https://npm.example invalid argument]" || hint != "packages.fetchHint [/cache]" {
		t.Errorf("%q, %q", text, hint)
	}
	e.Registry = ""
	if text, _ := e.Explain(keys{}); text != "packages.settings [player 1.2.3 invalid argument]" {
		t.Errorf("%q", text)
	}
}
