package generator

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"mlvb/generator/files"
	"mlvb/generator/filesystem"
	"mlvb/generator/git"
	"mlvb/generator/git/gittest"
	"mlvb/generator/plan"
	"mlvb/generator/project"
	"mlvb/generator/template"
	"mlvb/generator/template/templatetest"
	"mlvb/generator/txn"
)

// onDisk lists the files below a folder that are not git's own.
func onDisk(t *testing.T, dir string) files.Tree {
	t.Helper()
	var tree files.Tree
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
		tree = append(tree, files.File{Path: filepath.ToSlash(path), Content: content, Executable: mode&0o111 != 0, Secret: mode == 0o600})
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	tree.Sort()
	return tree
}

func options(tb testing.TB, dir string) Options {
	tb.Helper()
	return Options{
		Template: load(tb, templatetest.Small()),
		Inputs:   []template.Input{{"title": "直播", "key": "hush"}},
		Dir:      dir,
		Tool:     "v1.2.3",
	}
}

func withGit(o Options) Options {
	o.Git = &git.Options{Message: "small 1.0.0", Getenv: asAnn, Now: time.Unix(1700000000, 0).UTC()}
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
	if got := list(tree); got != wholeProject {
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
	record, err := project.ReadRecord(dir)
	if err != nil || record.Answers["title"] != "直播" || record.Answers["name"] != "app" || record.Answers["key"] != nil || record.Tool != "v1.2.3" {
		t.Errorf("record %+v, %v", record, err)
	}
	base, err := project.ReadBase(dir)
	if err != nil || base.Digest() != record.Base || strings.Contains(list(base), "server/.env ") {
		t.Errorf("base %s, %v", list(base), err)
	}
	if len(result.Plan) != 9 || result.Repository != git.Committed || result.GitError != nil || result.Recovery.Done {
		t.Errorf("result %+v", result)
	}
	if got := gittest.Run(t, dir, "status", "--porcelain"); got != "" {
		t.Errorf("git status:\n%s", got)
	}
	if got := gittest.Run(t, dir, "ls-files"); strings.Contains(got+"\n", "server/.env\n") || !strings.Contains(got, ".mlvb/base.tar.gz") {
		t.Errorf("committed:\n%s", got)
	}
	gittest.Run(t, dir, "fsck", "--strict")
	if _, err := New(t.Context(), options(t, dir)); reason(err) != project.TargetIsProject {
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
	if a, b := gittest.Run(t, one, "rev-parse", "HEAD"), gittest.Run(t, two, "rev-parse", "HEAD"); a != b {
		t.Errorf("two runs made commits %s and %s", a, b)
	}
}

func TestNewInAFolderThatIsThere(t *testing.T) {
	tests := []struct {
		name   string
		there  map[string]string
		became git.Outcome
		want   map[string]string
	}{
		{"empty", nil, git.Committed, nil},
		{"a repository", map[string]string{".git/HEAD": "ref: refs/heads/main\n"}, git.Inside, nil},
		{"README and licence", map[string]string{"README.md": "mine", "LICENSE": "MIT"}, git.Staged, map[string]string{"README.md": "mine", "LICENSE": "MIT"}},
		{"a README in other case", map[string]string{"readme.MD": "mine"}, git.Staged, map[string]string{"readme.MD": "mine"}},
		{"ignored files", map[string]string{".gitignore": "*.log"}, git.Staged, map[string]string{".gitignore": "*.log\n\nnode_modules/"}},
		{"attributes", map[string]string{".gitattributes": "*.png binary\n"}, git.Staged, map[string]string{".gitattributes": "*.png binary\n"}},
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
			if _, err := project.ReadRecord(dir); err != nil {
				t.Error(err)
			}
			for _, s := range result.Plan {
				if kept := isReadmeOrLicence(s.Path) && s.Was != nil; kept != (s.Why == plan.WhyYours) {
					t.Errorf("the plan says %s %s (%s)", s.Action, s.Path, s.Why)
				}
			}
			base, err := project.ReadBase(dir)
			if err != nil || content(t, base, "README.md") != "# small\n" {
				t.Errorf("the base holds another README than the template: %v", err)
			}
			if _, left := tree.Find(txn.Work + "/.gitignore"); left {
				t.Error("work is left")
			}
			switch tt.became {
			case git.Committed:
				if got := gittest.Run(t, dir, "status", "--porcelain"); got != "" {
					t.Errorf("git status:\n%s", got)
				}
			case git.Staged:
				if got := gittest.Run(t, dir, "status", "--porcelain"); strings.Count(got, "A  ") != strings.Count(got, "\n")+1 {
					t.Errorf("git status:\n%s", got)
				}
			}
		})
	}
}

func put(tb testing.TB, dir, name, text string) {
	tb.Helper()
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		tb.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		tb.Fatal(err)
	}
}

func reason(err error) project.TargetReason {
	var target *project.TargetError
	if errors.As(err, &target) {
		return target.Reason
	}
	return ""
}

func TestDryRunWritesNothing(t *testing.T) {
	dir := t.TempDir()
	o := options(t, filepath.Join(dir, "a", "b"))
	o.DryRun = true
	plan, err := New(t.Context(), o)
	if err != nil || len(plan.Plan) != 9 || plan.Record.Base == "" || plan.Repository != git.None {
		t.Errorf("New = %+v, %v", plan, err)
	}
	if got := onDisk(t, dir); len(got) != 0 {
		t.Errorf("a dry run wrote %s", list(got))
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
	if _, err := New(t.Context(), o); reason(err) != project.TargetInterrupted {
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

func TestProjectCanBeReadWhole(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "app")
	if _, err := New(t.Context(), options(t, dir)); err != nil {
		t.Fatal(err)
	}
	put(t, dir, "mine.js", "")
	base, err := project.ReadBase(dir)
	if err != nil {
		t.Fatal(err)
	}
	theirs, err := render(t, templatetest.Small(), options(t, dir).Inputs...)
	if err != nil {
		t.Fatal(err)
	}
	disk, err := filesystem.OpenDisk(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer disk.Close()
	ours, err := files.Look(t.Context(), disk, theirs.Paths())
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range plan.Make(plan.Sides{Base: base, Ours: ours, Theirs: theirs.WithoutSecrets()}, plan.Policy{}) {
		if s.Action != plan.ActionKeep || s.Why != plan.WhySame {
			t.Errorf("a project that nobody touched: %s %s (%s)", s.Action, s.Path, s.Why)
		}
	}
	if slices.ContainsFunc(base, func(f files.File) bool { return f.Secret }) {
		t.Error("the base holds a secret file")
	}
}
