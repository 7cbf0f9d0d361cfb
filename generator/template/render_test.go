package template

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"mlvb/generator/files"
	"mlvb/generator/syntax"
	"mlvb/generator/template/templatetest"
)

func render(tb testing.TB, files fstest.MapFS, inputs ...Input) (files.Tree, error) {
	tb.Helper()
	template := load(tb, files)
	a, _, err := template.Resolve(NewAnswers("app"), inputs...)
	if err != nil {
		tb.Fatal(err)
	}
	return template.Render(tb.Context(), a)
}

func list(t files.Tree) string {
	return strings.Join(t.Paths(), " ")
}

func content(t *testing.T, tree files.Tree, path string) string {
	t.Helper()
	f, ok := tree.Find(path)
	if !ok {
		t.Fatalf("no %s in %s", path, list(tree))
	}
	return string(f.Content)
}

func TestRender(t *testing.T) {
	tree, err := render(t, templatetest.Small(), Input{"title": `直播 "<&>" {{x}}`, "key": "hush hush"})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := list(tree), ".gitignore README.md app.json pages/home.js pages/home.wxml server/.env server/.env.example server/.gitignore server/main.go"; got != want {
		t.Errorf("files\n%s, want\n%s", got, want)
	}
	if got, want := content(t, tree, "app.json"), `{"title": "直播 \"<&>\" {{x}}", "chat": true}`+"\n"; got != want {
		t.Errorf("app.json is %s, want %s", got, want)
	}
	if got := content(t, tree, "pages/home.wxml"); got != "<view>{{x}}</view>\n" {
		t.Errorf("home.wxml is %s", got)
	}
	if got, want := content(t, tree, "server/.env"), "# the key\nKEY=\"hush hush\"\nPORT=8080\n"; got != want {
		t.Errorf(".env is %q, want %q", got, want)
	}
	for path, want := range map[string]files.Merge{
		".gitignore": files.MergeSet, "app.json": files.MergeJSON, "README.md": files.MergeText, "server/.env": files.MergeOnce,
	} {
		if f, _ := tree.Find(path); f.Merge != want || f.Secret != (path == "server/.env") {
			t.Errorf("%s: merge %s, secret %v", path, f.Merge, f.Secret)
		}
	}
	if got := list(tree.WithoutSecrets()); strings.Contains(got, ".env ") {
		t.Errorf("the base holds %s", got)
	}
	again, err := render(t, templatetest.Small(), Input{"title": `直播 "<&>" {{x}}`, "key": "hush hush"})
	if err != nil || tree.Digest() != again.Digest() {
		t.Errorf("a second render differs: %v", err)
	}
}

func TestRenderLeavesOut(t *testing.T) {
	fsys := templatetest.Small()
	tree, err := render(t, fsys, Input{"server": "none"})
	if err != nil || strings.Contains(list(tree), "server") {
		t.Errorf("without a server there is %s, %v", list(tree), err)
	}
	fsys[ManifestFile].Data = append(fsys[ManifestFile].Data, `files:
  "pages/**": {when: {chat: true}}
  "**/*.js": {merge: once}
  "*.md": {executable: true}
`...)
	tree, err = render(t, fsys, Input{"chat": false})
	if err != nil || strings.Contains(list(tree), "pages") {
		t.Errorf("without chat there is %s, %v", list(tree), err)
	}
	tree, err = render(t, fsys)
	if err != nil {
		t.Fatal(err)
	}
	if f, _ := tree.Find("pages/home.js"); f.Merge != files.MergeOnce || f.Executable {
		t.Errorf("home.js is %+v", f)
	}
	if f, _ := tree.Find("README.md"); !f.Executable {
		t.Error("README.md is not executable")
	}
}

func TestRenderLaysLayersOverOneAnother(t *testing.T) {
	files := templatetest.Small()
	files["go/.gitignore"] = nil
	delete(files, "go/.gitignore")
	files["app/server/main.go.tmpl"] = &fstest.MapFile{Data: []byte("// <% .title %>\n")}
	tree, err := render(t, files)
	if err != nil {
		t.Fatal(err)
	}
	if got := content(t, tree, "server/main.go"); got != "package main\n" {
		t.Errorf("server/main.go is %q, want that of the later layer", got)
	}
}

