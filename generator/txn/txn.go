// Package txn changes many files of a folder: all of them, or none. No byte that
// somebody wrote is ever lost by it.
//
// # A folder that exists
//
// [Folder.Commit] stages everything first, in .mlvb/txn: the new files, and
// where the transaction can be undone later a copy of each that they replace.
// Then it writes a journal and makes the changes one by one. What a killed run
// left is taken back, or completed, by the next [Open], whichever command calls
// it. The order is what makes this safe:
//
//  1. The journal is there, whole, before the first path is touched. Up to then
//     a killed run has changed nothing, and its staged files can go.
//  2. A path is looked at right before its change, and has to be what the plan
//     was made for.
//  3. A new path is given its file by a rename that replaces nothing. If
//     somebody was faster, their file is there and the transaction fails.
//  4. A file is replaced by an exchange of the two names, in one step of the
//     system: the path is never absent, and what was there in that very moment,
//     whoever wrote it, is now where the new file was. Where the system has no
//     exchange, the file is moved into .mlvb/txn/replaced, and then rule 3
//     applies. A run that is killed in between leaves the path absent and the
//     file there, and [Open] brings it back. A file that goes is moved likewise.
//  5. So nothing is ever removed before its successor is in place, and nothing
//     is overwritten. Only after that the file which was replaced is compared
//     with the plan. If it differs, somebody saved it after the look of rule 2:
//     the transaction fails, and roll-back brings that version back.
//  6. The last change is a rename of the journal to another name. Before it,
//     everything is rolled back; from then on everything is completed.
//
// Roll-back puts an old file back by an exchange or by a rename that replaces
// nothing, and only where the path is absent or has the very file that the
// transaction put there. Whatever else is there, somebody wrote since: it
// stays. Before anything in .mlvb/txn is removed, by roll-back or by
// completion, each file that was replaced is read again. Unless the project has
// the same contents at that path, or the transaction was to replace just those,
// it goes to .mlvb/aside, and [Folder.Aside] names it. Every step of roll-back
// finds out from the disk what is done already, so that it can be killed, too.
//
// A rename does not lead to another device. Where a part of the project is on
// one, its new files are staged once more in the folders that they go to, under
// names with a random token that the journal tells of before they are there;
// the same rules hold there.
//
// # Undo
//
// A transaction that can be undone leaves .mlvb/txn, less what only the run
// needed, as .mlvb/undo/N: its journal and the copies. Five are kept. [Folder.Undo] is a
// transaction like any other, and as it completes it removes the level that it
// took back, so that a killed undo is taken back or completed whole. Undo data
// is not committed and stays through a checkout of another branch: the journal
// notes what the record was afterwards, and a level counts only where the
// record is that one.
//
// # A folder that does not exist yet
//
// [Create] makes it in a stage beside its place, and it takes its name at the
// end. A stage proves by a token and by a file in it that it is one: what only
// looks like one is never swept away.
//
// # Links, and what this package does not do
//
// Links are never followed: os.Root keeps every path inside, and no parent of
// a path may be a link. What this package does not do: give other programs a
// consistent view while it writes; survive power failures between two renames;
// and keep what a program writes after the end of a transaction into a file
// that it has had open since before: that file has no name any more. On a file
// system without locks (some network disks) a live run can't be told from a
// killed one: two runs at once are the user's to avoid there.
package txn

import (
	"errors"
	"fmt"

	"mlvb/generator/filesystem"
)

// Dir is where a folder keeps its transactions.
const Dir = ".mlvb"

// Names that are seen where a run was killed.
const (
	Work        = Dir + "/txn" // of the transaction that ran
	StagePrefix = ".mlvb-new-" // of the folder that was being made
)

// UndoDir is where the transactions that can be undone are kept.
const UndoDir = Dir + "/undo"

// AsideDir is where files go that lost their place in the project.
const AsideDir = Dir + "/aside"

// recordFile is the record of the project. It differs from branch to branch, and
// so tells whether what a transaction made is here.
const recordFile = Dir + "/project.yaml"

const (
	journalFile  = Work + "/journal"    // is there from the first change to the last
	doneFile     = Work + "/done"       // the journal that is kept; once it exists, the transaction is done
	joinedFile   = Work + "/joined"     // the journal that is to be kept, where it is not that of this transaction alone
	stagedDir    = Work + "/new"        // contents to come, by number of the step
	savedDir     = Work + "/old"        // copies of the contents that go, for undo
	replacedDir  = Work + "/replaced"   // the files that were replaced or removed
	withdrawnDir = Work + "/withdrawn"  // the new files that roll-back took away again
	notesDir     = Work + "/aside"      // paths that a recovery put aside
	ignoreFile   = Work + "/.gitignore" // keeps git away from all of the above
)

// ErrTwoChanges says that two changes of a transaction have the same path.
var ErrTwoChanges = errors.New("two changes for one path")

// Change is what happens to one path: it is written, unless Remove or Keep says
// otherwise.
type Change struct {
	filesystem.Entry
	Remove bool
	Keep   bool              // what is there stays; it is part of the transaction all the same
	Was    *filesystem.Entry // what has to be there; nil when nothing may be
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
