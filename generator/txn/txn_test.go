package txn_test

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"mlvb/generator/filesystem"
	"mlvb/generator/filesystem/faultdisk"
	"mlvb/generator/txn"
)

func TestOneRunAtATime(t *testing.T) {
	dir := t.TempDir()
	first, second := openDisk(t, dir), openDisk(t, dir)
	defer first.Close()
	defer second.Close()
	folder, err := txn.Open(first)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := txn.Open(second); !errors.Is(err, filesystem.ErrBusy) {
		t.Errorf("a second Open = %v, want ErrBusy", err)
	}
	if err := folder.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := txn.Open(second)
	if err != nil {
		t.Fatalf("Open after Close: %v", err)
	}
	if err := again.Close(); err != nil {
		t.Error(err)
	}
}

func TestCreateLeavesLiveRunsAlone(t *testing.T) {
	parent := t.TempDir()
	killCreate(t, parent, 12)
	outer := openDisk(t, parent)
	defer outer.Close()
	err := txn.Create(outer, "first", func(stage filesystem.Disk) error {
		if got := createAll(t, parent); len(got) == 0 {
			t.Error("a Create within another made nothing")
		}
		_, err := stage.WriteFile("alive.js", nil, 0o644, false)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	got := snap(t, parent)
	if _, ok := got[filepath.Join("first", "alive.js")]; !ok {
		t.Errorf("the outer project is not whole: %v", got)
	}
	for path := range got {
		if len(path) > len(txn.StagePrefix) && path[:len(txn.StagePrefix)] == txn.StagePrefix {
			t.Errorf("%s is left", path)
		}
	}
}

func TestCreateGivesWayToWhatAppears(t *testing.T) {
	parent := t.TempDir()
	disk := openDisk(t, parent)
	defer disk.Close()
	err := txn.Create(disk, "app", func(filesystem.Disk) error {
		write(t, parent, "app/somebody.js", "else")
		return nil
	})
	if err == nil {
		t.Error("Create took the place of a folder that appeared meanwhile")
	}
	if got := snap(t, parent); len(got) != 2 {
		t.Errorf("there is %v, want the other's folder alone", got)
	}
}

func TestCommitRefuses(t *testing.T) {
	var changed *txn.ChangedError
	var link *txn.LinkError
	tests := []struct {
		name   string
		meddle func(t *testing.T, dir string)
		target any
	}{
		{"what changed since the plan", func(t *testing.T, dir string) { write(t, dir, "pages/home.js", "edited") }, &changed},
		{"what appeared since the plan", func(t *testing.T, dir string) { write(t, dir, "new/deep/file.js", "") }, &changed},
		{"what vanished since the plan", func(t *testing.T, dir string) { remove(t, dir, "gone.js") }, &changed},
		{"a folder in the way", func(t *testing.T, dir string) { write(t, dir, "new/deep/file.js/x", "") }, &changed},
		{"a file for a folder", func(t *testing.T, dir string) { write(t, dir, "new", "") }, &changed},
		{"a link for a file", func(t *testing.T, dir string) {
			remove(t, dir, "gone.js")
			symlink(t, "kept.js", filepath.Join(dir, "gone.js"))
		}, &link},
		{"a link that leads out", func(t *testing.T, dir string) { symlink(t, t.TempDir(), filepath.Join(dir, "new")) }, &link},
		{"a link that stays inside", func(t *testing.T, dir string) { symlink(t, "pages", filepath.Join(dir, "new")) }, &link},
		{"a link for its own folder", func(t *testing.T, dir string) { symlink(t, "pages", filepath.Join(dir, txn.Dir)) }, &link},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			before(t, dir)
			tt.meddle(t, dir)
			was := snap(t, dir)
			disk := openDisk(t, dir)
			defer disk.Close()
			if err := commit(t, disk); !errors.As(err, tt.target) {
				t.Errorf("Commit = %v, want %T", err, tt.target)
			}
			if got := snap(t, dir); !maps.Equal(got, was) {
				t.Errorf("there is\n%v, want\n%v", got, was)
			}
		})
	}
}

