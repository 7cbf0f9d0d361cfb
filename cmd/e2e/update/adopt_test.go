package update

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"mlvb/cmd/e2e"
	"mlvb/generator/sample"
)

// TestAdoptedProjectElsewhere takes over projects whose mini-program does not
// lie in miniprogram/: the tools that come with the template find it by
// project.config.json, as DevTools does.
func TestAdoptedProjectElsewhere(t *testing.T) {
	t.Parallel()
	modules := e2e.NodeModules(t)
	for _, root := range []string{"./client/app", "."}[:sample.Size(1, 2)] {
		t.Run(root, func(t *testing.T) {
			t.Parallel()
			p := adoptedAt(t, root)
			p.Use(t, modules)
			e2e.CheckCompile(t, p)
			e2e.CheckTypes(t, p)
			e2e.CheckTests(t, p)

			home := filepath.ToSlash(filepath.Join(root, "pages", "home", "home.js"))
			p.Write(t, home, []byte("const = 1;\n"))
			out, err := p.Try(t, ".", "npm", "run", "compile")
			if err == nil || !regexp.MustCompile(`(?m)^`+regexp.QuoteMeta(home)+`:1[: ]`).MatchString(out) {
				t.Errorf("%v, and %s is not named in:\n%s", err, home, out)
			}
			p.Write(t, filepath.Join(root, "packages", "live", "wrong.js"), []byte("/** @type {number} */\nmodule.exports = '';\n"))
			if out, err := p.Try(t, ".", "npm", "run", "check"); err == nil || !strings.Contains(out, "wrong.js") {
				t.Errorf("the sub-package is not checked: %v\n%s", err, out)
			}
		})
	}
}

// adoptedAt makes a mini-program at a root of its own, with nothing of mlvb's
// around it, and adopts it.
func adoptedAt(t *testing.T, root string) *e2e.Project {
	t.Helper()
	here := t.TempDir()
	p := &e2e.Project{Dir: filepath.Join(here, "mine")}
	makeProject(t, here, "default")
	made := filepath.Join(here, "myapp")
	if err := os.MkdirAll(filepath.Dir(p.Path(root)), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(filepath.Join(made, "miniprogram"), p.Path(root)); err != nil {
		t.Fatal(err)
	}
	config := e2e.Read(t, filepath.Join(made, "project.config.json"))
	p.Write(t, "project.config.json", []byte(strings.Replace(config, `"miniprogram/"`, `"`+root+`"`, 1)))
	e2e.Run(t, here, "adopt", "mine")
	return p
}
