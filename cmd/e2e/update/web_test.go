package update

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"mlvb/cmd/e2e"
	"mlvb/templates"
)

// TestBrowserViewLeaves updates a project that carries the browser view, as those
// of the template before mlvb dev did: what the user never touched goes, with
// its scripts and packages; what the user changed stays and is named.
func TestBrowserViewLeaves(t *testing.T) {
	here := t.TempDir()
	e2e.Run(t, here, "new", "myapp", "--appid", "wx0123456789abcdef", "--no-git", "--template", withBrowserView(t))
	p := &e2e.Project{Dir: filepath.Join(here, "myapp")}
	const edited, own = "web/client/shell/shell.css", "web/notes.md"
	const changed = "node web/media.mjs --rtmp 1936"
	p.Write(t, edited, []byte("body { color: red }\n"))
	p.Write(t, own, []byte("mine\n"))
	pkg := e2e.ReadJSON(t, p.Path("package.json"))
	pkg["scripts"].(map[string]any)["media"] = changed
	pkg["scripts"].(map[string]any)["deploy"] = "./deploy.sh"
	pkg["devDependencies"].(map[string]any)["prettier"] = "3.0.0"
	writeJSON(t, p, "package.json", pkg)

	said, err := e2e.Mlvb(t, here, "update", "myapp", "--template", "live").CombinedOutput()
	if err == nil {
		t.Error("a script that the user changed and the template removed is no conflict")
	}
	for _, line := range []string{
		`^  d  myapp/web/server/start\.mjs +the template removed it$`,
		`^  d  myapp/tests/web-server\.test\.js +the template removed it$`,
		`^  k  myapp/web/client/shell/shell\.css +the template removed it, you changed it$`,
		`^  C  myapp/package\.json +you and the template both changed it; yours stays$`,
		`^     scripts\.media +yours "node web/media\.mjs --rtmp 1936" · template \(none\)`,
	} {
		if !regexp.MustCompile(`(?m)` + line).Match(said) {
			t.Errorf("no line %q in:\n%s", line, said)
		}
	}
	var left []string
	walk(t, p.Path("web"), func(path string) { left = append(left, "web/"+path) })
	if !slices.Equal(left, []string{edited, own}) {
		t.Errorf("left of web/: %v", left)
	}
	hasEntries(t, p.Path("package.json"), "scripts", map[string]any{"media": changed, "deploy": "./deploy.sh", "web": nil})
	hasEntries(t, p.Path("package.json"), "devDependencies", map[string]any{"prettier": "3.0.0", "glass-easel": nil, "mpegts.js": nil})
}

// hasEntries demands entries of a member of a JSON file; nil stands for none.
func hasEntries(t *testing.T, file, member string, want map[string]any) {
	t.Helper()
	entries := e2e.ReadJSON(t, file)[member].(map[string]any)
	for name, value := range want {
		if entries[name] != value {
			t.Errorf("%s.%s is %v, want %v", member, name, entries[name], value)
		}
	}
}

// withBrowserView is the built-in template as it was with the browser view.
func withBrowserView(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	fsys, err := templates.FS(templates.Default)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(dir, fsys); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"web/server/start.mjs", "web/media.mjs", "web/client/shell/shell.css", "tests/web-server.test.js"} {
		e2e.Write(t, filepath.Join(dir, "app", filepath.FromSlash(name)), "// of the template\n")
	}
	pkg := filepath.Join(dir, "app", "package.json.tmpl")
	replaceOnce(t, pkg, `"compile": `, "\"web\": \"node web/server/start.mjs\",\n    \"media\": \"node web/media.mjs\",\n    \"compile\": ")
	replaceOnce(t, pkg, `"miniprogram-api-typings": `, "\"glass-easel\": \"0.12.1\",\n    \"miniprogram-api-typings\": ")
	replaceOnce(t, pkg, `"typescript": `, "\"mpegts.js\": \"1.8.2\",\n    \"typescript\": ")
	return dir
}
