// Package plan decides what becomes of each file of a project: it compares what
// was last rendered, what is on disk and what is rendered now, merges what both
// sides changed, and says which conflicts are left.
//
// It is pure: it reads no disk and writes nothing. A plan is a value that can be
// shown, compared and carried out; see [Plan.Changes].
package plan

import (
	"mlvb/generator/files"
	"mlvb/generator/filesystem"
	"mlvb/generator/paths"
)

// Action is what happens to a path.
type Action string

// The actions of a plan.
const (
	ActionAdd      Action = "add"      // File is new
	ActionUpdate   Action = "update"   // File takes the place of what is there
	ActionMerge    Action = "merge"    // File has the changes of both sides
	ActionRemove   Action = "remove"   // the file goes
	ActionKeep     Action = "keep"     // what is there stays
	ActionMove     Action = "move"     // File takes the content of From, which goes, with the changes of both sides
	ActionConflict Action = "conflict" // Conflict tells what somebody has to decide
)

// Why is the reason for an action.
type Why string

// The reasons of steps.
const (
	WhyNew             Why = "new"              // add: the template has it, nobody else does
	WhySame            Why = "same"             // keep: what is there has all that the template has
	WhyTemplateChanged Why = "template-changed" // update: you did not
	WhyYouChanged      Why = "you-changed"      // keep: the template did not
	WhyYouRemoved      Why = "you-removed"      // keep: a file you removed stays away
	WhyMissed          Why = "missed"           // keep: so it does, and the template changed it
	WhyTemplateRemoved Why = "template-removed" // remove: untouched; keep: you changed it
	WhyOnce            Why = "once"             // keep: written once, yours since
	WhyTemplateMoved   Why = "template-moved"   // move
	WhyMerged          Why = "merged"           // merge: the changes of both
	WhyHidesSecrets    Why = "hides-secrets"    // keep: a .gitignore that the template removed, while the file for secrets is there
	WhyNotCheckedOut   Why = "not-checked-out"  // keep: a sparse checkout leaves it out; its turn comes once it is there
	WhyYours           Why = "yours"            // keep: it was there first, such as README.md
	WhyLines           Why = "lines"            // merge: the lines of both
	WhyWrittenBack     Why = "undone"           // update, merge: the last update's change was written back by another program
	WhyChosen          Why = "chosen"           // update, keep, move: both changed it, and the side was chosen beforehand
	WhyNoBase          Why = "no-base"          // keep: it differs, and what was last rendered is lost
	WhyBothChanged     Why = "both-changed"     // conflict
	WhyBothAdded       Why = "both-added"       // conflict
	WhyFileForFolder   Why = "file-for-folder"  // conflict: a file is where a folder has to be
	WhyFolderForFile   Why = "folder-for-file"  // conflict: a folder is where a file has to be
	WhyLink            Why = "link"             // conflict: a link is in the way
	WhyNameClash       Why = "name-clash"       // conflict: a name that differs in case, or in case and Unicode form
	WhyFormClash       Why = "form-clash"       // conflict: a name that differs in its Unicode form only (NFC, NFD)
	WhyTooLarge        Why = "too-large"        // conflict: a file that is too large to be merged
)

// Step is what a plan does to one path.
type Step struct {
	Path     string      `json:"path"`
	From     string      `json:"from,omitempty"` // move: where the file was
	Action   Action      `json:"action"`
	Why      Why         `json:"why"`
	Changes  []string    `json:"changes,omitempty"`  // of a merged JSON file: the paths of values taken from the template
	Kept     []string    `json:"kept,omitempty"`     // of such a file: the paths that both changed and that are the user's or DevTools' to decide
	Conflict *Conflict   `json:"conflict,omitempty"` // unless Action is conflict it is nil, or a move's
	File     files.File  `json:"-"`                  // what is written; zero when Writes is false
	Was      *files.File `json:"-"`                  // what was there when the plan was made, at From for a move; nil when nothing was

	missed    *files.File // what the user removed, where the template changed it
	NextBase  *files.File `json:"-"` // what the next merge begins with; nil is nothing
	beside    *files.File // the template's version, to be written beside the user's
	besideWas *files.File // what is there, ours to replace
}

// Writes reports whether the step writes a file at its path.
func (s Step) Writes() bool { return s.File.Path != "" }

// Plan is what is done to a project, sorted by path.
type Plan []Step

// Disk tells what is on disk. [files.Snapshot] does.
type Disk interface {
	At(path string) filesystem.PathInfo
	Exists(path string) bool // of any path beside one that At knows
}

// Sides are the three versions of a project that a plan compares.
type Sides struct {
	Base   files.Tree // what was last rendered
	Ours   Disk       // what is on disk, at all paths of Base and Theirs
	Theirs files.Tree // what is rendered now
}

// Policy is what a plan is made by, beside the three sides. The zero value
// marks what both sides changed.
type Policy struct {
	Style         Style                  // what becomes of what both sides changed
	UserWins      bool                   // a file without a base stays as it is
	KeepsExisting func(path string) bool // files without a base that stay as they are, too; nil is none

	Secrets     string                 // file for secrets, of which a template tells git by a .gitignore beside it; may be empty
	Sparse      map[string]bool        // paths that are absent since a sparse checkout leaves them out
	Moves       []paths.Move           // of the template's files, by the paths of the project
	Open        []Conflict             // of earlier runs, that nobody settled yet
	WrittenBack map[string]*files.File // files whose last update another program took back, with the base to merge them from
	From, To    string                 // versions of the base and of theirs, for labels and conflicts
}

// Make compares the three sides. It is pure. Files that are only in ours are no
// concern of a template and not in the plan.
func Make(s Sides, policy Policy) Plan {
	p := planner{
		base: s.Base, theirs: s.Theirs, ours: s.Ours, Policy: policy,
		open: map[string]Conflict{}, moved: movedFiles(s.Base, s.Theirs, policy.Moves),
	}
	for _, c := range policy.Open {
		p.open[c.Path] = c
	}
	return p.plan()
}
