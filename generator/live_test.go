package generator_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"mlvb/generator"
	"mlvb/generator/files"
	"mlvb/generator/git"
	"mlvb/generator/git/gittest"
	"mlvb/generator/template"
	"mlvb/templates"
)

const appID = "wx0123456789abcdef"

func liveTemplate(t *testing.T) *template.Template {
	t.Helper()
	fsys, err := templates.FS(templates.Default)
	if err != nil {
		t.Fatal(err)
	}
	tmpl, err := template.Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return tmpl
}

func render(t *testing.T, tmpl *template.Template, inputs ...template.Input) files.Tree {
	t.Helper()
	answers, _, err := tmpl.Resolve(template.NewAnswers("demo"), inputs...)
	if err != nil {
		t.Fatal(err)
	}
	tree, err := tmpl.Render(t.Context(), answers)
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

// TestLive holds every project that the built-in template makes to what must
// be true of each of them.
func TestLive(t *testing.T) {
	tmpl := liveTemplate(t)
	for _, preset := range slices.Sorted(maps.Keys(tmpl.Presets)) {
		for _, server := range []string{"go", "node", "none"} {
			for _, locale := range []string{"zh-CN", "en"} {
				t.Run(fmt.Sprintf("%s-%s-%s", preset, server, locale), func(t *testing.T) {
					in := template.Input{"appid": appID, "server": server, "locale": locale}
					tree := render(t, tmpl, in, tmpl.Presets[preset])
					p := liveProject(public(tree))
					p.checkTexts(t)
					p.checkPages(t)
					again := render(t, liveTemplate(t), in, tmpl.Presets[preset])
					if tree.Digest() != again.Digest() {
						t.Error("two renders of the same answers differ")
					}
				})
			}
		}
	}
}

// liveProject is the public files of a project, by path.
type liveProject map[string][]byte

func (p liveProject) checkTexts(t *testing.T) {
	t.Helper()
	key := regexp.MustCompile(`\b[0-9a-fA-F]{64}\b`)
	for name, content := range p {
		if holdsAction(content) {
			t.Errorf("%s has an action left", name)
		}
		if path.Ext(name) == ".json" && !json.Valid(content) {
			t.Errorf("%s is not JSON", name)
		}
		if strings.HasPrefix(name, "miniprogram/") && key.Match(content) {
			t.Errorf("%s holds what may be a key", name)
		}
	}
}

func (p liveProject) decode(t *testing.T, name string, into any) {
	t.Helper()
	if err := json.Unmarshal(p[name], into); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

// checkPages demands four files of every page and every component that is used.
func (p liveProject) checkPages(t *testing.T) {
	t.Helper()
	var app struct {
		Pages       []string
		Subpackages []struct {
			Root  string
			Pages []string
		}
	}
	p.decode(t, "miniprogram/app.json", &app)
	pages := app.Pages
	for _, sub := range app.Subpackages {
		for _, page := range sub.Pages {
			pages = append(pages, path.Join(sub.Root, page))
		}
	}
	if len(pages) != 6 {
		t.Errorf("app.json lists %d pages: %v", len(pages), pages)
	}
	for _, page := range pages {
		p.checkView(t, path.Join("miniprogram", page))
	}
}

func (p liveProject) checkView(t *testing.T, view string) {
	t.Helper()
	for _, ext := range []string{".js", ".json", ".wxml", ".wxss"} {
		if _, ok := p[view+ext]; !ok {
			t.Errorf("%s is missing", view+ext)
		}
	}
	var config struct{ UsingComponents map[string]string }
	p.decode(t, view+".json", &config)
	for _, component := range config.UsingComponents {
		if rooted, ok := strings.CutPrefix(component, "/"); ok {
			component = path.Join("miniprogram", rooted)
		} else {
			component = path.Join(path.Dir(view), component)
		}
		p.checkView(t, component)
	}
}

// TestLiveLanguages demands the same files of every language.
func TestLiveLanguages(t *testing.T) {
	tmpl := liveTemplate(t)
	for _, server := range []string{"go", "node", "none"} {
		paths := map[string][]string{}
		for _, locale := range []string{"zh-CN", "en"} {
			for _, f := range render(t, tmpl, template.Input{"appid": appID, "server": server, "locale": locale}) {
				paths[locale] = append(paths[locale], f.Path)
			}
		}
		if !slices.Equal(paths["en"], paths["zh-CN"]) {
			t.Errorf("server %s: the languages have different files", server)
		}
	}
}

// holdsAction reports whether a text holds a template action; the bytes of a
// picture may look like one.
func holdsAction(content []byte) bool {
	return utf8.Valid(content) && bytes.Contains(content, []byte("<%"))
}

// TestLiveActions demands an action of every .tmpl file and none of any other.
func TestLiveActions(t *testing.T) {
	fsys, err := templates.FS(templates.Default)
	if err != nil {
		t.Fatal(err)
	}
	err = fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || name == template.ManifestFile {
			return err
		}
		if strings.Contains(name, "node_modules") {
			t.Errorf("%s is embedded", name)
		}
		content, err := fs.ReadFile(fsys, name)
		if has, should := holdsAction(content), path.Ext(name) == ".tmpl"; has != should {
			t.Errorf("%s: holds an action %v, is a .tmpl %v", name, has, should)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestLiveCommit demands that the first commit has every file but the secret one.
func TestLiveCommit(t *testing.T) {
	env := map[string]string{"GIT_AUTHOR_NAME": "Ann", "GIT_AUTHOR_EMAIL": "ann@example.com"}
	dir := filepath.Join(t.TempDir(), "demo")
	result, err := generator.New(t.Context(), generator.Options{
		Template: liveTemplate(t), Dir: dir, Tool: "test",
		Inputs: []template.Input{{"appid": appID}},
		Git: &git.Options{Message: "first", Getenv: func(key string) (string, bool) {
			value, ok := env[key]
			return value, ok
		}},
	})
	if err != nil || result.Repository != git.Committed {
		t.Fatalf("New: %v, %v, %v", result.Repository, result.GitError, err)
	}
	committed := strings.Fields(gittest.Run(t, dir, "ls-tree", "-r", "--name-only", "HEAD"))
	for _, step := range result.Plan {
		if secret := step.File.Secret; secret == slices.Contains(committed, step.Path) {
			t.Errorf("%s: secret %v, committed %v", step.Path, secret, !secret)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "server", ".env")); err != nil {
		t.Error(err)
	}
}
