package project

import (
	"fmt"
	"path/filepath"
	"slices"
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
	NotHere         Reason = "not-here"           // undo: what can be taken back was done on another branch
	NotOfTemplate   Reason = "not-of-template"    // diff: Path is no file of the template, nor a folder of such
	NotAMiniProgram Reason = "not-a-mini-program" // add, adopt: Path is missing or can't be read; Err may say why
	BadRoot         Reason = "bad-root"           // add, adopt: the miniprogramRoot in Path, which is Version, is no folder of the project
	BadJSON         Reason = "bad-json"           // Path is no JSON; Err, a *merge.SyntaxError, says where
	Taken           Reason = "taken"              // add: Path is there already
	AddedBefore     Reason = "added-before"       // add: Path has the template's part already
	ServerTaken     Reason = "server-taken"       // add, set: Path, of what belongs to a server, is there already
	BadServerDir    Reason = "bad-server-dir"     // add, set: Version is no folder of the project
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

// Error names the place, the reason and the cause.
func (e *Error) Error() string {
	about := slices.Clone(e.Paths)
	if e.Version != "" {
		about = append(about, e.Version)
	}
	say := filepath.Join(e.Dir, filepath.FromSlash(e.Path)) + ": " + string(e.Reason)
	if len(about) > 0 {
		say += " (" + strings.Join(about, ", ") + ")"
	}
	if e.Err != nil {
		say += ": " + e.Err.Error()
	}
	return say
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
	return fmt.Sprintf("%s is a secret, which belongs into %s", e.Question, e.File)
}
