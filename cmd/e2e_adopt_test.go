package cmd_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestAdoptedProjectElsewhere takes over projects whose mini-program does not
// lie in miniprogram/: the tools that come with the template find it by
// project.config.json, as DevTools does.
func TestAdoptedProjectElsewhere(t *testing.T) {
	modules := nodeModules(t)
	for _, root := range []string{"./client/app", "."} {
		t.Run(root, func(t *testing.T) {
			p := adoptedAt(t, root)
			p.use(t, modules)
			p.checkCompile(t)
			p.checkTypes(t)
			p.checkTests(t)

			home := filepath.ToSlash(filepath.Join(root, "pages", "home", "home.js"))
			p.write(t, home, []byte("const = 1;\n"))
			out, err := p.try(t, ".", "npm", "run", "compile")
			if err == nil || !regexp.MustCompile(`(?m)^`+regexp.QuoteMeta(home)+`:1[: ]`).MatchString(out) {
				t.Errorf("%v, and %s is not named in:\n%s", err, home, out)
			}
			p.write(t, filepath.Join(root, "packages", "live", "wrong.js"), []byte("/** @type {number} */\nmodule.exports = '';\n"))
			if out, err := p.try(t, ".", "npm", "run", "check"); err == nil || !strings.Contains(out, "wrong.js") {
				t.Errorf("the sub-package is not checked: %v\n%s", err, out)
			}
		})
	}
}

// adoptedAt makes a mini-program at a root of its own, with nothing of mlvb's
// around it, and adopts it.
func adoptedAt(t *testing.T, root string) *project {
	t.Helper()
	here := t.TempDir()
	p := &project{dir: filepath.Join(here, "mine")}
	makeProject(t, here, "default")
	made := filepath.Join(here, "myapp")
	if err := os.MkdirAll(filepath.Dir(p.path(root)), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(filepath.Join(made, "miniprogram"), p.path(root)); err != nil {
		t.Fatal(err)
	}
	config := read(t, filepath.Join(made, "project.config.json"))
	p.write(t, "project.config.json", []byte(strings.Replace(config, `"miniprogram/"`, `"`+root+`"`, 1)))
	run(t, here, "adopt", "mine")
	return p
}
