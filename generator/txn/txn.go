// Package txn changes many files of a folder: all of them, or none.
//
// A folder that does not exist yet is made beside its place and takes its name
// at the end ([Create]). In a folder that exists everything is staged first,
// together with copies of what it replaces, and a journal tells how to go back
// ([Folder.Commit]); what a killed run left is undone by the next [Open].
//
// Links are never followed: os.Root keeps every path inside, and no parent of
// a path may be a link. Goals that it does not have: isolation from programs
// that write to the same folder meanwhile (it notices most of that and gives
// up), and power failures between two renames.
package txn

import (
	"errors"
	"fmt"
	"io/fs"
)

// Dir is where a folder keeps its transactions.
const Dir = ".mlvb"

// Names that are seen where a run was killed.
const (
	Work        = Dir + "/txn" // of the transaction that ran
	StagePrefix = ".mlvb-new-" // of the folder that was being made
)

// UndoDir is where the last transaction that can be undone is kept.
const UndoDir = Dir + "/undo"

// AsideDir is where [Folder.Undo] puts what somebody wrote since.
const AsideDir = Dir + "/aside"

const (
	journalFile = Work + "/journal"    // is there from the first change to the last
	doneFile    = Work + "/done"       // the journal that is kept; from when it is there on, the transaction is done
	joinedFile  = Work + "/joined"     // the journal that is to be kept, where it is not that of this transaction alone
	stagedDir   = Work + "/new"        // contents to come, by number
	savedDir    = Work + "/old"        // contents that go, by number
	ignoreFile  = Work + "/.gitignore" // keeps git away from all of the above
)

// ErrBusy says that another process works in the folder.
var ErrBusy = errors.New("another mlvb is at work in this folder")

// ErrInterrupted says that a killed run left a transaction behind.
var ErrInterrupted = errors.New("an earlier run was interrupted")

// errNoLocks says that the file system has no locks (some network disks).
var errNoLocks = errors.New("this file system has no locks")

// Entry is a file to write, or an empty folder where the mode says so.
type Entry struct {
	Path    string // relative, with slashes
	Content []byte
	Mode    fs.FileMode // permission bits before umask, and fs.ModeDir
	Exact   bool        // the umask plays no part: the file was there before, with this mode
}

// Change is what happens to one path: it is written, unless Remove or Keep says
// otherwise.
type Change struct {
	Entry
	Remove bool
	Keep   bool   // what is there stays; it is part of the transaction all the same
	Was    *Entry // what has to be there; nil when nothing may be
}

// ChangedError tells of a path that is not what it has to be: it changed after
// the plan was made.
type ChangedError struct{ Path string }

// Error names the path.
func (e *ChangedError) Error() string {
	return fmt.Sprintf("%s changed while mlvb was running", e.Path)
}

// LinkError tells of a link where a file or folder has to be.
type LinkError struct{ Path string }

// Error names the path.
func (e *LinkError) Error() string {
	return fmt.Sprintf("%s is a link: mlvb writes through none", e.Path)
}
