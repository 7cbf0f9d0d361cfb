package generator_test

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"mlvb/generator"
	"mlvb/generator/files"
	"mlvb/generator/git"
	"mlvb/generator/git/gittest"
	"mlvb/generator/template"
)

// maxMiniprogram is the size that what DevTools packs never gets over, in bytes.
// It packs neither types nor a README, and leaves comments out.
const maxMiniprogram = 250 << 10

// maxFiles is how many files a project never gets over.
const maxFiles = 200

// eachLive renders the built-in template with every combination of choices.
func eachLive(t *testing.T, check func(t *testing.T, in template.Input, tree files.Tree)) {
	t.Helper()
	tmpl := liveTemplate(t)
	all := []template.Input{{"appid": appID}}
	for _, q := range tmpl.Questions {
		var next []template.Input
		for _, choice := range q.Choices {
			for _, in := range all {
				more := template.Input{q.Name: choice}
				for k, v := range in {
					more[k] = v
				}
				next = append(next, more)
			}
		}
		if len(next) > 0 {
			all = next
		}
	}
	for _, in := range all {
		t.Run(fmt.Sprint(in["server"], in["locale"], in["ci"]), func(t *testing.T) {
			check(t, in, render(t, tmpl, in))
		})
	}
}

// TestLiveReferences demands of everything that a file refers to that it is
// there: modules, views, styles and pictures.
func TestLiveReferences(t *testing.T) {
	references := map[string]*regexp.Regexp{
		".js":   regexp.MustCompile(`(?m)^[^'"\x60\n]*?(?:\b(?:require|import)\s*\(\s*['"](\.[^'"$]*)['"]|\bfrom\s+['"](\.[^'"]*)['"])`),
		".mjs":  regexp.MustCompile(`\bimport\s*\(\s*['"](\.[^'"$]*)['"]|\bfrom\s+['"](\.[^'"]*)['"]`),
		".wxml": regexp.MustCompile(`<(?:import|include|wxs|image)\b[^>]*\bsrc="([^"{:]+)"()`), // pictures: see shownIn
		".wxss": regexp.MustCompile(`@import\s+["']([^"':]+)["']()`),
	}
	eachLive(t, func(t *testing.T, _ template.Input, tree files.Tree) {
		found := 0
		for _, f := range tree {
			pattern, ok := references[path.Ext(f.Path)]
			if !ok {
				continue
			}
			for _, m := range pattern.FindAllStringSubmatch(string(f.Content), -1) {
				found++
				from := []string{f.Path}
				if strings.HasPrefix(m[0], "<image") {
					from = shownIn(tree, f.Path)
				}
				for _, from := range from {
					if !resolves(tree, from, m[1]+m[2]) {
						t.Errorf("%s refers to %s, which is not there from %s", f.Path, m[1]+m[2], from)
					}
				}
			}
		}
		if found < 50 {
			t.Errorf("only %d references were found", found)
		}
	})
}

// shownIn returns the views that show a file: those that import it, else the
// file itself. WeChat looks for the pictures of a template from the view that
// shows it.
func shownIn(tree files.Tree, name string) []string {
	var views []string
	for _, f := range tree {
		if path.Ext(f.Path) == ".wxml" && strings.Contains(string(f.Content), "/"+path.Base(name)+`"`) {
			views = append(views, f.Path)
		}
	}
	if len(views) == 0 {
		return []string{name}
	}
	return views
}

// resolves looks for what a file refers to; in a mini-program a leading slash
// is its root, and the extension of a module may be left out.
func resolves(tree files.Tree, from, to string) bool {
	target := path.Join(path.Dir(from), to)
	if strings.HasPrefix(to, "/") {
		target = path.Join("miniprogram", to)
	}
	return slices.ContainsFunc([]string{"", ".js", ".d.ts", "/index.js"}, func(end string) bool {
		_, ok := tree.Find(target + end)
		return ok
	})
}

func TestLiveSize(t *testing.T) {
	eachLive(t, func(t *testing.T, _ template.Input, tree files.Tree) {
		size := 0
		for _, f := range tree {
			if strings.HasPrefix(f.Path, "miniprogram/") && !strings.HasSuffix(f.Path, ".d.ts") && !strings.HasSuffix(f.Path, ".md") {
				size += len(packed(f))
			}
		}
		if len(tree) > maxFiles {
			t.Errorf("the project has %d files, %d are allowed", len(tree), maxFiles)
		}
		if size > maxMiniprogram {
			t.Errorf("miniprogram/ has %d bytes, %d are allowed", size, maxMiniprogram)
		}
	})
}

// packed is what DevTools keeps of a file.
func packed(f files.File) string {
	if path.Ext(f.Path) != ".js" {
		return string(f.Content)
	}
	kept := ""
	for line := range strings.Lines(string(f.Content)) {
		if start := strings.TrimSpace(line); !strings.HasPrefix(start, "//") && !strings.HasPrefix(start, "/*") && !strings.HasPrefix(start, "* ") && start != "*/" && start != "*" {
			kept += line
		}
	}
	return kept
}

// TestLiveIgnores asks git itself what the project's .gitignore hides: the
// secret file, and nothing else that mlvb made.
func TestLiveIgnores(t *testing.T) {
	eachLive(t, func(t *testing.T, in template.Input, tree files.Tree) {
		dir := filepath.Join(t.TempDir(), "demo")
		result, err := generator.New(t.Context(), generator.Options{
			Template: liveTemplate(t), Inputs: []template.Input{in}, Dir: dir, Tool: "test",
			Git: &git.Options{Message: "first"},
		})
		if err != nil || result.GitError != nil {
			t.Fatalf("New: %v, %v", err, result.GitError)
		}
		var want []string
		for _, f := range tree {
			if f.Secret {
				want = append(want, "!! "+f.Path)
			}
		}
		out := gittest.Run(t, dir, "-c", "core.excludesFile="+os.DevNull, "status", "--porcelain", "--ignored")
		got := slices.DeleteFunc(strings.Split(out, "\n"), func(line string) bool {
			return line == "" || strings.HasPrefix(line, "A  ") // staged: nobody has committed yet
		})
		if !slices.Equal(got, want) {
			t.Errorf("git status has %q, want %q", got, want)
		}
	})
}

// TestLiveTaro holds the WXML to what Taro takes: with Vite each src in a page's
// or a component's own WXML is a file unless it begins with a slash, with webpack
// each src without a binding is one, in templates as well.
func TestLiveTaro(t *testing.T) {
	src := regexp.MustCompile(`\ssrc="([^"]*)"`)
	eachLive(t, func(t *testing.T, _ template.Input, tree files.Tree) {
		for _, f := range tree {
			if !strings.HasPrefix(f.Path, "miniprogram/packages/live/") || path.Ext(f.Path) != ".wxml" {
				continue
			}
			_, parsed := tree.Find(strings.TrimSuffix(f.Path, ".wxml") + ".json")
			for _, found := range src.FindAllStringSubmatch(string(f.Content), -1) {
				name, bound := found[1], strings.Contains(found[1], "{{")
				if bound && parsed && !strings.HasPrefix(name, "/") {
					t.Errorf("%s: Vite takes %s for a file", f.Path, name)
				}
				if bound {
					continue
				}
				if _, there := tree.Find(path.Join(path.Dir(f.Path), name)); !there {
					t.Errorf("%s: webpack finds no %s", f.Path, name)
				}
			}
		}
	})
}
