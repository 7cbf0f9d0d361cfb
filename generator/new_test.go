package generator

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"mlvb/generator/txn"
	"mlvb/generator/txn/faultdisk"
)

// onDisk lists the files below a folder that are not git's own.
func onDisk(t *testing.T, dir string) Tree {
	t.Helper()
	var tree Tree
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && d.Name() == ".git":
			return fs.SkipDir
		case !d.Type().IsRegular():
			return nil
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		content, err := os.ReadFile(name)
		path, _ := filepath.Rel(dir, name)
		mode := info.Mode().Perm()
		tree = append(tree, File{Path: filepath.ToSlash(path), Content: content, Executable: mode&0o111 != 0, Secret: mode == 0o600})
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	tree.sort()
	return tree
}

func options(t testing.TB, dir string) Options {
	t.Helper()
	return Options{
		Template: load(t, smallTemplate()),
		Inputs:   []Input{{"title": "直播", "key": "hush"}},
		Dir:      dir,
		Tool:     "v1.2.3",
		Now:      time.Unix(1700000000, 0).UTC(),
	}
}

func withGit(o Options) Options {
	o.Git = &Git{Message: "small 1.0.0", Getenv: environment(someone)}
	return o
}

const wholeProject = ".gitignore .mlvb/.gitattributes .mlvb/.gitignore .mlvb/base.tar.gz .mlvb/project.yaml README.md app.json " +
	"pages/home.js pages/home.wxml server/.env server/.env.example server/.gitignore server/main.go"

func TestNewMakesAProject(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "not", "yet", "我的 app")
	result, err := New(t.Context(), withGit(options(t, dir)))
	if err != nil {
		t.Fatal(err)
	}
	tree := onDisk(t, dir)
	if got := paths(tree); got != wholeProject {
		t.Errorf("files\n%s, want\n%s", got, wholeProject)
	}
	for _, f := range tree {
		if f.Secret != (f.Path == "server/.env") {
			t.Errorf("%s: mode 0600 is %v", f.Path, f.Secret)
		}
		if strings.Contains(string(f.Content), "hush") && !f.Secret {
			t.Errorf("%s holds the secret", f.Path)
		}
	}
	record, err := ReadRecord(dir)
	if err != nil || record.Answers["title"] != "直播" || record.Answers["name"] != "app" || record.Answers["key"] != nil || record.Tool != "v1.2.3" {
		t.Errorf("record %+v, %v", record, err)
	}
	base, err := ReadBase(dir)
	if err != nil || base.Digest() != record.Base || strings.Contains(paths(base), "server/.env ") {
		t.Errorf("base %s, %v", paths(base), err)
	}
	if len(result.Plan) != 9 || result.Repository != RepositoryCommitted || result.GitError != nil || result.Recovered {
		t.Errorf("result %+v", result)
	}
	if got := git(t, dir, "status", "--porcelain"); got != "" {
		t.Errorf("git status:\n%s", got)
	}
	if got := git(t, dir, "ls-files"); strings.Contains(got+"\n", "server/.env\n") || !strings.Contains(got, ".mlvb/base.tar.gz") {
		t.Errorf("committed:\n%s", got)
	}
	git(t, dir, "fsck", "--strict")
	if _, err := New(t.Context(), options(t, dir)); reason(err) != TargetIsProject {
		t.Errorf("New in a project = %v", err)
	}
}

func TestNewIsRepeatable(t *testing.T) {
	one, two := filepath.Join(t.TempDir(), "app"), filepath.Join(t.TempDir(), "app")
	for _, dir := range []string{one, two} {
		if _, err := New(t.Context(), withGit(options(t, dir))); err != nil {
			t.Fatal(err)
		}
	}
	if onDisk(t, one).Digest() != onDisk(t, two).Digest() {
		t.Error("two runs made different projects")
	}
	if a, b := git(t, one, "rev-parse", "HEAD"), git(t, two, "rev-parse", "HEAD"); a != b {
		t.Errorf("two runs made commits %s and %s", a, b)
	}
}

