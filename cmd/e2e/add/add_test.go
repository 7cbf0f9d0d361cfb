// Package add adds a live room to mini-programs as teams have them, and asks
// WeChat's compiler what is in their packages then.
package add

import (
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"mlvb/cmd/e2e"
)

// TestAddToShapes adds to each mini-program of testdata/e2e/add. The first line
// of its comment is the arguments of mlvb add. The package has the live room
// then, and nothing else that it had not; update has nothing to do, and undo
// leaves what was there.
func TestAddToShapes(t *testing.T) {
	t.Parallel()
	modules := e2e.NodeModules(t)
	shapes, err := filepath.Glob(e2e.Data(t, "add/*.txtar"))
	if err != nil || len(shapes) == 0 {
		t.Fatalf("shapes: %v, %v", shapes, err)
	}
	for _, shape := range shapes {
		t.Run(strings.TrimSuffix(filepath.Base(shape), ".txtar"), func(t *testing.T) {
			t.Parallel()
			dir, args, own := unpacked(t, shape)
			was := tree(t, dir)
			e2e.Run(t, dir, append([]string{"add", "live"}, args...)...)
			made := compiled(t, modules, dir)
			if made.Error != "" || len(made.Warnings) > 0 {
				t.Fatalf("WeChat's compiler: %q, warnings %q", made.Error, made.Warnings)
			}
			if strays := slices.DeleteFunc(made.Files, func(name string) bool { return belongs(own, name) }); len(strays) > 0 {
				t.Errorf("in the package are %q", strays)
			}
			e2e.Run(t, dir, "status", "--check")
			if said := e2e.Run(t, dir, "update"); !strings.Contains(said, "nothing to do") {
				t.Errorf("an update after it:\n%s", said)
			}
			e2e.Run(t, dir, "undo")
			if now := tree(t, dir); now != was {
				t.Errorf("undone, there is\n%s\nwant\n%s", now, was)
			}
		})
	}
}

// belongs reports whether a file of a package is of the mini-program, whose own
// files these are, of the live room, or of the compiler.
func belongs(own []string, name string) bool {
	source := strings.TrimSuffix(name, path.Ext(name)) // of TypeScript and Sass
	return strings.HasPrefix(name, "@babel/") || regexp.MustCompile(`^(packages|sub)/live2?/`).MatchString(name) ||
		name == "project.config.json" ||
		slices.ContainsFunc(own, func(file string) bool { return strings.TrimSuffix(file, path.Ext(file)) == source })
}

// unpacked writes a mini-program, and returns what mlvb add is told, and what is
// the mini-program's own: the files that are not in a folder called like one of
// tools.
func unpacked(t *testing.T, shape string) (dir string, args, own []string) {
	t.Helper()
	archive, err := txtar.ParseFile(shape)
	if err != nil {
		t.Fatal(err)
	}
	p := &e2e.Project{Dir: t.TempDir()}
	for _, f := range archive.Files {
		p.Write(t, f.Name, f.Data)
		if !strings.HasPrefix(f.Name, "server/") && !strings.HasPrefix(f.Name, "design/") {
			own = append(own, strings.TrimPrefix(f.Name, "miniprogram/"))
		}
	}
	first, _, _ := strings.Cut(string(archive.Comment), "\n")
	return p.Dir, strings.Fields(first), own
}

// compiledPackage is what WeChat's compiler made.
type compiledPackage struct {
	Files    []string
	Warnings []string
	Error    string
}

// compiled is what WeChat's compiler makes of the project in dir.
func compiled(t *testing.T, modules, dir string) compiledPackage {
	t.Helper()
	// The compiler's helpers live a little longer than it does: a pipe would wait for them.
	said, err := os.Create(filepath.Join(t.TempDir(), "package.json"))
	if err != nil {
		t.Fatal(err)
	}
	defer said.Close()
	run := exec.CommandContext(t.Context(), "node", filepath.Join(filepath.Dir(modules), "add", "package.mjs"), dir)
	run.Stdout = said
	if err := run.Run(); err != nil {
		t.Fatalf("WeChat's compiler: %v", err)
	}
	var made compiledPackage
	if out := e2e.Read(t, said.Name()); json.Unmarshal([]byte(out), &made) != nil {
		t.Fatalf("WeChat's compiler: %s", out)
	}
	return made
}

// tree is the files in a folder but mlvb's own, with their contents.
func tree(t *testing.T, dir string) string {
	t.Helper()
	var all strings.Builder
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() && entry.Name() == ".mlvb" {
			return fs.SkipDir
		}
		if entry.IsDir() {
			return nil
		}
		content, err := os.ReadFile(name)
		all.WriteString(name + "\n" + string(content) + "\n")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all.String()
}

// TestAddKeepsTypes checks a strict project before and after: what is added
// brings no error into it.
func TestAddKeepsTypes(t *testing.T) {
	t.Parallel()
	modules := e2e.NodeModules(t)
	dir, args, _ := unpacked(t, e2e.Data(t, "add/typescript.txtar"))
	p := &e2e.Project{Dir: dir}
	check := func(options ...string) {
		t.Helper()
		p.Command(t, ".", "node", append([]string{filepath.Join(modules, ".bin", "tsc"), "--project", "."}, options...)...)
	}
	check()
	e2e.Run(t, dir, append([]string{"add", "live"}, args...)...)
	check()
	check("--skipLibCheck", "false", "--exactOptionalPropertyTypes", "--noUnusedLocals", "--isolatedModules")
	check("--allowJs")
}
