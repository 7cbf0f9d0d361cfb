package generator

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"mlvb/generator/filesystem"
	"mlvb/generator/plan"
	"mlvb/generator/project"
	"mlvb/generator/template"
	"mlvb/generator/template/templatetest"
	"mlvb/generator/txn"
)

func TestUpdateRefuses(t *testing.T) {
	for _, tt := range []struct {
		name   string
		meddle func(dir string)
		reason project.Reason
	}{
		{"no project", func(dir string) { remove(t, dir, project.Dir) }, project.NotAProject},
		{"no folder", func(dir string) { remove(t, dir, ".") }, project.NotAProject},
		{"a record of no form", func(dir string) { put(t, dir, project.RecordFile, "<<<<<<< HEAD\n") }, project.Broken},
		{"a newer record", func(dir string) {
			put(t, dir, project.RecordFile, strings.Replace(get(t, dir, project.RecordFile), "schema: 1", "schema: 2", 1))
		}, project.MadeByNewer},
		{"a newer mlvb", func(dir string) {
			put(t, dir, project.RecordFile, strings.Replace(get(t, dir, project.RecordFile), `mlvb: "1.0.0"`, `mlvb: "9.0.0"`, 1))
		}, project.MadeByNewer},
		{"another template", func(dir string) {
			put(t, dir, project.RecordFile, strings.Replace(get(t, dir, project.RecordFile), `name: "demo"`, `name: "other"`, 1))
		}, project.OtherTemplate},
		{"conflicts of no form", func(dir string) { put(t, dir, project.ConflictsFile, "{") }, project.Broken},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := edited(t)
			tt.meddle(dir)
			was := onDisk(t, dir)
			_, err := Update(t.Context(), UpdateOptions{Dir: dir, Template: load(t, newVersion()), Tool: "1.1.0"})
			var project *project.Error
			if !errors.As(err, &project) || project.Reason != tt.reason || project.Error() == "" {
				t.Errorf("Update = %v, want %s", err, tt.reason)
			}
			if got := onDisk(t, dir); got.Digest() != was.Digest() {
				t.Error("it changed something")
			}
		})
	}
}

func TestBrokenBase(t *testing.T) {
	t.Run("63 rendered anew by the same template", func(t *testing.T) {
		dir := edited(t)
		put(t, dir, project.BaseFile, "broken")
		r := updateTo(t, dir, oldVersion())
		if r.Base != BaseRendered || r.Plan.Counts()[plan.ActionConflict] != 0 {
			t.Errorf("base %s, %v", r.Base, r.Plan.Counts())
		}
		checkRecorded(t, dir, "1.0.0")
	})
	t.Run("63 lost: the user wins", func(t *testing.T) {
		dir := edited(t)
		remove(t, dir, project.BaseFile)
		was := onDisk(t, dir)
		r := updateTo(t, dir, newVersion())
		if r.Base != BaseLost || len(r.Conflicts) != 0 {
			t.Errorf("base %s, %v", r.Base, r.Conflicts)
		}
		for _, f := range was {
			if got := get(t, dir, f.Path); got != string(f.Content) && !strings.HasPrefix(f.Path, project.Dir) {
				t.Errorf("%s changed", f.Path)
			}
		}
		if get(t, dir, "added.js") != "added\n" || step(t, r.Plan, "page.js").Why != plan.WhyNoBase {
			t.Errorf("plan %+v", r.Plan)
		}
		checkRecorded(t, dir, "1.1.0")
	})
}

func TestInTheWay(t *testing.T) {
	for _, tt := range []struct {
		name   string
		meddle func(dir string)
		path   string
		why    plan.Why
	}{
		{"56 a folder for a file", func(dir string) { put(t, dir, "added.js/x", "") }, "added.js", plan.WhyFolderForFile},
		{"56 a file for a folder", func(dir string) { put(t, dir, "deep", "") }, "deep/to.js", plan.WhyFileForFolder},
		{"36 a link for a file", func(dir string) { remove(t, dir, "page.js"); link(t, "kept.js", filepath.Join(dir, "page.js")) }, "page.js", plan.WhyLink},
		{"35 a link for a folder", func(dir string) { link(t, t.TempDir(), filepath.Join(dir, "deep")) }, "deep/to.js", plan.WhyLink},
		{"59 another case", func(dir string) { put(t, dir, "Added.js", "") }, "added.js", plan.WhyNameClash},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := made(t, oldVersion(), template.Input{"title": "demo"})
			tt.meddle(dir)
			r := updateTo(t, dir, newVersion())
			s := step(t, r.Plan, tt.path)
			if s.Action != plan.ActionConflict || s.Why != tt.why || s.Conflict.Kind != plan.ConflictInWay || s.Writes() {
				t.Errorf("step %+v", s)
			}
			if r := updateTo(t, dir, newVersion()); r.Changed || len(r.Conflicts) != 1 {
				t.Errorf("a second update: %+v", r.Conflicts)
			}
		})
	}
}

func TestTwoUpdatesAtOnce(t *testing.T) {
	dir := edited(t)
	disk, err := filesystem.OpenDisk(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer disk.Close()
	folder, err := txn.Open(disk)
	if err != nil {
		t.Fatal(err)
	}
	defer folder.Close()
	_, err = Update(t.Context(), UpdateOptions{Dir: dir, Template: load(t, newVersion()), Tool: "1.1.0"})
	if reason(err) != project.TargetBusy {
		t.Errorf("scenario 65: a second update = %v", err)
	}
	put(t, dir, txn.Work+"/journal", "{}") // which the live one has while it writes
	_, err = Update(t.Context(), UpdateOptions{Dir: dir, Template: load(t, newVersion()), Tool: "1.1.0", DryRun: true})
	if reason(err) != project.TargetBusy {
		t.Errorf("a dry run beside it = %v", err)
	}
}

func TestReadOnlyFiles(t *testing.T) {
	dir := made(t, oldVersion(), template.Input{"title": "demo"})
	name := filepath.Join(dir, "page.js")
	if err := os.Chmod(name, 0o444); err != nil {
		t.Fatal(err)
	}
	updateTo(t, dir, newVersion())
	info, err := os.Stat(name)
	if err != nil || info.Mode().Perm() != 0o444 || !strings.Contains(get(t, dir, "page.js"), "theirs") {
		t.Errorf("58 a read-only file: %v, %v", info.Mode(), err)
	}
}

// TestSwaps are templates that put a file where a folder was, and the other way
// round: nothing is touched until the user has made room.
func TestSwaps(t *testing.T) {
	file := func(number string) fstest.MapFS {
		return templatetest.Version(number, "", map[string]string{"a": "file\n"})
	}
	folder := func(number string) fstest.MapFS {
		return templatetest.Version(number, "", map[string]string{"a/b.js": "b\n"})
	}
	for _, tt := range []struct {
		name         string
		before, then fstest.MapFS
		old, now     string
	}{
		{"56 file to folder", file("1.0.0"), folder("1.1.0"), "a", "a/b.js"},
		{"56 folder to file", folder("1.0.0"), file("1.1.0"), "a/b.js", "a"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := made(t, tt.before)
			r := updateTo(t, dir, tt.then)
			if len(r.Conflicts) != 1 || r.Plan.Counts()[plan.ActionRemove] != 0 || get(t, dir, tt.old) == absent {
				t.Errorf("plan %+v", r.Plan)
			}
			remove(t, dir, "a")
			r = updateTo(t, dir, tt.then)
			if len(r.Conflicts) != 0 || get(t, dir, tt.now) == absent {
				t.Errorf("once there is room: %+v", r.Plan)
			}
		})
	}
}
