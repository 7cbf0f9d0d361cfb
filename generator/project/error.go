package project

import (
	"fmt"
	"path/filepath"
	"strings"
)

// Reason is why a command can't work on a project.
type Reason string

// The reasons of an [Error].
const (
	NotAProject     Reason = "none"           // Dir holds no project: adopt makes one of it
	AlreadyAProject Reason = "exists"         // Dir is a project already
	Broken          Reason = "broken"         // its record can't be read; Err says where. Out: take the record of either branch, or remove Path and adopt
	BaseLost        Reason = "base-lost"      // update: its base can't be read, git has it. Out: take it from there, or say what Conflicts become
	MadeByNewer     Reason = "newer"          // made by mlvb Version, which is newer than this one; empty where it is not known
	OtherTemplate   Reason = "other-template" // made from template Version, not from the one given
	OtherVersion    Reason = "outdated"       // set: the record is of another template than the one given; run update --set
	MarkersLeft     Reason = "markers"        // Paths still hold conflict markers: settle them, then resolve; Err says where they are not whole
	ChangedSince    Reason = "changed"        // undo: Paths changed since the command that is to be undone
	NothingToUndo   Reason = "nothing-to-undo"
	AsBefore        Reason = "as-before"          // undo: nothing of the command is there, as on another branch
	NotOfTemplate   Reason = "not-of-template"    // diff: Path is no file of the template, nor a folder of such
	NotAMiniProgram Reason = "not-a-mini-program" // add, adopt: Path is missing or can't be read; Err may say why
	BadRoot         Reason = "bad-root"           // add, adopt: the miniprogramRoot in Path, which is Version, is no folder of the project
	BadJSON         Reason = "bad-json"           // Path is no JSON; Err, a *merge.SyntaxError, says where
	Taken           Reason = "taken"              // add: Path is there already
)

// Error tells why a command can't work on a project.
type Error struct {
	Reason  Reason
	Dir     string   // as the caller named it
	Path    string   // within Dir, with slashes; may be empty
	Paths   []string // the same, for several
	Version string
	Err     error
}

// Error names the path and says what to do.
func (e *Error) Error() string {
	at := filepath.Join(e.Dir, filepath.FromSlash(e.Path))
	paths := strings.Join(e.Paths, ", ")
	switch e.Reason {
	case NotAProject:
		return e.Dir + " is no project of mlvb: mlvb adopt makes it one"
	case AlreadyAProject:
		return e.Dir + " is a project of mlvb already: run mlvb update in it"
	case Broken:
		return fmt.Sprintf("%v: take the file from a commit where it was whole, or remove it and run mlvb adopt", e.Err)
	case BaseLost:
		return fmt.Sprintf("%v: git checkout -- %s brings it back", e.Err, Dir)
	case MadeByNewer:
		if e.Version == "" {
			return e.Dir + " was made by a newer mlvb: install that one"
		}
		return fmt.Sprintf("%s was made by mlvb %s: install that or a newer one", e.Dir, e.Version)
	case OtherTemplate:
		return fmt.Sprintf("%s was made from the template %s: give that one", e.Dir, e.Version)
	case OtherVersion:
		return fmt.Sprintf("%s was made from another version of the template (%s): run mlvb update --set", e.Dir, e.Version)
	case MarkersLeft:
		if e.Err != nil {
			return fmt.Sprintf("%s: %v: settle them by hand, then run mlvb resolve", paths, e.Err)
		}
		return fmt.Sprintf("%s: settle the marked lines first, then run mlvb resolve", paths)
	case ChangedSince:
		return fmt.Sprintf("%s changed since: undoing would lose that; put it aside first", paths)
	case AsBefore:
		return e.Dir + " is as it was before: there is nothing to take back"
	case NotOfTemplate:
		return at + " is no file of the template: there is nothing to compare it with"
	case NothingToUndo:
		return "there is nothing to undo in " + e.Dir
	case NotAMiniProgram:
		return fmt.Sprintf("%s is no mini-program: %s can't be read: %v", e.Dir, at, e.Err)
	case BadRoot:
		return fmt.Sprintf("%s: miniprogramRoot %q is no folder of the project: correct it", at, e.Version)
	case BadJSON:
		return fmt.Sprintf("%s is no JSON: %v: correct it", at, e.Err)
	case Taken:
		return at + " is there already: choose another place with --into"
	}
	return fmt.Sprintf("%s: %s", at, e.Reason)
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// SecretError refuses a secret where it would be recorded.
type SecretError struct {
	Question string
	File     string // where it belongs, within the project, with slashes
}

// Error names the file.
func (e *SecretError) Error() string {
	return fmt.Sprintf("%s is a secret: write it into %s", e.Question, e.File)
}
