package view

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mlvb/cmd/dev/view/build"
)

// start makes a view of a mini-program with an image, beside what nobody shall
// get.
func start(tb testing.TB) *View {
	tb.Helper()
	root := tb.TempDir()
	for name, text := range map[string]string{
		"miniprogram/icons/a b.svg": "<svg/>", "miniprogram/app.js": "secret", "miniprogram/folder.png/x": "",
		"server/.env": "SECRETKEY=1", "outside.svg": "outside",
	} {
		write(tb, filepath.Join(root, name), text)
	}
	folder := filepath.Join(root, "miniprogram")
	must(tb, os.Symlink(filepath.Join(root, "outside.svg"), filepath.Join(folder, "link.svg")))
	must(tb, os.Symlink(root, filepath.Join(folder, "up")))
	must(tb, os.Symlink("icons/a b.svg", filepath.Join(folder, "inner.svg")))
	v := newView(tb.Context(), Options{FLVPort: 8001}, build.Project{Folder: folder, AppID: "wx0123456789abcdef"})
	v.client = bundle{"v1", map[string][]byte{"phone.js": []byte("client"), "phone.js.map": []byte("{}"), "phone.css": []byte("a{}")}}
	v.shell, v.phone = v.fill([]byte("shell %CLIENT%")), v.fill([]byte("%TOKEN% %FLV%"))
	must(tb, v.builds.take(&build.App{Revision: "r1"}, nil))
	return v
}

// ask sends a request; headers are name and value in turn.
func ask(tb testing.TB, v *View, method, target, body string, headers ...string) *httptest.ResponseRecorder {
	tb.Helper()
	r := httptest.NewRequestWithContext(tb.Context(), method, target, strings.NewReader(body))
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	v.Handler().ServeHTTP(w, r)
	return w
}

func TestServesItsFewPaths(t *testing.T) {
	v := start(t)
	for target, want := range map[string][3]string{
		"/?theme=dark":            {"shell /client/v1", "text/html; charset=utf-8", "no-store"},
		"/phone?user=x":           {v.token + " 8001", "text/html; charset=utf-8", "no-store"},
		"/client/v1/phone.js":     {"client", "text/javascript; charset=utf-8", "max-age=31536000, immutable"},
		"/client/v1/phone.css":    {"a{}", "text/css; charset=utf-8", "max-age=31536000, immutable"},
		"/client/v1/phone.js.map": {"{}", "application/json", "max-age=31536000, immutable"},
		"/app/icons/a%20b.svg":    {"<svg/>", "image/svg+xml", "no-cache"},
		"/app/inner.svg":          {"<svg/>", "image/svg+xml", "no-cache"},
	} {
		w := ask(t, v, "GET", target, "")
		got := [3]string{w.Body.String(), w.Header().Get("Content-Type"), w.Header().Get("Cache-Control")}
		if w.Code != http.StatusOK || got != want {
			t.Errorf("%s: %d %q", target, w.Code, got)
		}
		for name, value := range map[string]string{
			"X-Content-Type-Options": "nosniff", "Cross-Origin-Resource-Policy": "same-origin", "Content-Security-Policy": "frame-ancestors 'self'",
		} {
			if w.Header().Get(name) != value {
				t.Errorf("%s: %s is %q", target, name, w.Header().Get(name))
			}
		}
	}
}

func TestServesNothingElse(t *testing.T) {
	v := start(t)
	for _, target := range []string{
		"/app/app.js", "/app/link.svg", "/app/up/outside.svg", "/app/../outside.svg", "/app/%2e%2e/outside.svg", "/app/..%2foutside.svg",
		"/app/..%5coutside.svg", "/app//etc/x.svg", "/app/icons/%00.svg", "/app/folder.png", "/app/missing.svg", "/app/../server/.env", "/server/.env",
		"/app/", "/app", "/client/v0/phone.js", "/client/v1/other.js", "/client/v1/../v1/phone.js", "/constructor", "//", "/phone/",
	} {
		if w := ask(t, v, "GET", target, ""); w.Code != http.StatusNotFound {
			t.Errorf("%s: %d %q", target, w.Code, w.Body)
		}
	}
	for target, method := range map[string]string{"/": "DELETE", "/request": "GET", "/build.json": "POST", "/events": "PUT"} {
		if w := ask(t, v, method, target, ""); w.Code != http.StatusMethodNotAllowed {
			t.Errorf("%s %s: %d", method, target, w.Code)
		}
	}
}

func TestABuildIsSentOnce(t *testing.T) {
	v := start(t)
	first := ask(t, v, "GET", "/build.json", "")
	if first.Header().Get("ETag") != `"r1"` || !strings.Contains(first.Body.String(), `"revision":"r1"`) || first.Header().Get("Content-Type") != "application/json" {
		t.Fatalf("%v %s", first.Header(), first.Body)
	}
	if again := ask(t, v, "GET", "/build.json", "", "If-None-Match", `"r1"`); again.Code != http.StatusNotModified || again.Body.Len() > 0 {
		t.Errorf("again: %d %s", again.Code, again.Body)
	}
	must(t, v.builds.take(&build.App{Revision: "r2"}, nil))
	if next := ask(t, v, "GET", "/build.json", "", "If-None-Match", `"r1"`); next.Code != http.StatusOK || !strings.Contains(next.Body.String(), `"r2"`) {
		t.Errorf("the next: %d %s", next.Code, next.Body)
	}
}

func TestPartsOfMedia(t *testing.T) {
	v := start(t)
	write(t, filepath.Join(v.project.Folder, "film.mp4"), "0123456789")
	part := ask(t, v, "GET", "/app/film.mp4", "", "Range", "bytes=2-4")
	if part.Code != http.StatusPartialContent || part.Body.String() != "234" || part.Header().Get("Content-Range") != "bytes 2-4/10" {
		t.Errorf("%d %q %v", part.Code, part.Body, part.Header())
	}
	etag := part.Header().Get("ETag")
	if again := ask(t, v, "GET", "/app/film.mp4", "", "If-None-Match", etag); again.Code != http.StatusNotModified {
		t.Errorf("again: %d", again.Code)
	}
	write(t, filepath.Join(v.project.Folder, "film.mp4"), "another")
	if next := ask(t, v, "GET", "/app/film.mp4", "", "If-None-Match", etag); next.Code != http.StatusOK || next.Body.String() != "another" {
		t.Errorf("another: %d %q", next.Code, next.Body)
	}
}

func write(tb testing.TB, name, text string) {
	tb.Helper()
	must(tb, os.MkdirAll(filepath.Dir(name), 0o755))
	must(tb, os.WriteFile(name, []byte(text), 0o644))
}

func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

// until returns a context that ends with the test, or earlier.
func until(tb testing.TB) (context.Context, context.CancelFunc) {
	tb.Helper()
	return context.WithCancel(tb.Context())
}
