package txn_test

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mlvb/generator/filesystem"
	"mlvb/generator/filesystem/faultdisk"
	"mlvb/generator/txn"
)

// snapshot is every file and folder below a folder: mode and contents by path.
type snapshot map[string]string

func snap(t *testing.T, dir string) snapshot {
	t.Helper()
	s := snapshot{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || name == dir {
			return err
		}
		path, _ := filepath.Rel(dir, name)
		info, err := d.Info()
		if err != nil {
			return err
		}
		s[path] = info.Mode().String()
		if d.Type().IsRegular() {
			content, err := os.ReadFile(name)
			s[path] += " " + string(content)
			return err
		}
		return nil
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return s
}

func (s snapshot) without(prefix string) snapshot {
	s = maps.Clone(s)
	maps.DeleteFunc(s, func(path, _ string) bool { return strings.HasPrefix(path, prefix) })
	return s
}

// withoutBeside leaves out what a transaction puts beside its targets on other
// devices, and what the next run removes where this one could not.
func (s snapshot) withoutBeside() snapshot {
	s = maps.Clone(s)
	maps.DeleteFunc(s, func(path, _ string) bool { return strings.HasPrefix(filepath.Base(path), ".mlvb-") })
	return s
}

func openDisk(t *testing.T, dir string) filesystem.Disk {
	t.Helper()
	d, err := filesystem.OpenDisk(dir)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func write(t *testing.T, dir, name, content string) {
	t.Helper()
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

// everyFault runs a trial for every fault at every step, until a step is past
// the end of what is tried.
func everyFault(t *testing.T, trial func(t *testing.T, fault faultdisk.Fault, at int) (fired bool)) {
	for name, fault := range map[string]faultdisk.Fault{
		"once": faultdisk.Once, "full": faultdisk.Full, "death": faultdisk.Death,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			steps := 0
			for fired := true; fired && !t.Failed(); steps++ {
				t.Run(fmt.Sprint(steps), func(t *testing.T) { fired = trial(t, fault, steps) })
			}
			if steps < 10 {
				t.Errorf("only %d steps were tried", steps)
			}
		})
	}
}

func TestCreateUnderFaults(t *testing.T) {
	want := createAll(t, t.TempDir())
	everyFault(t, func(t *testing.T, fault faultdisk.Fault, at int) bool {
		parent := t.TempDir()
		disk := faultdisk.Wrap(openDisk(t, parent), fault, at)
		err := create(t, disk)
		if endErr := disk.End(); endErr != nil && !errors.Is(endErr, fs.ErrClosed) {
			t.Fatal(endErr)
		}
		switch got := snap(t, parent); {
		case fault == faultdisk.Death && disk.Fired(): // it says nothing any more
		case err == nil && !maps.Equal(got, want):
			t.Errorf("Create says it is done, but made %v", got)
		case err != nil && fault != faultdisk.Death && len(got) != 0:
			t.Errorf("Create failed (%v) and left %v", err, got)
		case err != nil && len(snap(t, filepath.Join(parent, "a", "app"))) != 0:
			t.Errorf("Create died (%v) and left a target", err)
		}
		if _, statErr := os.Lstat(filepath.Join(parent, "a", "app")); statErr == nil {
			recoverAll(t, filepath.Join(parent, "a")) // sweeps what is left beside it
			if got := snap(t, parent); !maps.Equal(got, want) {
				t.Errorf("after %v and the next run there is %v", err, got)
			}
		} else if err != nil {
			if got := createAll(t, parent); !maps.Equal(got, want) {
				t.Errorf("after %v the next Create made %v", err, got)
			}
		}
		return disk.Fired()
	})
}

func createAll(t *testing.T, parent string) snapshot {
	t.Helper()
	disk := openDisk(t, parent)
	defer disk.Close()
	if err := create(t, disk); err != nil {
		t.Fatal(err)
	}
	return snap(t, parent)
}

func create(t *testing.T, disk filesystem.Disk) error {
	return txn.Create(disk, "a/app", func(stage filesystem.Disk) error {
		_, err := filesystem.WriteTree(t.Context(), stage, []filesystem.Entry{
			{Path: "empty", Mode: fs.ModeDir | 0o755},
			{Path: "pages/home/home.js", Content: []byte("home"), Mode: 0o644},
			{Path: "pages/home/home.wxml", Content: []byte("view"), Mode: 0o644},
			{Path: "run.sh", Content: []byte("echo"), Mode: 0o755},
			{Path: "server/.env", Content: []byte("KEY=1"), Mode: 0o600},
		})
		return err
	})
}

// before writes the folder that the transactions of the tests work in.
func before(t *testing.T, dir string) snapshot {
	write(t, dir, "README.md", "mine")
	write(t, dir, "gone.js", "old")
	write(t, dir, "kept.js", "kept")
	write(t, dir, "pages/home.js", "old home")
	return snap(t, dir)
}

func changes() []txn.Change {
	was := func(content string) *filesystem.Entry {
		return &filesystem.Entry{Content: []byte(content), Mode: 0o644}
	}
	return []txn.Change{
		{Entry: filesystem.Entry{Path: "new/deep/file.js", Content: []byte("new"), Mode: 0o755}},
		{Entry: filesystem.Entry{Path: "pages/home.js", Content: []byte("new home"), Mode: 0o644}, Was: was("old home")},
		{Entry: filesystem.Entry{Path: "gone.js"}, Remove: true, Was: was("old")},
		{Entry: filesystem.Entry{Path: ".mlvb/project.yaml", Content: []byte("schema: 1"), Mode: 0o644}},
	}
}

func commit(t *testing.T, disk filesystem.Disk) error {
	folder, err := txn.Open(disk)
	if err != nil {
		return err
	}
	return errors.Join(folder.Commit(t.Context(), changes()), folder.Close())
}

func committed(t *testing.T) snapshot {
	dir := t.TempDir()
	before(t, dir)
	disk := openDisk(t, dir)
	defer disk.Close()
	if err := commit(t, disk); err != nil {
		t.Fatal(err)
	}
	after := snap(t, dir)
	if _, left := after[filepath.FromSlash(txn.Work)]; left || len(after) != 9 {
		t.Fatalf("Commit made %v", after)
	}
	return after
}

func TestCommitUnderFaults(t *testing.T) {
	for name, o := range systems {
		t.Run(name, func(t *testing.T) { commitUnderFaults(t, o) })
	}
}

func commitUnderFaults(t *testing.T, o faultdisk.Options) {
	after := committed(t)
	everyFault(t, func(t *testing.T, fault faultdisk.Fault, at int) bool {
		dir := t.TempDir()
		was := before(t, dir)
		o := o // the steps are tried side by side
		o.Fault, o.At = fault, at
		disk := faultdisk.New(openDisk(t, dir), o)
		err := commit(t, disk)
		_ = disk.End()
		work := filepath.FromSlash(txn.Work)
		switch got := snap(t, dir); {
		case err == nil && !maps.Equal(got.without(work).withoutBeside(), after):
			t.Errorf("Commit says it is done, but made %v", got)
		case err != nil && fault != faultdisk.Death && !maps.Equal(got, was):
			t.Errorf("Commit failed (%v) and left %v", err, got)
		}
		recoverAll(t, dir)
		want := was
		if err == nil {
			want = after
		}
		if got := snap(t, dir); !maps.Equal(got, want) {
			t.Errorf("after %v and Recover there is\n%v, want\n%v", err, got, want)
		}
		return disk.Fired()
	})
}

// TestRecoverUnderFaults kills a commit at many steps, and then what undoes it at
// many steps, on every kind of disk.
func TestRecoverUnderFaults(t *testing.T) {
	for _, o := range systems {
		recoverUnderFaults(t, o)
	}
}

func recoverUnderFaults(t *testing.T, o faultdisk.Options) {
	after, tried := committed(t), 0
	for at, fired := 0, true; fired; at += 7 {
		for again, firedAgain := at%2, true; firedAgain; again += 2 {
			dir := t.TempDir()
			was := before(t, dir)
			o.Fault, o.At = faultdisk.Death, at
			disk := faultdisk.New(openDisk(t, dir), o)
			err := commit(t, disk)
			_ = disk.End()
			fired = disk.Fired()
			o.At = again
			second := faultdisk.New(openDisk(t, dir), o)
			if folder, openErr := txn.Open(second); openErr == nil {
				_ = folder.Close()
			}
			_ = second.End()
			firedAgain = second.Fired()
			recoverAll(t, dir)
			want := was
			if err == nil {
				want = after
			}
			if got := snap(t, dir); !maps.Equal(got, want) {
				t.Fatalf("killed at %d and %d: there is\n%v, want\n%v", at, again, got, want)
			}
			tried++
		}
	}
	if tried < 50 {
		t.Errorf("only %d pairs of steps were tried", tried)
	}
}

func recoverAll(t *testing.T, dir string) {
	t.Helper()
	disk := openDisk(t, dir)
	defer disk.Close()
	folder, err := txn.Open(disk)
	if err != nil {
		t.Fatal(err)
	}
	if err := folder.Close(); err != nil {
		t.Fatal(err)
	}
}