func TestRenderKeepsBytes(t *testing.T) {
	fsys := templatetest.Small()
	fsys["app/crlf.txt.tmpl"] = &fstest.MapFile{Data: []byte("\ufeffa <% .name %>\r\nb\r\n")}
	fsys["app/bytes.bin"] = &fstest.MapFile{Data: []byte{0, 0xff, '\r', '\n'}}
	fsys["app/latin.txt.tmpl"] = &fstest.MapFile{Data: []byte("\xe5<% .name %>\xff")}
	tree, err := render(t, fsys)
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		"crlf.txt": "\ufeffa app\r\nb\r\n", "bytes.bin": "\x00\xff\r\n", "latin.txt": "\xe5app\xff",
	} {
		if got := content(t, tree, path); got != want {
			t.Errorf("%s is %q, want %q", path, got, want)
		}
	}
	if f, _ := tree.Find("bytes.bin"); f.Merge != files.MergeBinary {
		t.Errorf("bytes.bin merges as %s", f.Merge)
	}
}

func TestRenderNamesThePlaceOfAFault(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"an unknown variable", "a\n中文 <% .domian %>\n", `app/x.js.tmpl:2:7: no question is called "domian"`},
		{"an unknown variable in a condition", "<% if .nope %>x<% end %>", `app/x.js.tmpl:1:7: no question is called "nope"`},
		{"a secret", "<% .key %>", `app/x.js.tmpl:1:4: no question is called "key": a template sees answers that are not secret`},
		{"a field of text", "<% .title.x %>", "app/x.js.tmpl:1:10: <.title.x>: can't evaluate field x"},
		{"an unknown function", "<% .title %> <% env \"HOME\" %>", `app/x.js.tmpl:1:14: function "env" not defined`},
		{"a missing end", "a\n<% if .chat %>\nb\n", "app/x.js.tmpl:4:1: unexpected EOF"},
		{"a bad action", "ok <% .title %>\nx <% .title %> <% if %>\n", "app/x.js.tmpl:2:16: missing value for if"},
		{"an action that does not end", "a\nb <% .title\n", "app/x.js.tmpl:2:3: unclosed action"},
		{"a stray end", "<% end %>", "app/x.js.tmpl:1:1: unexpected {{end}}"},
		{"endless recursion", `<% define "a" %><% template "a" %><% end %><% template "a" %>`, "app/x.js.tmpl"},
		{"too much", "<% range 100000000 %>0123456789abcdef<% end %>", "app/x.js.tmpl: would be larger than 16 MiB"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			files := templatetest.Small()
			files["app/x.js.tmpl"] = &fstest.MapFile{Data: []byte(tt.text)}
			_, err := render(t, files)
			var fault *syntax.Error
			if !errors.As(err, &fault) || !strings.HasPrefix(err.Error(), tt.want) {
				t.Errorf("Render = %v\nwant %s", err, tt.want)
			}
		})
	}
}

