package txn

import (
	"path"
	"slices"
	"strings"

	"mlvb/generator/filesystem"
)

// ledTo reports whether the changes begin where the transaction ended, as far
// as the files of mlvb itself show it: it may be that of another branch.
func (u *Undoable) ledTo(changes []Change) bool {
	for _, c := range changes {
		known := u.steps[c.Path] != nil && strings.HasPrefix(c.Path, Dir+"/")
		if known && u.left(c.Path) != fingerprintOf(c.Was) {
			return false
		}
	}
	return true
}

// stageJoined stages what is to be kept: this transaction and the one before
// it, with the copies of both and what was attached to that one.
func (t *transaction) stageJoined() error {
	for i, s := range t.joined.journal.Steps {
		was, err := t.joined.was(i)
		if err != nil {
			return err
		}
		if was == nil {
			continue
		}
		if _, err := write(t.disk, saved(len(t.changes)+i), was); err != nil {
			return filesystem.PathError("save", s.Path, err)
		}
	}
	attached, err := t.joined.attachments()
	if err != nil {
		return err
	}
	for name, content := range attached {
		to := path.Join(Work, name)
		if _, err := t.disk.WriteFile(to, content, 0o600, true); err != nil {
			return filesystem.PathError("write", to, err)
		}
	}
	j := journal{
		Command:  t.joined.Command,
		Record:   t.journal.Record,
		Replaces: t.joined.dir,
		Folders:  slices.Concat(t.joined.journal.Folders, t.journal.Folders),
		Emptied:  slices.Concat(t.joined.journal.Emptied, t.journal.Emptied),
		Steps:    slices.Concat(t.journal.Steps, t.joined.journal.Steps),
	}
	for i := range j.Steps {
		j.Steps[i].Beside = false // says something about the run that made the step alone
	}
	return j.write(t.disk, joinedFile)
}