func TestRecoverKeepsLaterEdits(t *testing.T) {
	for at := 0; ; at++ {
		dir := t.TempDir()
		before(t, dir)
		disk := faultdisk.Wrap(openDisk(t, dir), faultdisk.Death, at)
		err := commit(t, disk)
		_ = disk.End()
		if !disk.Fired() {
			break
		}
		write(t, dir, "pages/home.js", "edited after the crash")
		write(t, dir, "new/deep/mine.js", "made after the crash")
		recoverAll(t, dir)
		if err == nil {
			continue // died while it cleared up
		}
		for name, want := range map[string]string{
			"pages/home.js": "edited after the crash", "new/deep/mine.js": "made after the crash", "gone.js": "old",
		} {
			if got, err := os.ReadFile(filepath.Join(dir, name)); err != nil || string(got) != want {
				t.Errorf("killed at %d: %s is %q, %v; want %q", at, name, got, err, want)
			}
		}
	}
}

func TestInterrupted(t *testing.T) {
	dir := t.TempDir()
	disk := openDisk(t, dir)
	defer disk.Close()
	if left, err := txn.Interrupted(disk); left || err != nil {
		t.Errorf("Interrupted = %v, %v in an empty folder", left, err)
	}
	write(t, dir, txn.Work+"/new/0", "")
	if left, err := txn.Interrupted(disk); !left || err != nil {
		t.Errorf("Interrupted = %v, %v where work is left", left, err)
	}
}

func TestBrokenJournalIsNoReasonToGuess(t *testing.T) {
	for _, journal := range []string{
		"{", `{"schema":3}`, `{"schema":1,"steps":[{"path":"../out"}]}`,
		`{"schema":1,"steps":[{"path":".Git/hooks/post-commit","was":"x"}]}`, `{"schema":1,"folders":[".git"]}`,
	} {
		dir := t.TempDir()
		write(t, dir, txn.Work+"/journal", journal)
		was := snap(t, dir)
		disk := openDisk(t, dir)
		if _, err := txn.Open(disk); err == nil {
			t.Errorf("Open accepts the journal %s", journal)
		}
		if err := disk.Close(); err != nil {
			t.Error(err)
		}
		if got := snap(t, dir); !maps.Equal(got, was) {
			t.Errorf("Open changed the folder to %v", got)
		}
	}
}

func TestCancelledRunsLeaveNothing(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	dir := t.TempDir()
	was := before(t, dir)
	disk := openDisk(t, dir)
	defer disk.Close()
	folder, err := txn.Open(disk)
	if err != nil {
		t.Fatal(err)
	}
	defer folder.Close()
	if err := folder.Commit(ctx, changes()); !errors.Is(err, context.Canceled) {
		t.Errorf("Commit = %v, want context.Canceled", err)
	}
	err = txn.Create(disk, "app", func(stage filesystem.Disk) error {
		_, err := filesystem.WriteTree(ctx, stage, []filesystem.Entry{{Path: "a"}})
		return err
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("Create = %v, want context.Canceled", err)
	}
	if got := snap(t, dir); !maps.Equal(got, was) {
		t.Errorf("there is\n%v, want\n%v", got, was)
	}
}

func TestWriteErrorNamesTheWholePath(t *testing.T) {
	disk := openDisk(t, t.TempDir())
	defer disk.Close()
	_, err := filesystem.WriteTree(t.Context(), disk, []filesystem.Entry{{Path: "a/b/c.js"}, {Path: "a/b/c.js"}})
	var path *fs.PathError
	if !errors.As(err, &path) || path.Path != "a/b/c.js" || !errors.Is(err, fs.ErrExist) {
		t.Errorf("WriteTree = %v, want a/b/c.js: file exists", err)
	}
}

// TestErrorsNameAPath has every step of a commit fail, and of an undo.
func TestErrorsNameAPath(t *testing.T) {
	for at, fired := 0, true; fired; at++ {
		dir := t.TempDir()
		before(t, dir)
		set(t, dir, "add", "", "main")
		disk := faultdisk.Wrap(openDisk(t, dir), faultdisk.Once, at)
		folder, err := txn.Open(disk)
		if err == nil {
			_, err = folder.Undo(t.Context(), false)
			if err == nil {
				err = folder.Commit(t.Context(), changes())
			}
			_ = folder.Close()
		}
		_ = disk.End()
		fired = disk.Fired()
		var path *fs.PathError
		if err != nil && (!errors.As(err, &path) || path.Path == "" || !errors.Is(err, syscall.EIO)) {
			t.Errorf("step %d: %v names no path", at, err)
		}
	}
}

func remove(t *testing.T, dir, name string) {
	t.Helper()
	if err := os.Remove(filepath.Join(dir, name)); err != nil {
		t.Fatal(err)
	}
}

func symlink(t *testing.T, to, name string) {
	t.Helper()
	if err := os.Symlink(to, name); err != nil {
		t.Fatal(err)
	}
}
