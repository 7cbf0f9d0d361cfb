package txn

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"mlvb/generator/filesystem"
)

// maxStaging bounds how many files are staged at once. Most of that time goes
// into waiting for the disk, so there are more than processors.
const maxStaging = 8

// tokenLetters are those of a token.
const tokenLetters = "abcdefghijklmnopqrstuvwxyz234567"

// newToken returns a name that nobody else chooses.
func newToken() string { return strings.ToLower(rand.Text()) }

// transaction is one run of [Folder.Commit].
type transaction struct {
	disk    filesystem.Disk
	changes []Change
	journal journal
	joined  *Undoable              // transaction that it completes; nil is none
	modes   map[string]fs.FileMode // of folders that were there once, for those that it has to make
	prunes  []string               // folders that go when they are empty in the end; nil is those of removed files
}

// checkPaths refuses two changes of one path: whichever is done last would win
// without a word.
func (t *transaction) checkPaths() error {
	seen := make(map[string]bool, len(t.changes))
	for _, c := range t.changes {
		name := path.Clean(c.Path)
		if seen[name] {
			return &fs.PathError{Op: "change", Path: name, Err: ErrTwoChanges}
		}
		seen[name] = true
	}
	return nil
}

// stage writes all new contents, copies of all old ones where undo needs them,
// and the journal. Nothing outside of the folder of the transaction changes.
func (t *transaction) stage(ctx context.Context) error {
	if err := makeWork(t.disk); err != nil {
		return err
	}
	t.journal.Token = newToken()
	t.journal.Steps = make([]step, len(t.changes))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(maxStaging)
	for i := range t.changes {
		g.Go(func() error { return cmp.Or(ctx.Err(), t.stageChange(i)) })
	}
	if err := g.Wait(); err != nil {
		return err
	}
	if err := t.noteFolders(); err != nil {
		return err
	}
	if err := t.noteRecord(); err != nil {
		return err
	}
	if t.joined != nil {
		if err := t.stageJoined(); err != nil {
			return err
		}
	}
	return t.journal.write(t.disk, journalFile)
}

// makeWork makes the folders of a transaction. Git sees none of what is in
// them: new contents may be secret.
func makeWork(d filesystem.Disk) error {
	for _, dir := range []string{Dir, Work, stagedDir, savedDir, replacedDir, withdrawnDir} {
		err := d.Mkdir(dir, 0o755)
		if err != nil && (dir != Dir || !errors.Is(err, fs.ErrExist)) {
			return filesystem.PathError("mkdir", dir, err)
		}
		if dir != Work {
			continue
		}
		if _, err := d.WriteFile(ignoreFile, []byte(ignoreAll), 0o644, false); err != nil {
			return filesystem.PathError("write", ignoreFile, err)
		}
	}
	return nil
}

// stageChange stages the change with that number.
func (t *transaction) stageChange(i int) error {
	c := t.changes[i]
	was, err := look(t.disk, c.Path)
	if err != nil {
		return err
	}
	if !was.equals(c.Was) {
		return &ChangedError{Path: c.Path}
	}
	s := step{Path: c.Path, Was: was.fingerprint}
	if was.fingerprint != "" && t.journal.undoable() {
		if _, err := write(t.disk, saved(i), was.entry(c.Path)); err != nil {
			return filesystem.PathError("save", c.Path, err)
		}
	}
	t.journal.Steps[i] = s
	switch {
	case c.Keep:
		t.journal.Steps[i].New = s.Was
	case !c.Remove:
		mode, err := write(t.disk, t.journal.staged(i), &c.Entry)
		if err != nil {
			return filesystem.PathError("write", c.Path, err)
		}
		t.journal.Steps[i].New = fingerprint(c.Content, mode)
	}
	return nil
}

// write writes an entry under another name, and returns the mode that came of
// it: not every file system has all modes.
func write(d filesystem.Disk, name string, e *filesystem.Entry) (fs.FileMode, error) {
	info, err := d.WriteFile(name, e.Content, e.Mode.Perm(), true)
	if err == nil && e.Exact && info.Mode().Perm() != e.Mode.Perm() {
		_ = d.Chmod(name, e.Mode.Perm())
		info, err = d.Lstat(name)
	}
	if err != nil {
		return 0, err
	}
	return info.Mode(), nil
}

// noteRecord notes the record that will be there after the transaction, whether
// or not that is what changes it.
func (t *transaction) noteRecord() error {
	for _, s := range t.journal.Steps {
		if s.Path == recordFile {
			t.journal.Record = s.New
			return nil
		}
	}
	record, err := look(t.disk, recordFile)
	if err != nil && !isObstacle(err) {
		return err
	}
	t.journal.Record = record.fingerprint
	return nil
}

// noteFolders notes the folders that have to be made, and those that may be
// empty in the end.
func (t *transaction) noteFolders() error {
	emptied := map[string]bool{}
	for _, dir := range t.prunes {
		emptied[dir] = true
	}
	for _, c := range t.changes {
		if c.Keep {
			continue
		}
		if err := t.noteMissing(path.Dir(c.Path)); err != nil {
			return err
		}
		for dir := path.Dir(c.Path); c.Remove && t.prunes == nil && dir != "."; dir = path.Dir(dir) {
			emptied[dir] = true
		}
	}
	for dir := range emptied {
		info, err := t.disk.Lstat(dir)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return filesystem.PathError("read", dir, err)
		}
		t.journal.Emptied = append(t.journal.Emptied, folderMode{dir, info.Mode().Perm()})
	}
	slices.SortFunc(t.journal.Emptied, func(a, b folderMode) int { return cmp.Compare(a.Path, b.Path) })
	return nil
}

// noteMissing notes a folder and its parents, as far as they are not there.
func (t *transaction) noteMissing(dir string) error {
	var missing []string
	for ; dir != "." && !slices.Contains(t.journal.Folders, dir); dir = path.Dir(dir) {
		there, err := exists(t.disk, dir)
		if err != nil {
			return err
		}
		if there {
			break
		}
		missing = append(missing, dir)
	}
	slices.Reverse(missing)
	t.journal.Folders = append(t.journal.Folders, missing...)
	return nil
}
