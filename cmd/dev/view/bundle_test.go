package view

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"mlvb/cmd/dev/view/npm"
)

// sources is a client of a few lines.
func sources() fstest.MapFS {
	files := fstest.MapFS{}
	for name, text := range map[string]string{
		"runtime/main.mjs":   `import './phone.css'; import words from 'words'; import { frame } from 'framework'; import { deep } from '../wx/deep.mjs'; frame(words.hello, deep, process.env.NODE_ENV);`,
		"runtime/phone.css":  `a { background: url(data:image/png;base64,AAAA) }`,
		"runtime/phone.html": `%CLIENT%/phone.js %TOKEN%`,
		"shell/shell.js":     `import './shell.css'; import player from 'player.js'; player();`,
		"shell/shell.css":    `b { color: red }`,
		"shell/index.html":   `%CLIENT%/shell.js`,
		"wx/deep.mjs":        `export const deep = 'deep';`,
		"words/en.js":        `export default { hello: 'hello' };`,
		"words/zh-CN.js":     `export default { hello: '你好' };`,
	} {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return files
}

func packages() npm.Packages {
	return npm.Packages{
		"framework":  []byte(`export function frame(...args) { console.log('framework', ...args); }`),
		"player.js":  []byte(`module.exports = () => 'player';`),
		npm.Compiler: []byte("\x00asm"),
	}
}

func TestBundle(t *testing.T) {
	b, err := recipe{sources(), packages(), "zh-CN"}.bundle()
	must(t, err)
	if got := slices.Sorted(maps.Keys(b.files)); !slices.Equal(got, strings.Fields("phone.css phone.css.map phone.js phone.js.map shell.css shell.css.map shell.js shell.js.map")) {
		t.Errorf("files %q", got)
	}
	for name, parts := range map[string][]string{
		"phone.js":  {"framework", `"\u4F60\u597D"`, `"deep"`, `"development"`, "sourceMappingURL=phone.js.map"},
		"phone.css": {"data:image/png", "sourceMappingURL=phone.css.map"},
		"shell.js":  {"player"},
		"shell.css": {"color: red"},
	} {
		for _, part := range parts {
			if !strings.Contains(string(b.files[name]), part) {
				t.Errorf("%s lacks %s:\n%s", name, part, b.files[name])
			}
		}
	}
}

func TestBundleThatFails(t *testing.T) {
	for text, want := range map[string]string{
		"import 'missing'":       "runtime/main.mjs:1: missing is none of the packages",
		"import './missing.mjs'": "runtime/missing.mjs",
		"let = ;":                "runtime/main.mjs:1: ",
	} {
		files := sources()
		files["runtime/main.mjs"] = &fstest.MapFile{Data: []byte(text)}
		if _, err := (recipe{files, packages(), "en"}).bundle(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", text, err)
		}
	}
}

func TestABundleIsMadeAnewWhenSomethingChanges(t *testing.T) {
	other := sources()
	other["wx/deep.mjs"] = &fstest.MapFile{Data: []byte(`export const deep = 'deeper';`)}
	newer := packages()
	newer["framework"] = []byte(`export function frame() { console.log('newer'); }`)
	seen := map[string]bool{}
	for _, r := range []recipe{{sources(), packages(), "en"}, {sources(), packages(), "zh-CN"}, {other, packages(), "en"}, {sources(), newer, "en"}} {
		key, err := r.key()
		must(t, err)
		b, err := r.bundle()
		must(t, err)
		if seen[key] || seen[b.version] {
			t.Errorf("key %s or version %s twice", key, b.version)
		}
		seen[key], seen[b.version] = true, true
	}
}

func TestABundleIsKept(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "client")
	r := recipe{sources(), packages(), "en"}
	made, err := r.cachedBundle(folder)
	must(t, err)
	kept := onlyFile(t, folder)
	again, err := readBundle(kept)
	if err != nil || again.version != made.version || !maps.EqualFunc(again.files, made.files, slices.Equal[[]byte]) {
		t.Errorf("kept %v, %v; made %s", again.version, err, made.version)
	}
	marked, err := bundle{files: map[string][]byte{"phone.js": []byte("from the cache")}}.archive()
	must(t, err)
	for damage, archive := range map[string][]byte{"none": marked, "cut": marked[:len(marked)-5], "changed": changed(marked, "cache", "crash"), "empty": {}} {
		must(t, os.WriteFile(kept, archive, 0o644))
		b, err := r.cachedBundle(folder)
		must(t, err)
		if fromCache := string(b.files["phone.js"]) == "from the cache"; fromCache != (damage == "none") {
			t.Errorf("damage %s: from the cache %v", damage, fromCache)
		}
	}
	_, err = recipe{sources(), packages(), "zh-CN"}.cachedBundle(folder)
	must(t, err)
	if now := onlyFile(t, folder); now == kept {
		t.Error("the bundle of the other language was not kept")
	}
}

func TestACacheThatCannotBeWritten(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	write(t, file, "")
	for _, folder := range []string{"", file} {
		if b, err := (recipe{sources(), packages(), "en"}).cachedBundle(folder); err != nil || len(b.files) == 0 {
			t.Errorf("%q: %d files, %v", folder, len(b.files), err)
		}
	}
}

func changed(text []byte, from, to string) []byte {
	return []byte(strings.ReplaceAll(string(text), from, to))
}

func onlyFile(tb testing.TB, folder string) string {
	tb.Helper()
	names, err := fs.Glob(os.DirFS(folder), "*")
	must(tb, err)
	if len(names) != 1 {
		tb.Fatalf("%q in %s", names, folder)
	}
	return filepath.Join(folder, names[0])
}