func TestRenderRefusesFiles(t *testing.T) {
	file := &fstest.MapFile{Data: []byte("x")}
	tests := []struct {
		name  string
		files fstest.MapFS
		want  string
	}{
		{"a link", fstest.MapFS{"app/x.js": {Data: []byte("/etc/hostname"), Mode: fs.ModeSymlink}}, "app/x.js: neither a file nor a folder"},
		{"a device", fstest.MapFS{"app/x.js": {Mode: fs.ModeDevice}}, "app/x.js: neither a file nor a folder"},
		{"a Windows device", fstest.MapFS{"app/aux.js": file}, `app/aux.js: path "aux.js": "aux.js" is the name of a device`},
		{"git's folder", fstest.MapFS{"app/.GIT/config": file}, `app/.GIT/config: path ".GIT/config": ".GIT" belongs to git`},
		{"mlvb's folder", fstest.MapFS{"app/.mlvb/project.yaml": file}, `".mlvb" belongs to mlvb`},
		{"names that differ in case", fstest.MapFS{"app/Readme.md": file}, `app/Readme.md: "Readme.md" and "README.md" can't be beside`},
		{"folders that differ in case", fstest.MapFS{"app/Pages/x.js": file}, `"pages/home.js" and "Pages" can't be`},
		{"names that differ in Unicode form", fstest.MapFS{"app/\u00e9.js": file, "app/e\u0301.js": file}, "can't be beside one another"},
		{"a file that is a folder", fstest.MapFS{"go/x": file, "app/server/x/y": file}, `"server/x/y" and "server/x" can't be`},
		{"a file twice", fstest.MapFS{"app/README.md.tmpl": file}, "app/README.md.tmpl: makes the same file as app/README.md"},
		{"no name", fstest.MapFS{"app/x/.tmpl": file, "app/x/y": file}, "can't be beside one another"},
		{"too large", fstest.MapFS{"app/x.bin": {Data: make([]byte, files.MaxFile+1)}}, "app/x.bin: would be larger than 16 MiB"},
		{"a taken secrets file", fstest.MapFS{"go/.env": file}, `template.yaml: secrets: "server/.env" is a file of the template`},
		{"no line for a secret", fstest.MapFS{"go/.env.example": file}, "server/.env.example: no line KEY= for the answer to key"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			files := templatetest.Small()
			maps.Copy(files, tt.files)
			_, err := render(t, files, Input{"key": "x"})
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("Render = %v\nwant %s", err, tt.want)
			}
		})
	}
}

func TestRenderRefusesLinksOnDisk(t *testing.T) {
	dir, outside := t.TempDir(), t.TempDir()
	if err := os.CopyFS(dir, templatetest.Small()); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(outside, "x.js"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, filepath.Join(dir, "app", "linked")); err != nil {
		t.Fatal(err)
	}
	template, err := Load(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := template.Render(t.Context(), NewAnswers("app")); err == nil || !strings.Contains(err.Error(), "app/linked: neither a file") {
		t.Errorf("Render = %v", err)
	}
	if err := os.Rename(filepath.Join(dir, "app"), filepath.Join(dir, "real")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("real", filepath.Join(dir, "app")); err != nil {
		t.Fatal(err)
	}
	if _, err := Load(os.DirFS(dir)); err == nil || !strings.Contains(err.Error(), `no folder "app"`) {
		t.Errorf("Load of a linked layer = %v", err)
	}
	manifest := strings.Replace(templatetest.SmallManifest, "from: app", "from: app/pages", 1)
	if err := os.WriteFile(filepath.Join(dir, ManifestFile), []byte(manifest), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Load(os.DirFS(dir)); err == nil || !strings.Contains(err.Error(), "app is a link") {
		t.Errorf("Load of a layer under a link = %v", err)
	}
}

func TestSecretValues(t *testing.T) {
	for value, want := range map[string]string{
		"abc123": "K=abc123\r\n", "a b": "K=\"a b\"\r\n", `q"\`: `K="q\"\\"` + "\r\n", "": "K=example\r\n", "a#b": "K=\"a#b\"\r\n", "a$b": "K=\"a$b\"\r\n",
	} {
		got, err := fillIn([]byte("# K=\r\nK=example\r\nKK=\r\n"), ".env", map[string]Secret{"k": Secret(value)})
		if err != nil || string(got) != "# K=\r\n"+want+"KK=\r\n" {
			t.Errorf("%q becomes %q, %v", value, got, err)
		}
	}
	if got, err := fillIn([]byte("K="), ".env", map[string]Secret{"k": "x"}); err != nil || string(got) != "K=x" {
		t.Errorf("a last line without an end becomes %q, %v", got, err)
	}
}

func TestTemplateDigest(t *testing.T) {
	digest := func(files fstest.MapFS) string {
		t.Helper()
		sum, err := load(t, files).Digest()
		if err != nil || len(sum) != 64 {
			t.Fatalf("Digest = %s, %v", sum, err)
		}
		return sum
	}
	was := digest(templatetest.Small())
	other := templatetest.Small()
	other["notes.txt"] = &fstest.MapFile{Data: []byte("beside the layers")}
	if digest(other) != was {
		t.Error("a file outside of the layers counts")
	}
	other["go/main.go"] = &fstest.MapFile{Data: []byte("package main // changed\n")}
	if digest(other) == was {
		t.Error("a file of a layer that is switched off does not count")
	}
}
