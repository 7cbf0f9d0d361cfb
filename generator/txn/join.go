package txn

import (
	"path"
	"slices"
	"strings"
)

// ledTo reports whether the changes begin where the transaction ended, as far
// as the files of mlvb itself show it: it may be that of another branch.
func (u *Undoable) ledTo(changes []Change) bool {
	for _, c := range changes {
		steps := u.steps[c.Path]
		if len(steps) > 0 && strings.HasPrefix(c.Path, Dir+"/") && u.journal.Steps[steps[0]].New != c.Was.fingerprint() {
			return false
		}
	}
	return true
}

func (e *Entry) fingerprint() string {
	if e == nil {
		return ""
	}
	return fingerprint(e.Content, e.Mode)
}

// stageJoined stages what is to be kept: this transaction and the one before
// it, with the copies of both and what else was kept with that.
func (t *transaction) stageJoined() error {
	for i, s := range t.before.journal.Steps {
		was, err := t.before.was(i)
		if err != nil {
			return err
		}
		if was == nil {
			continue
		}
		if _, err := write(t.disk, saved(len(t.changes)+i), was); err != nil {
			return pathError("save", s.Path, err)
		}
	}
	if err := t.carryOver(); err != nil {
		return err
	}
	j := journal{
		Command: t.before.Command,
		Folders: slices.Concat(t.before.journal.Folders, t.journal.Folders),
		Steps:   slices.Concat(t.journal.Steps, t.before.journal.Steps),
	}
	return j.write(t.disk, joinedFile)
}

// carryOver copies the files that somebody put beside the journal that is kept.
func (t *transaction) carryOver() error {
	entries, err := t.disk.ReadDir(UndoDir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		to := path.Join(Work, e.Name())
		if !e.Type().IsRegular() || to == doneFile || to == ignoreFile {
			continue
		}
		was, err := Look(t.disk, path.Join(UndoDir, e.Name()))
		if err != nil {
			return err
		}
		if _, err := write(t.disk, to, was); err != nil {
			return pathError("save", to, err)
		}
	}
	return nil
}
