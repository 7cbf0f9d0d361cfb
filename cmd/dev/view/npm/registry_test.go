package npm

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha512"
	"encoding/base64"
	"fmt"
	"io"
	"io/fs"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
)

// published makes a package called player, and the pin of its LICENSE and what lies in dist.
func published(tb testing.TB, files map[string]string) (pin, []byte) {
	tb.Helper()
	p := pin{name: "player", version: "1.2.3", digests: map[string]string{}}
	var archive bytes.Buffer
	z := gzip.NewWriter(&archive)
	t := tar.NewWriter(z)
	for path, text := range files {
		if strings.HasPrefix(path, "dist/") {
			p.module = path
		}
		if strings.HasPrefix(path, "dist/") || path == "LICENSE" {
			p.digests[path] = hexDigest([]byte(text))
		}
		must(tb, t.WriteHeader(&tar.Header{Name: "package/" + path, Mode: 0o644, Size: int64(len(text))}))
		_, err := t.Write([]byte(text))
		must(tb, err)
	}
	must(tb, t.Close())
	must(tb, z.Close())
	sum := sha512.Sum512(archive.Bytes())
	p.integrity = base64.StdEncoding.EncodeToString(sum[:])
	return p, archive.Bytes()
}

// A testRegistry answers below /npm/ and remembers what was asked.
type testRegistry struct {
	server *httptest.Server
	mu     sync.Mutex
	paths  []string
}

func startRegistry(tb testing.TB, answer http.HandlerFunc) *testRegistry {
	tb.Helper()
	r := &testRegistry{}
	r.server = httptest.NewServer(r.record(answer))
	tb.Cleanup(r.server.Close)
	return r
}

func (r *testRegistry) record(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, asked *http.Request) {
		r.mu.Lock()
		r.paths = append(r.paths, asked.URL.Path)
		r.mu.Unlock()
		next(w, asked)
	}
}

func (r *testRegistry) asked() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.paths)
}

// finder looks for packages in an empty cache, then here.
func (r *testRegistry) finder(tb testing.TB, pins ...pin) finder {
	tb.Helper()
	o := Options{
		CacheDir: filepath.Join(tb.TempDir(), "cache"), Home: tb.TempDir(),
		Env: environment("npm_config_registry", r.server.URL+"/npm/", "NPM_CONFIG_GLOBALCONFIG", "/none"),
	}
	return finder{o, fstest.MapFS{}, pins}
}

func serve(content []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", fmt.Sprint(len(content)))
		_, _ = w.Write(content)
	}
}

// environment has variables, given as name and value in turn.
func environment(pairs ...string) func(string) (string, bool) {
	return func(name string) (string, bool) {
		for i := 0; i < len(pairs); i += 2 {
			if pairs[i] == name {
				return pairs[i+1], true
			}
		}
		return "", false
	}
}

func write(tb testing.TB, name, text string) {
	tb.Helper()
	must(tb, os.MkdirAll(filepath.Dir(name), 0o755))
	must(tb, os.WriteFile(name, []byte(text), 0o644))
}

func filesIn(tb testing.TB, folder string) string {
	tb.Helper()
	var names []string
	_ = fs.WalkDir(os.DirFS(folder), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names = append(names, name)
		}
		return nil
	})
	return strings.Join(names, " ")
}

func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

// keys says which key it was asked for.
type keys struct{}

func (keys) Say(key string, args ...any) string { return fmt.Sprintf("%s %v", key, args) }

func quiet() *log.Logger { return log.New(io.Discard, "", 0) }