func TestNewInAFolderThatIsThere(t *testing.T) {
	tests := []struct {
		name   string
		there  map[string]string
		became Repository
		want   map[string]string
	}{
		{"empty", nil, RepositoryCommitted, nil},
		{"a repository", map[string]string{".git/HEAD": "ref: refs/heads/main\n"}, RepositoryInside, nil},
		{"README and licence", map[string]string{"README.md": "mine", "LICENSE": "MIT"}, RepositoryStaged, map[string]string{"README.md": "mine", "LICENSE": "MIT"}},
		{"a README in other case", map[string]string{"readme.MD": "mine"}, RepositoryStaged, map[string]string{"readme.MD": "mine"}},
		{"ignored files", map[string]string{".gitignore": "*.log"}, RepositoryStaged, map[string]string{".gitignore": "*.log\n\nnode_modules/"}},
		{"attributes", map[string]string{".gitattributes": "*.png binary\n"}, RepositoryStaged, map[string]string{".gitattributes": "*.png binary\n"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			for name, text := range tt.there {
				put(t, dir, name, text)
			}
			result, err := New(t.Context(), withGit(options(t, dir)))
			if err != nil || result.Repository != tt.became {
				t.Fatalf("New = %s, %v", result.Repository, err)
			}
			tree := onDisk(t, dir)
			for name, want := range tt.want {
				if got := content(t, tree, name); got != want {
					t.Errorf("%s is %q, want %q", name, got, want)
				}
			}
			if _, err := ReadRecord(dir); err != nil {
				t.Error(err)
			}
			base, err := ReadBase(dir)
			if err != nil || content(t, base, "README.md") != "# small\n" {
				t.Errorf("the base holds another README than the template: %v", err)
			}
			if _, left := tree.Find(txn.Work + "/.gitignore"); left {
				t.Error("work is left")
			}
			switch tt.became {
			case RepositoryCommitted:
				if got := git(t, dir, "status", "--porcelain"); got != "" {
					t.Errorf("git status:\n%s", got)
				}
			case RepositoryStaged:
				if got := git(t, dir, "status", "--porcelain"); strings.Count(got, "A  ") != strings.Count(got, "\n")+1 {
					t.Errorf("git status:\n%s", got)
				}
			}
		})
	}
}

func put(t testing.TB, dir, name, text string) {
	t.Helper()
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func reason(err error) TargetReason {
	var target *TargetError
	if errors.As(err, &target) {
		return target.Reason
	}
	return ""
}

func TestNewRefusesATarget(t *testing.T) {
	tests := []struct {
		name   string
		there  func(t *testing.T, dir string) (target string)
		reason TargetReason
		path   string
	}{
		{"a file", func(t *testing.T, dir string) string { put(t, dir, "x", ""); return "x" }, TargetIsFile, ""},
		{"below a file", func(t *testing.T, dir string) string { put(t, dir, "x", ""); return "x/y/z" }, TargetIsFile, ""},
		{"a link", func(t *testing.T, dir string) string { link(t, dir, dir+"/x"); return "x/" }, TargetIsLink, ""},
		{"a broken link", func(t *testing.T, dir string) string { link(t, "nowhere", dir+"/x"); return "x" }, TargetIsLink, ""},
		{"not empty", func(t *testing.T, dir string) string { put(t, dir, "x/src/a.js", ""); return "x" }, TargetNotEmpty, "src"},
		{"a folder called README", func(t *testing.T, dir string) string { put(t, dir, "x/README/a", ""); return "x" }, TargetNotEmpty, "README"},
		{"something in .mlvb", func(t *testing.T, dir string) string { put(t, dir, "x/.mlvb/notes", ""); return "x" }, TargetNotEmpty, ".mlvb/notes"},
		{"a linked README", func(t *testing.T, dir string) string {
			put(t, dir, "x/LICENSE", "")
			link(t, "LICENSE", dir+"/x/README.md")
			return "x"
		}, TargetIsLink, "README.md"},
		{"a linked .mlvb", func(t *testing.T, dir string) string {
			put(t, dir, "x/LICENSE", "")
			link(t, dir, dir+"/x/.mlvb")
			return "x"
		}, TargetIsLink, ".mlvb"},
		{"a collision", func(t *testing.T, dir string) string { put(t, dir, "x/README.d", ""); return "x" }, TargetCollides, "readme.D/x"},
		{"another run", func(t *testing.T, dir string) string {
			put(t, dir, "x/README.md", "")
			disk, err := txn.OpenDisk(filepath.Join(dir, "x"))
			if err != nil {
				t.Fatal(err)
			}
			folder, err := txn.Open(disk)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _, _ = folder.Close(), disk.Close() })
			return "x"
		}, TargetBusy, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			name := tt.there(t, dir)
			was := onDisk(t, dir)
			files := smallTemplate()
			files["app/readme.D/x"] = files["app/README.md"]
			o := options(t, filepath.Join(dir, name))
			o.Dir = dir + "/" + name
			o.Template = load(t, files)
			_, err := New(t.Context(), o)
			var target *TargetError
			if !errors.As(err, &target) || target.Reason != tt.reason || target.Path != tt.path {
				t.Fatalf("New = %v, want %s at %q", err, tt.reason, tt.path)
			}
			if got := onDisk(t, dir); got.Digest() != was.Digest() {
				t.Errorf("it left %s", paths(got))
			}
			if early := CheckTarget(o.Dir); tt.reason != TargetCollides && tt.reason != TargetBusy && reason(early) != tt.reason {
				t.Errorf("CheckTarget = %v", early)
			}
		})
	}
}

func link(t testing.TB, to, name string) {
	t.Helper()
	if err := os.Symlink(to, name); err != nil {
		t.Fatal(err)
	}
}

func TestNewWithoutPermission(t *testing.T) {
	o := options(t, filepath.Join(t.TempDir(), "app"))
	o.openDisk = func(dir string) (txn.Disk, error) {
		disk, err := txn.OpenDisk(dir)
		return sealed{disk}, err
	}
	if _, err := New(t.Context(), o); reason(err) != TargetNotWritable || !errors.Is(err, fs.ErrPermission) {
		t.Errorf("New = %v", err)
	}
}

// sealed is a disk that may only be read.
type sealed struct{ txn.Disk }

func (sealed) Mkdir(string, fs.FileMode) error { return fs.ErrPermission }

func TestDryRunWritesNothing(t *testing.T) {
	dir := t.TempDir()
	o := options(t, filepath.Join(dir, "a", "b"))
	o.DryRun = true
	plan, err := New(t.Context(), o)
	if err != nil || len(plan.Plan) != 9 || plan.Record.Base == "" || plan.Repository != RepositoryNone {
		t.Errorf("New = %+v, %v", plan, err)
	}
	if got := onDisk(t, dir); len(got) != 0 {
		t.Errorf("a dry run wrote %s", paths(got))
	}
	if _, err := os.Lstat(filepath.Join(dir, "a")); err == nil {
		t.Error("a dry run made a folder")
	}
	o.DryRun = false
	made, err := New(t.Context(), o)
	if err != nil || len(made.Plan) != len(plan.Plan) || made.Record.Base != plan.Record.Base {
		t.Errorf("the dry run told of another plan: %v", err)
	}
	put(t, dir, "there/"+txn.Work+"/new/0", "")
	o.DryRun, o.Dir = true, filepath.Join(dir, "there")
	if _, err := New(t.Context(), o); reason(err) != TargetInterrupted {
		t.Errorf("a dry run in an interrupted folder = %v", err)
	}
}

func TestNewStopsWhenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	dir := t.TempDir()
	for _, name := range []string{"absent", "."} {
		if _, err := New(ctx, options(t, filepath.Join(dir, name))); !errors.Is(err, context.Canceled) {
			t.Errorf("New in %s = %v, want context.Canceled", name, err)
		}
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 0 {
		t.Errorf("it left %v", entries)
	}
}

// TestNewUnderFaults breaks every step of New in every way: the project is
// absent or complete, and a folder that was there is as it was or complete.
func TestNewUnderFaults(t *testing.T) {
	targets := map[string]func(t *testing.T, dir string){
		"absent": func(*testing.T, string) {},
		"there":  func(t *testing.T, dir string) { put(t, dir, "README.md", "mine"); put(t, dir, ".gitignore", "*.log\n") },
	}
	for name, there := range targets {
		for _, fault := range []faultdisk.Fault{faultdisk.Once, faultdisk.Full, faultdisk.Death} {
			t.Run(fmt.Sprintf("%s %d", name, fault), func(t *testing.T) {
				steps := 0
				for newUnderFault(t, there, fault, steps) {
					steps++
				}
				if steps < 20 {
					t.Errorf("only %d steps were tried", steps)
				}
			})
		}
	}
}

func newUnderFault(t *testing.T, there func(*testing.T, string), fault faultdisk.Fault, at int) (fired bool) {
	t.Helper()
	parent := t.TempDir()
	dir := filepath.Join(parent, "app")
	there(t, dir)
	was := onDisk(t, dir)
	var disk *faultdisk.Disk
	o := options(t, dir)
	o.openDisk = func(dir string) (txn.Disk, error) {
		real, err := txn.OpenDisk(dir)
		disk = faultdisk.Wrap(real, fault, at)
		return disk, err
	}
	_, err := New(t.Context(), o)
	_ = disk.End()
	if len(was) > 0 || err == nil {
		if _, recoverErr := Recover(dir); recoverErr != nil {
			t.Fatalf("step %d: Recover after %v: %v", at, err, recoverErr)
		}
	}
	got := onDisk(t, dir)
	if err != nil && got.Digest() != was.Digest() {
		t.Errorf("step %d: after %v there is %s", at, err, paths(got))
	}
	if entries, _ := os.ReadDir(parent); err != nil && fault != faultdisk.Death && len(was) == 0 && len(entries) != 0 {
		t.Errorf("step %d: after %v there is %v", at, err, entries)
	}
	if err != nil { // the next run does it
		o.openDisk = func(dir string) (txn.Disk, error) {
			real, err := txn.OpenDisk(dir)
			return faultdisk.Wrap(real, faultdisk.Once, -1), err
		}
		if _, err := New(t.Context(), o); err != nil {
			t.Fatalf("step %d: the next New: %v", at, err)
		}
		got = onDisk(t, dir)
	}
	if paths(got) != wholeProject {
		t.Errorf("step %d: there is %s", at, paths(got))
	}
	if entries, _ := os.ReadDir(parent); len(entries) != 1 {
		t.Errorf("step %d: beside the project there is %v", at, entries)
	}
	return disk.Fired()
}

func TestProjectCanBeReadWhole(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "app")
	if _, err := New(t.Context(), options(t, dir)); err != nil {
		t.Fatal(err)
	}
	put(t, dir, "mine.js", "")
	base, err := ReadBase(dir)
	if err != nil {
		t.Fatal(err)
	}
	theirs, err := render(t, smallTemplate(), options(t, dir).Inputs...)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range NewPlan(base, onDisk(t, dir), theirs.public()) {
		if s.Action != ActionKeep || s.Why != WhySame {
			t.Errorf("a project that nobody touched: %s %s (%s)", s.Action, s.Path, s.Why)
		}
	}
	if slices.ContainsFunc(base, func(f File) bool { return f.Secret }) {
		t.Error("the base holds a secret file")
	}
}
